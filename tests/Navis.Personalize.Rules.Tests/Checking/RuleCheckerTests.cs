namespace Navis.Personalize.Rules.Tests.Checking;

public sealed class RuleCheckerTests
{
    [Fact]
    public void The_packs_of_the_project_hold() => Assert.Empty(Core.Rules.Checking.RuleChecker.Check(RepositoryContent.Instance, RepositoryContent.AsOf).Errors.Select(p => p.ToString()));

    [Fact]
    public void A_rule_without_a_fault_has_none() => Assert.Empty(new PlantedContent().Faults().Select(p => p.ToString()));

    [Theory]
    [InlineData("id: NP-0399", "id: NP-399", "id")]
    [InlineData("id: NP-0399", "id: NP-0501", "id")]
    [InlineData("id: NP-0399", "id: NP-0901", "id")]
    [InlineData("section: resistance", "section: types", "folder")]
    [InlineData("section: resistance", "section: weather", "section")]
    [InlineData("order: 1", "order: first", "form")]
    [InlineData("order: 1", "rank: 1", "form")]
    [InlineData("title: A planted rule", "title: []", "form")]
    [InlineData("clinician: >", "doctor: >", "schema")]
    [InlineData("status: in-review", "status: approved", "approval")]
    [InlineData("status: in-review", "status: in-review\napproved: { by: Dr Ines Ferro, on: 2026-11-01 }", "approval")]
    [InlineData("evidence: [egfr-res-009]", "evidence: [egfr-res-999]", "no-evidence")]
    [InlineData("evidence: [egfr-res-009]", "evidence: []", "no-evidence")]
    [InlineData("evidence: [egfr-res-009]", "evidence: [egfr-early-003]", "unverified")]
    [InlineData("evidence: [egfr-res-009]", "evidence: [egfr-adv-009]", "display")]
    [InlineData("around a pill.\n", "around a pill. In one trial, 30 of 100 people were alive at 5 years.\n", "must-not-say")]
    [InlineData("order: 1", "order: 1\nsupersedes: [general.no.such]", "no-statement")]
    [InlineData("order: 1", "order: 1\nsupersedes: [NP-0399]", "supersedes")]
    [InlineData("order: 1", "order: 1\nsupersedes: [safety.today.lungs]", "safety")]
    [InlineData("order: 1", "order: 1\nexcludes: [NP-0398]", "no-rule")]
    [InlineData("order: 1", "order: 1\nask: [question.no.such]", "no-question")]
    [InlineData("because: [MET.amplification, egfr-tki]", "because: [brain]", "because")]
    [InlineData("because: [MET.amplification, egfr-tki]", "because: [weather]", "form")]
    [InlineData("order: 1", "order: 1\nmissing: { brain: Your records do not show a brain scan. }", "missing")]
    [InlineData("{ fact: intent, is: control }", "{ fact: mood, is: control }", "form")]
    [InlineData("{ fact: intent, is: control }", "{ fact: intent, is: happy }", "form")]
    [InlineData("{ gene: MET, found: amplification }", "{ gene: ABC, found: amplification }", "form")]
    [InlineData("{ class: egfr-tki, now: progressed }", "{ class: no-class, now: progressed }", "form")]
    [InlineData("{ class: egfr-tki, now: progressed }", "{ class: egfr-tki, now: progressed }\n    - { fact: intent, is: curative }", "no-path")]
    [InlineData("{ class: egfr-tki, now: progressed }", "{ class: egfr-tki, now: progressed }\n    - { fact: size-cm, above: 5 }\n    - { fact: size-cm, atMost: 4 }", "no-path")]
    [InlineData("{ class: egfr-tki, now: progressed }", "{ class: egfr-tki, now: progressed }\n    - { class: egfr-tki, ever: not-recorded }", "no-path")]
    [InlineData("{ fact: intent, is: control }", "{ fact: intent, is: control }\n    - any: [{ fact: brain, is: present }, { fact: intent, is: curative }]", "dead-branch")]
    [InlineData("{ class: egfr-tki, now: progressed }", "{ class: egfr-tki, now: progressed }\n    - not: { class: pd-1, ever: given }", "not-given")]
    [InlineData("{ fact: intent, is: control }", "{ fact: grade, is: g1 }", "routing")]
    [InlineData("{ class: egfr-tki, now: progressed }", "{ class: alk-tki, now: progressed }", "template")]
    [InlineData("They can let the cancer get around a pill.", "Osimertinib failed.", "foreign-name")]
    [InlineData("They can let the cancer get around a pill.", "It is no ALK cancer.", "foreign-name")]
    [InlineData("They can let the cancer get around a pill.", "It can be cured.", "forbidden-word")]
    [InlineData("They can let the cancer get around a pill.", "You should stop your pill.", "must-not-say")]
    [InlineData("They can let the cancer get around a pill.", "The cancer can come back.", "noun-of-intent")]
    [InlineData("They can let the cancer get around a pill.", "This constitutes a recognised bypass mechanism of pharmacological resistance.", "readability")]
    [InlineData("They can let the cancer get around a pill.", "They can let it go on and on and on and on and on and on and on and on and on to no end.", "readability")]
    [InlineData("evidence: [egfr-res-009]", "evidence: [egfr-res-009]\nnames: [lazertinib]", "names")]
    [InlineData("evidence: [egfr-res-009]", "evidence: [egfr-res-009]\nnames: [ALK.G1202R]", "names")]
    public void A_fault_in_a_rule_is_named(string before, string after, string code)
    {
        var faults = new PlantedContent().Change(before, after).Faults();
        Assert.Contains(code, faults.Select(f => f.Code));
        Assert.All(faults, f => Assert.False(f.Line < 1 || f.Path.Length == 0 || f.NextStep.Length == 0));
    }

