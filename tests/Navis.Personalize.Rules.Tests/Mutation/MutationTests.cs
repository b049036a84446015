using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules.Cases;
using Navis.Personalize.Core.Rules.Engine;
using Navis.Personalize.Core.Rules.Mutation;
using Navis.Personalize.Core.Rules.Packs;
using Navis.Personalize.Rules.Tests.Checking;
using Navis.Personalize.Rules.Tests.Proofs;

namespace Navis.Personalize.Rules.Tests.Mutation;

public sealed class MutationTests
{
    [Fact]
    public void Cases_and_checks_notice_nine_of_ten_mistakes_in_the_project_s_rules()
    {
        // Without a solver: changes that mean the same count as not noticed, so the true share is higher.
        var report = MutationRun.Run(RepositoryContent.Instance, [], null, RepositoryContent.AsOf);
        Assert.True(report.Caught >= 0.9, $"Only {report.Caught:P1} were noticed.");
    }

    [Fact]
    public void A_condition_that_no_case_tries_survives_with_the_case_that_is_missing()
    {
        using var solver = Solver.Start();
        var content = new PlantedContent();
        var survivor = MutationRun.Run(content, [], solver, RepositoryContent.AsOf).Survivors.First(s => s.Mutant.Says.Contains("small-cell", StringComparison.Ordinal) && s.Mutant.Kind == "drop");
        var pack = RulePack.Load(content);
        var profile = new CaseProfileReader(pack.Vocabulary).Read(ContentNode.Parse("pasted", survivor.Case!));
        Assert.Equal(survivor.Truth, RuleEngine.Evaluate(pack, profile, new(RepositoryContent.AsOf))["NP-0399"].Truth);
        var mended = content.With(PlantedContent.CasesPath, PlantedContent.Cases + $"\n  - name: small cell\n    profile: {survivor.Case}\n    truth: {survivor.Truth.ToString().ToLowerInvariant()}\n");
        using var again = Solver.Start();
        Assert.DoesNotContain(survivor.Mutant.Says, MutationRun.Run(mended, [], again, RepositoryContent.AsOf).Survivors.Select(s => s.Mutant.Says));
    }

    [Fact]
    public void A_change_that_means_the_same_is_no_mistake()
    {
        // The second atom says what the first already says, so that leaving it out changes nothing.
        using var solver = Solver.Start();
        var report = MutationRun.Run(
            new PlantedContent().Change("{ fact: intent, is: control }", "{ fact: intent, is: control }\n    - { fact: intent, in: [control] }"), [], solver, RepositoryContent.AsOf);
        Assert.True(report.Equivalent >= 2);
        Assert.DoesNotContain(report.Survivors, s => s.Mutant is { Kind: "drop" } && s.Mutant.Says.Contains("aim of treatment", StringComparison.Ordinal));
    }
}
