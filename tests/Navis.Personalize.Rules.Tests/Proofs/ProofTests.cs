using System.Text.RegularExpressions;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules;
using Navis.Personalize.Core.Rules.Cases;
using Navis.Personalize.Core.Rules.Engine;
using Navis.Personalize.Core.Rules.Packs;
using Navis.Personalize.Core.Rules.Proofs;
using Navis.Personalize.Rules.Tests.Checking;

namespace Navis.Personalize.Rules.Tests.Proofs;

/// <summary>Small packs with a planted fault; <c>./test</c> proves the project's own with <c>navis rules check --prove</c>.</summary>
public sealed partial class ProofTests
{
    private static ProofReport Prove(IContentSource content)
    {
        using var solver = Solver.Start();
        var pack = RulePack.Load(content);
        Assert.Empty(pack.Problems.Select(p => p.ToString()));
        return RuleProver.Prove(pack, GeneralAnswer.Load(content, Tailor.Question), solver, RepositoryContent.AsOf, RuleCaseRunner.Load(content, pack).Cases);
    }

    private static IEnumerable<string> Codes(PlantedContent content) => Prove(content).Problems.Select(p => p.Code);

    [Fact]
    public void A_rule_without_a_fault_is_proved() => Assert.Empty(Prove(new PlantedContent()).Problems.Select(p => p.ToString()));

    [Fact]
    public void Two_rules_that_exclude_each_other_and_can_both_speak_are_shown_with_the_smallest_profile()
    {
        // Stage IIIA and node N1 may stand in one record.
        var content = new PlantedContent().Change("order: 1", "order: 1\nexcludes: [NP-0398]").Change("{ gene: MET, found: amplification }", "{ fact: stage.group, is: IIIA }")
            .Change("because: [MET.amplification, egfr-tki]", "because: [egfr-tki]").Change("Your report shows extra copies of MET. They can let the cancer get around a pill.", "A pill can stop working.")
            .Second(r => r.Replace("{ gene: MET, found: amplification }", "{ fact: n, is: N1 }", StringComparison.Ordinal).Replace("MET.amplification, ", "", StringComparison.Ordinal));
        var problem = Assert.Single(Prove(content).Problems, p => p.Code == "proof-excluded-together");
        var profile = ProfileLine().Match(problem.Problem).Groups["profile"].Value;
        var pack = RulePack.Load(content);
        var trace = RuleEngine.Evaluate(pack, new CaseProfileReader(pack.Vocabulary).Read(ContentNode.Parse("pasted", profile)), new(RepositoryContent.AsOf));
        Assert.Equal((Truth.True, Truth.True), (trace["NP-0399"].Truth, trace["NP-0398"].Truth));
        Assert.Equal(["intent", "stage.group", "n"], ContentNode.Parse("pasted", profile).Members.Select(m => m.Key).SkipLast(1));
    }

    [Fact]
    public void Two_rules_that_exclude_each_other_and_cannot_both_speak_are_proved()
    {
        var content = new PlantedContent().Change("order: 1", "order: 1\nexcludes: [NP-0398]")
            .Second(r => r.Replace("{ gene: MET, found: amplification }", "{ gene: MET, alteration: amplification, state: not-found }", StringComparison.Ordinal));
        Assert.DoesNotContain("proof-excluded-together", Codes(content));
    }

    [Theory]
    // A tumor has one driver, so a record never shows two of them found while none is found.
    [InlineData("{ fact: intent, is: control }", "{ fact: intent, is: control }\n    - { fact: driver, is: none-found }\n    - { gene: ALK, found: fusion }", "proof-can-be-true")]
    [InlineData("{ fact: intent, is: control }", "{ fact: intent, is: control }\n    - { gene: RET, alteration: fusion, state: other-driver }\n    - { fact: driver, is: none-found }", "proof-can-be-true")]
    [InlineData("{ gene: MET, found: amplification }", "any: [{ gene: MET, found: amplification }, { fact: brain, is: present }]", "proof-named-is-known")]
    [InlineData("They can let the cancer get around a pill.", "This is stage IIIA.", "proof-named-is-known")]
    [InlineData("They can let the cancer get around a pill.", "The cancer can come back.", "proof-noun-of-intent")]
    [InlineData("MET amplification after {egfr-tki}.", "MET amplification, stage {stage.group}.", "proof-shown-is-settled")]
    [InlineData("because: [MET.amplification, egfr-tki]", "because: [transformation]", "proof-has-fact")]
    [InlineData("order: 1", "order: 1\nsupersedes: [safety.today.lungs]", "proof-safety-stays")]
    public void A_planted_fault_is_found(string before, string after, string code) => Assert.Contains(code, Codes(new PlantedContent().Change(before, after)));

    [Theory]
    [InlineData("{ fact: intent, is: control }", "{ fact: intent, is: control }\n    - { fact: driver, is: met-exon-14 }", "proof-can-be-true")]
    [InlineData("{ gene: MET, found: amplification }", "{ gene: MET, found: amplification }\n    - any: [{ gene: MET, found: amplification }, { fact: brain, is: present }]", "proof-named-is-known")]
    [InlineData("They can let the cancer get around a pill.", "This can grow.", "proof-noun-of-intent")]
    public void What_only_looks_like_it_is_proved(string before, string after, string code) => Assert.DoesNotContain(code, Codes(new PlantedContent().Change(before, after)));

    [Fact]
    public void A_section_that_a_rule_empties_is_found()
    {
        var general = GeneralAnswer.Load(RepositoryContent.Instance, Tailor.Question);
        var all = string.Join(", ", general.Statements.Where(s => s.Section == "types").Select(s => s.Id));
        Assert.Contains("proof-section-stays", Codes(new PlantedContent().Change("order: 1", $"order: 1\nsupersedes: [{all}]")));
    }

    [Fact]
    public void Two_rules_with_the_same_words_need_an_order()
    {
        Assert.Contains("proof-said-once", Codes(new PlantedContent().Second(r => r)));
        Assert.DoesNotContain("proof-said-once", Codes(new PlantedContent().Second(r => r.Replace("order: 1", "order: 1\nsupersedes: [NP-0399]", StringComparison.Ordinal))));
    }

    [GeneratedRegex(@"profile: (?<profile>\{.*\})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 250)]
    private static partial Regex ProfileLine();
}
