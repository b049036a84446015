using System.Collections.Immutable;
using Navis.Personalize.Application.Features.Cases;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Reconciliation;
using Navis.Personalize.Extraction;

namespace Navis.Personalize.Application.Tests;

public sealed class CaseTests
{
    private const string Surgery = "Patient: Ada Miller   DOB: 01/02/1950\nReport date: 03/12/2024\n\nSURGICAL PATHOLOGY\n\nDIAGNOSIS\nLung, right upper lobe, lobectomy: adenocarcinoma, 2.1 cm.\nLymph nodes: 0/9 positive.\nPathologic stage (AJCC 8th edition): pT1c pN0.\n";
    private const string Molecular = "Patient: Ada Miller   DOB: 01/02/1950\nReport date: 04/20/2024\n\nMOLECULAR PATHOLOGY\nSpecimen: lung, right upper lobe\nEGFR L858R mutation detected.\nALK rearrangement not detected.\n";
    private const string Somebody = "Patient: Bert Example   DOB: 05/06/1941\nReport date: 03/12/2024\n\nSURGICAL PATHOLOGY\n\nDIAGNOSIS\nLung, left lower lobe, biopsy: squamous cell carcinoma.\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Documents_are_numbered_in_the_order_of_the_files()
    {
        var documents = await Rooms.Mediator.Send(new ReadCase([Rooms.File("a.txt", Surgery), Rooms.File("b.txt", Molecular)]), Stop);
        Assert.Equal([("d1", "a.txt"), ("d2", "b.txt")], documents.Select(d => (d.Id, d.Name)));
    }

    [Fact]
    public async Task A_file_that_could_not_be_opened_stays_in_the_case_and_the_others_are_read()
    {
        var documents = await Rooms.Mediator.Send(new ReadCase([Rooms.Unopened("locked.pdf"), Rooms.File("b.txt", Molecular)]), Stop);
        Assert.Equal("FILE-CLOSED", documents[0].Issues.Single().Code);
        Assert.Empty(documents[0].Pages);
        Assert.NotEmpty(documents[1].Pages);
        Assert.Empty(documents[1].Issues);
    }

    [Fact]
    public async Task Findings_follow_the_documents_and_carry_their_ids()
    {
        var extracted = await Rooms.Mediator.Send(new ExtractCase([Rooms.File("a.txt", Surgery), Rooms.File("b.txt", Molecular)]), Stop);
        var sources = extracted.Findings.Select(f => f.Evidence.Document).ToArray();
        Assert.Equal(["d1", "d2"], sources.Distinct());
        Assert.Equal(sources.Order(StringComparer.Ordinal), sources);
    }

    [Fact]
    public async Task A_text_without_findings_extracts_to_none()
    {
        var extracted = await Rooms.Mediator.Send(new ExtractCase([Rooms.File("a.txt", "The parking lot is open from 7 to 19.\n")]), Stop);
        Assert.Empty(extracted.Findings);
        Assert.Single(extracted.Documents);
    }

    [Fact]
    public async Task A_mistake_of_the_program_on_one_document_costs_that_document_alone()
    {
        var extracted = await Rooms.With(new FailsOn("b.txt")).Send(new ExtractCase([Rooms.File("a.txt", Surgery), Rooms.File("b.txt", Molecular)]), Stop);
        Assert.NotEmpty(extracted.Findings);
        Assert.All(extracted.Findings, f => Assert.Equal("d1", f.Evidence.Document));
        var issue = Assert.Single(extracted.Documents[1].Issues, i => i.Code == "EXTRACT-FAILED");
        Assert.DoesNotContain("L858R", issue.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(extracted.Documents[0].Issues, i => i.Code == "EXTRACT-FAILED");
    }

    [Fact]
    public async Task Records_of_one_person_become_one_profile()
    {
        var value = await Rooms.Mediator.Send(new ProfileCase("case", [Rooms.File("a.txt", Surgery), Rooms.File("b.txt", Molecular)], new ReconcileOptions(null, null)), Stop);
        Assert.Equal(CaseOutcome.AboutLungCancer, value.Outcome);
        Assert.Contains(value.Facts, f => f.Holds && f.Qualifiers.Gene == "EGFR");
    }

    [Fact]
    public async Task Records_of_two_people_are_not_merged_and_one_may_be_chosen()
    {
        CaseFile[] files = [Rooms.File("a.txt", Surgery), Rooms.File("b.txt", Somebody)];
        var both = await Rooms.Mediator.Send(new ProfileCase("case", [.. files], new ReconcileOptions(null, null)), Stop);
        Assert.DoesNotContain(both.Facts, f => f.Holds);
        Assert.True(both.Subject.Mixed);
        Assert.Equal(CaseOutcome.NotUsable, both.Outcome);
        Assert.All(both.Documents, d => Assert.NotEmpty(d.Issues));

        var one = await Rooms.Mediator.Send(new ProfileCase("case", [.. files], new ReconcileOptions(null, "Ada Miller")), Stop);
        Assert.All(one.Facts.Where(f => f.Holds), f => Assert.All(f.Evidence, e => Assert.Equal("d1", e.Document)));
        Assert.Contains(one.Facts, f => f.Holds);
    }

    [Fact]
    public async Task Each_audience_has_its_own_words_on_the_same_facts()
    {
        var patient = await Analyze(Audience.Patient);
        var clinician = await Analyze(Audience.Clinician);
        Assert.Equal(patient.Case.Facts.Select(f => f.Id), clinician.Case.Facts.Select(f => f.Id));
        Assert.NotEqual(Words(patient), Words(clinician));
    }

    [Fact]
    public async Task What_is_dated_after_the_day_of_the_answer_does_not_hold_on_it()
    {
        var before = await Analyze(Audience.Patient, new DateOnly(2024, 4, 10));
        var after = await Analyze(Audience.Patient, new DateOnly(2024, 5, 10));
        Assert.DoesNotContain(before.Case.Facts, f => f.Holds && f.Qualifiers.Gene == "EGFR");
        Assert.Contains(after.Case.Facts, f => f.Holds && f.Qualifiers.Gene == "EGFR");
    }

    private static async Task<CaseResult> Analyze(Audience audience, DateOnly? asOf = null) => await Rooms.Mediator.Send(
        new AnalyzeCase("case", [Rooms.File("a.txt", Surgery), Rooms.File("b.txt", Molecular)], new CaseWish(audience, asOf ?? new(2026, 11, 24), false, null)), Stop);

    private static string[] Words(CaseResult result) => [.. result.Answer.Sections.SelectMany(s => s.Items).Select(i => i.Text)];

    // The real extractor, with a fault on one document.
    private sealed class FailsOn(string name) : IFindingExtractor
    {
        private readonly FindingExtractor inner = new(Rooms.Content);

        public ImmutableArray<Finding> Extract(SourceDocument document) =>
            document.Name == name ? throw new InvalidOperationException(document.Pages[0].Text) : inner.Extract(document);
    }
}
