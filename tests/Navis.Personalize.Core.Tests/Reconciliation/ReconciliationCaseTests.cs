using Navis.Personalize.Core.Reconciliation;
using Navis.Personalize.Core.Reconciliation.Cases;
using Navis.Personalize.Core.Tests.Support;

namespace Navis.Personalize.Core.Tests.Reconciliation;

public sealed class ReconciliationCaseTests
{
    private static readonly Reconciler Reconciler = Reconciler.Load(RepositoryContent.Instance);

    public static TheoryData<string, string> Results()
    {
        var data = new TheoryData<string, string>();
        foreach (var result in ReconciliationCases.Run(RepositoryContent.Instance, Reconciler))
        {
            data.Add($"{Path.GetFileName(result.Path)}({result.Line}): {result.Name}", string.Join("; ", result.Problems));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Results))]
    public void Every_case_beside_the_rules_comes_out_as_it_says(string name, string problems) => Assert.True(problems.Length == 0, $"{name}: {problems}");

    [Fact]
    public void Every_disagreement_that_is_shown_says_how_a_person_settles_it() =>
        Assert.All(Reconciler.Rules.Where(r => r.Shown && r.Does is "flag"), r => Assert.True(r.Undo.Contains("reviewer", StringComparison.Ordinal) && r.Undo.EndsWith('.'), r.Id));

    [Fact]
    public void A_conflict_names_the_records_and_the_way_out()
    {
        var text = ReconciliationCases.Texts(RepositoryContent.Instance, Reconciler, "right and left cannot both be the side").Single();
        Assert.Equal("left (d2.txt) and right (d1.txt) are stated. The records disagree. Ask the team which is right. A reviewer settles it by marking one of them as the right one.", text);
    }

    [Fact]
    public void Every_rule_is_explained_in_a_sentence() =>
        Assert.All(Reconciler.Rules, r => Assert.True(r.Text.Length > 20 && r.Text.EndsWith('.') && r.Does is "withhold" or "choose" or "flag" or "derive", r.Id));
}
