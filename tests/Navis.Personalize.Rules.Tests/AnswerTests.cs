using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Rules.Tests;

public sealed class AnswerTests
{
    private static readonly Tailor Tailor = Tailor.Load(RepositoryContent.Instance);
    private static readonly AnswerOptions Patient = new(RepositoryContent.AsOf);

    private static CaseBuilder T790M() => CaseBuilder.Nsclc().State("advanced-at-diagnosis", "control")
        .Gene("EGFR", "exon-19-deletion", date: "2024-01-10").Gene("EGFR", "T790M", date: "2025-06-01")
        .Drug("erlotinib", CourseNow.Progressed, "2024-02-01");

    private static ComposedAnswer Answer(CaseBuilder value, AnswerOptions? options = null) => Tailor.Answer(value.Build(), options ?? Patient);

    private static string Text(ComposedAnswer answer) => string.Join('\n', answer.Answer.Sections.SelectMany(s => s.Items).Select(i => i.Text));

    [Fact]
    public void Every_tailored_statement_leads_to_facts_that_hold()
    {
        var value = T790M().Build();
        var items = Tailor.Answer(value, Patient).Answer.Sections.SelectMany(s => s.Items).Where(i => i.Kind is AnswerItemKind.Tailored).ToList();
        Assert.NotEmpty(items);
        Assert.All(items, i => Assert.NotEmpty(i.Because));
        Assert.All(items.SelectMany(i => i.Because), id => Assert.True(value.Facts.Single(f => f.Id == id).Holds));
    }

    [Fact]
    public void A_statement_replaces_the_general_one_it_supersedes()
    {
        Assert.DoesNotContain("general.resistance.new-change", Answer(T790M()).Answer.Sections.SelectMany(s => s.Items).Select(i => i.Rule));
        Assert.Contains("general.resistance.new-change", Answer(CaseBuilder.Nsclc()).Answer.Sections.SelectMany(s => s.Items).Select(i => i.Rule));
    }

    [Theory]
    [InlineData("sbrt", "When did I have focused radiation (SBRT), to which place, and was it finished?")]
    [InlineData("lobectomy", "When did I have surgery to take out a lobe of the lung, and what did the lab find?")]
    [InlineData("osimertinib", "When did I take osimertinib, and am I still on it?")]
    public void Only_a_drug_is_asked_for_as_taken(string treatment, string question) =>
        Assert.Equal(question, RuleVocabulary.Load(RepositoryContent.Instance).Find(treatment)!.Words.Ask);

    [Fact]
    public void No_operation_and_no_radiation_is_asked_for_as_a_drug() =>
        Assert.DoesNotContain(RuleVocabulary.Load(RepositoryContent.Instance) is var all
            ? new[] { "lung-surgery", "metastasis-surgery", "radiation", "focused-radiation" }.SelectMany(c => ((TreatmentSlot)all.Find(c)!).Members).Select(m => all.Find(m)!.Words.Ask) : [], a => a is null || a.Contains("take ", StringComparison.Ordinal) && !a.Contains("take out", StringComparison.Ordinal));

    [Fact]
    public void Three_key_points_come_first() => Assert.Equal(("key-points", 3), Answer(T790M()).Answer.Sections[0] is var first ? (first.Id, first.Items.Length) : default);

    [Theory]
    [InlineData("patient with lung cancer")]
    [InlineData("nothing")]
    [InlineData("two people")]
    [InlineData("small cell")]
    public void The_safety_block_is_always_there(string which)
    {
        var value = which switch
        {
            "nothing" => new CaseBuilder(),
            "two people" => T790M().Mixed(),
            "small cell" => new CaseBuilder().Of(CaseDisease.Sclc).With(FactKind.Diagnosis, "sclc").With(FactKind.Histology, "small-cell-carcinoma"),
            _ => T790M(),
        };
        var safety = Answer(value).Answer.Sections.Single(s => s.Id == "safety");
        Assert.Equal(Tailor.General.Safety.Select(s => s.Id).Order(StringComparer.Ordinal), safety.Items.Select(i => i.Rule).Order(StringComparer.Ordinal));
        Assert.All(safety.Items, i => Assert.DoesNotContain('{', i.Text));
    }