    [Theory]
    [InlineData("truth: true", "truth: false", "case")]
    [InlineData("truth: false", "truth: maybe", "form")]
    [InlineData("rule: NP-0399", "rule: NP-0397", "no-rule")]
    [InlineData("osimertinib: progressed }\n    truth: false", "no-such-pill: progressed }\n    truth: false", "form")]
    public void A_fault_in_the_cases_is_named(string before, string after, string code) =>
        Assert.Contains(code, new PlantedContent().Change(before, after, PlantedContent.CasesPath).Faults().Select(f => f.Code));

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    [InlineData("unknown")]
    public void A_truth_without_a_case_is_named(string truth)
    {
        var kept = PlantedContent.Cases.Split("  - name:").Where((part, i) => i == 0 || !part.Contains($"truth: {truth}", StringComparison.Ordinal));
        Assert.Contains(new PlantedContent().With(PlantedContent.CasesPath, string.Join("  - name:", kept)).Faults(), f => f.Code == "cases" && f.Problem.Contains(truth, StringComparison.Ordinal));
    }

    [Fact]
    public void A_rule_without_cases_is_named() => Assert.Contains("cases", new PlantedContent().Without(PlantedContent.CasesPath).Faults().Select(f => f.Code));

    [Fact]
    public void An_id_that_is_taken_is_named() => Assert.Contains(new PlantedContent().Second(r => r.Replace("NP-0398", "NP-0399", StringComparison.Ordinal)).Faults(), f => f.Problem.Contains("is also the id of", StringComparison.Ordinal));

    [Fact]
    public void Rules_that_supersede_each_other_are_named() => Assert.Contains(
        "circle", new PlantedContent().Change("order: 1", "order: 1\nsupersedes: [NP-0398]").Second(r => r.Replace("order: 1", "order: 1\nsupersedes: [NP-0399]", StringComparison.Ordinal)).Faults().Select(f => f.Code));

    [Fact]
    public void A_rule_that_supersedes_another_is_no_circle() => Assert.Empty(new PlantedContent().Change("order: 1", "order: 1\nsupersedes: [NP-0398]").Second(r => r).Faults().Select(p => p.ToString()));

    [Fact]
    public void A_file_name_in_capitals_is_named() => Assert.Contains(
        "slug", new PlantedContent().Without(PlantedContent.RulePath).With("rules/tailoring/resistance/Planted_Rule.rule.yaml", PlantedContent.Rule).Faults().Select(f => f.Code));

    [Fact]
    public void A_schema_that_is_not_the_vocabulary_s_is_named() =>
        Assert.Contains(new PlantedContent().With("rules/schema/rule.schema.json", "{}").Faults(), f => f is { Code: "schema", Path: "rules/schema/rule.schema.json" });

    [Theory]
    [InlineData("rule: NP-0399\npatient: >\n  Su informe muestra copias de más de MET.\n", false)]
    [InlineData("rule: NP-0399\npaciente: >\n  Su informe muestra copias de más de MET.\n", true)]
    public void Words_in_another_language_are_of_their_schema(string words, bool isFault) =>
        Assert.Equal(isFault, new PlantedContent().With("rules/tailoring/resistance/planted.es.yaml", words).Faults().Any(f => f.Code == "schema"));

    [Fact]
    public void What_is_past_its_day_is_a_note_with_its_name()
    {
        var report = new PlantedContent().Change("order: 1", "order: 1\nexpires: 2026-11-30").Check(new(2026, 12, 1));
        Assert.True(report.Passed);
        Assert.Contains(report.Problems, p => p is { Code: "expired", IsWarning: true, Rule: "NP-0399" });
        Assert.DoesNotContain("expired", new PlantedContent().Change("order: 1", "order: 1\nexpires: 2026-12-01").Check(new(2026, 12, 1)).Problems.Select(p => p.Code));
    }

    [Fact]
    public void Evidence_past_its_day_is_a_note_with_its_name() =>
        Assert.Contains(new PlantedContent().Check(new(2029, 1, 1)).Problems, p => p.IsWarning && p.Code == "expired" && p.Problem.Contains("egfr-res-009", StringComparison.Ordinal));
}
