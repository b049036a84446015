using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Samples.Tests;

/// <summary>What must hold of every case, whatever it says.</summary>
public sealed class InvariantTests
{
    public static TheoryData<string> Cases => [.. SampleCases.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_quote_stands_at_its_span(string name)
    {
        var value = SampleCases.Patient(name).Case;
        var documents = value.Documents.ToDictionary(d => d.Id, StringComparer.Ordinal);
        foreach (var evidence in value.Facts.SelectMany(f => f.Evidence))
        {
            if (evidence.Page == 0)
            {
                Assert.False(string.IsNullOrEmpty(evidence.Path), "evidence has neither a page nor a path");
                continue;
            }

            var page = documents[evidence.Document].Pages.Single(p => p.Number == evidence.Page);
            Assert.Equal(evidence.Quote, page.Text[evidence.Start..evidence.End]);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_fact_has_evidence_a_reason_and_an_id_of_its_own(string name)
    {
        var facts = SampleCases.Patient(name).Case.Facts;
        Assert.All(facts, f => Assert.NotEmpty(f.Evidence));
        Assert.All(facts, f => Assert.NotEqual("", f.Why));
        Assert.Equal(facts.Length, facts.Select(f => f.Id).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_negated_hypothetical_or_about_somebody_else_never_holds(string name) =>
        Assert.DoesNotContain(SampleCases.Patient(name).Case.Facts, f => f.Holds && f.Assertion is Assertion.Negated or Assertion.Hypothetical or Assertion.Family or Assertion.OtherPerson && f.Holds);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_tailored_sentence_leads_to_facts_that_hold(string name)
    {
        var result = SampleCases.Patient(name);
        var facts = result.Case.Facts.ToDictionary(f => f.Id, StringComparer.Ordinal);
        foreach (var item in result.Answer.Sections.SelectMany(s => s.Items).Where(i => i.Kind == AnswerItemKind.Tailored))
        {
            Assert.NotEmpty(item.Because);
            Assert.All(item.Because, id => Assert.True(facts[id].Holds, $"{item.Rule} rests on {id}, which does not hold"));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_safety_block_is_always_there(string name)
    {
        var safety = SampleCases.Patient(name).Answer.Sections.Single(s => s.Id == "safety");
        Assert.True(safety.Items.Length >= 8, "the safety block is shorter than the content's");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Two_runs_give_the_same_bytes(string name)
    {
        var (first, second) = (SampleCases.Patient(name), SampleCases.Analyze(name, Audience.Patient));
        Assert.Equal(SampleCases.ProfileJson(first), SampleCases.ProfileJson(second));
        Assert.Equal(SampleCases.AnswerJson(first), SampleCases.AnswerJson(second));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_order_of_the_documents_changes_nothing_that_is_said(string name)
    {
        var files = Directory.GetFiles(Path.Combine(SampleCases.Root, "samples", name)).Order(StringComparer.Ordinal).ToList();
        var (forward, backward) = (SampleCases.Analyze(name, files), SampleCases.Analyze(name, Enumerable.Reverse(files).ToList()));
        Assert.Equal(Fields(forward), Fields(backward));
        Assert.Equal(Texts(forward), Texts(backward));

        static string[] Fields(Application.Features.Cases.CaseResult result) => [.. result.Case.Profile.Fields.Select(f => $"{f.Key}: {f.Value.State} {f.Value.Value}")];
        static string[] Texts(Application.Features.Cases.CaseResult result) => [.. result.Answer.Sections.SelectMany(s => s.Items.Select(i => $"{s.Id} {i.Rule} {i.Text}")), .. result.Answer.Unknowns.Select(u => u.Question)];
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_record_says_that_it_is_synthetic(string name)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(SampleCases.Root, "samples", name)).Where(f => !f.EndsWith(".pdf", StringComparison.Ordinal)))
        {
            Assert.Contains("SYNTHETIC", File.ReadAllText(file), StringComparison.Ordinal);
        }
    }
}