    [Fact]
    public void Nothing_about_lung_cancer_gives_the_general_answer_and_no_unknowns()
    {
        var answer = Answer(new CaseBuilder().Of(CaseDisease.OtherCancer).With(FactKind.Diagnosis, "other-cancer"));
        Assert.Equal(AnswerScope.General, answer.Scope);
        Assert.Empty(answer.Answer.Unknowns);
        Assert.DoesNotContain(answer.Answer.Sections.SelectMany(s => s.Items), i => i.Kind is AnswerItemKind.Tailored or AnswerItemKind.Missing);
    }

    [Fact]
    public void Small_cell_gets_safety_questions_and_limits_only() =>
        Assert.Equal(["questions", "safety"], Answer(new CaseBuilder().Of(CaseDisease.Sclc).With(FactKind.Diagnosis, "sclc").With(FactKind.Histology, "small-cell-carcinoma")).Answer.Sections.Select(s => s.Id));

    [Fact]
    public void A_change_to_small_cell_after_proven_adenocarcinoma_is_still_tailored() =>
        Assert.Equal(AnswerScope.Tailored, Answer(T790M().Of(CaseDisease.Transformed).With(FactKind.Histology, "adenocarcinoma", date: "2024-01-10").With(FactKind.Histology, "small-cell-carcinoma", date: "2026-01-10")).Scope);

    [Fact]
    public void Small_cell_and_adenocarcinoma_of_one_day_are_not_tailored() =>
        Assert.Equal(AnswerScope.NotNsclc, Answer(T790M().Of(CaseDisease.NsclcOrSclc).With(FactKind.Histology, "adenocarcinoma", date: "2024-01-10").With(FactKind.Histology, "small-cell-carcinoma", date: "2024-01-10")).Scope);

    [Fact]
    public void Pages_that_were_hard_to_read_give_the_general_answer_with_the_request_to_confirm() =>
        Assert.Equal(AnswerScope.LowCertainty, Answer(new CaseBuilder().With(FactKind.Diagnosis, "nsclc", certainty: 0.4).With(FactKind.StageGroup, "IB", certainty: 0.5)).Scope);

    [Fact]
    public void Survival_is_said_only_on_request()
    {
        var value = CaseBuilder.Nsclc().State("no-evidence-of-disease", "curative").Gene("EGFR", "exon-19-deletion").Surgery(date: "2025-01")
            .With(FactKind.StageGroup, "IB", new() { Basis = "pathologic", Edition = "7" }).Drug("osimertinib", setting: "adjuvant");
        Assert.DoesNotContain("88 of 100", Text(Answer(value)), StringComparison.Ordinal);
        Assert.Contains("88 of 100", Text(Answer(value, Patient with { ShowSurvival = true })), StringComparison.Ordinal);
    }

    [Fact]
    public void Clinicians_read_their_own_wording() => Assert.Contains("AURA3", Text(Answer(T790M(), Patient with { Audience = Audience.Clinician })), StringComparison.Ordinal);

    [Fact]
    public void What_is_missing_is_ranked_by_the_statements_that_wait_for_it()
    {
        var unknowns = Answer(CaseBuilder.Nsclc().Gene("EGFR", "L858R").Drug("gefitinib", now: null)).Answer.Unknowns;
        Assert.NotEmpty(unknowns);
        Assert.Equal(unknowns.OrderByDescending(u => u.Settles).Select(u => u.Field), unknowns.Select(u => u.Field));
        Assert.All(unknowns, u => Assert.False(string.IsNullOrWhiteSpace(u.Question) || string.IsNullOrWhiteSpace(u.Request), u.Field));
    }

    [Fact]
    public void Other_genes_are_not_asked_for_by_name_once_a_driver_is_known() =>
        Assert.DoesNotContain(Answer(CaseBuilder.Nsclc().State("advanced-at-diagnosis", "control").Gene("EGFR", "L858R").Drug("osimertinib", CourseNow.Progressed)).Answer.Unknowns,
            u => u.Field is "biomarker.MET" || u.Question.Contains("MET", StringComparison.Ordinal));

    [Fact]
    public void Questions_of_rules_stand_in_the_list_like_the_general_ones()
    {
        var questions = Answer(T790M()).Answer.Sections.Single(s => s.Id == "questions").Items.Where(i => i.Rule.StartsWith("NP-", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(questions);
        Assert.All(questions, q => Assert.True(char.IsLetterOrDigit(q.Text[0]) && q.Text[^1] == '?', q.Text));
    }

    [Fact]
    public void A_later_change_of_the_readers_own_gene_is_asked_for_as_a_new_test()
    {
        var unknowns = Answer(CaseBuilder.Nsclc().State("advanced-at-diagnosis", "control").Gene("EGFR", "L858R").Drug("gefitinib", CourseNow.Progressed)).Answer.Unknowns;
        Assert.Contains(unknowns, u => u.Field is "biomarker");
        Assert.DoesNotContain(unknowns, u => u.Field is "biomarker.EGFR");
    }

    [Fact]
    public void A_driver_change_that_is_not_told_is_asked_for_by_its_gene() =>
        Assert.Contains(Answer(CaseBuilder.Nsclc().State("advanced-at-diagnosis", "control").Gene("EGFR", "any").Drug("gefitinib", CourseNow.Progressed)).Answer.Unknowns, u => u.Field is "biomarker.EGFR");

    [Fact]
    public void Patients_are_not_asked_for_what_only_clinicians_would_read_about()
    {
        var value = CaseBuilder.Nsclc().With(FactKind.Histology, "adenocarcinoma").State("advanced-at-diagnosis", "control").Drug("pembrolizumab");
        Assert.DoesNotContain(Answer(value).Answer.Unknowns, u => u.Field is "biomarker.STK11");
        Assert.Contains(Answer(value, Patient with { Audience = Audience.Clinician }).Answer.Unknowns, u => u.Field is "biomarker.STK11");
    }

    [Fact]
    public void Two_drivers_of_one_day_are_a_conflict_and_no_pathway_speaks()
    {
        var answer = Answer(CaseBuilder.Nsclc().State("advanced-at-diagnosis", "control").Gene("EGFR", "L858R", date: "2024-01-10").Gene("ALK", "fusion", date: "2024-01-10"));
        Assert.Contains(answer.Answer.Conflicts, c => c.Field == "driver");
        Assert.DoesNotContain("ALK", Text(answer), StringComparison.Ordinal);
        Assert.DoesNotContain("EGFR", Text(answer), StringComparison.Ordinal);
    }

    [Fact]
    public void Expired_evidence_speaks_no_more_and_the_answer_says_so()
    {
        var late = Answer(T790M(), new(new(2031, 1, 1)));
        Assert.DoesNotContain(late.Answer.Sections.SelectMany(s => s.Items), i => i.Kind is AnswerItemKind.Tailored);
        Assert.Contains(late.Answer.Limits, l => l.Contains("older than its review date", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_source_of_the_answer_is_listed()
    {
        var answer = Answer(T790M()).Answer;
        Assert.Equal(answer.Sections.SelectMany(s => s.Items).SelectMany(i => i.Evidence).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), answer.Sources.Select(s => s.Evidence));
        Assert.All(answer.Sources, s => Assert.NotEqual("", s.Citation));
    }

    [Fact]
    public void The_content_has_no_bug_that_shows_in_these_answers() =>
        Assert.Empty(new[] { T790M(), CaseBuilder.Nsclc(), CaseBuilder.Nsclc().State("no-evidence-of-disease", "curative").Surgery() }.SelectMany(c => Answer(c).Bugs));
}
