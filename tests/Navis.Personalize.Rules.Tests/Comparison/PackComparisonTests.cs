using Navis.Personalize.Core.Rules;
using Navis.Personalize.Core.Rules.Comparison;
using Navis.Personalize.Rules.Tests.Checking;

namespace Navis.Personalize.Rules.Tests.Comparison;

public sealed class PackComparisonTests
{
    private static PackComparison Compare(PlantedContent before, PlantedContent after) => PackComparison.Of(before, after, RepositoryContent.AsOf);

    [Fact]
    public void The_same_rules_have_no_differences()
    {
        var same = Compare(new(), new PlantedContent().Change("A planted rule", "A planted rule # with a comment").Change(" # with a comment", ""));
        Assert.Empty(same.Rules);
        Assert.Empty(same.Evidence);
        Assert.Empty(same.Truths);
        Assert.Equal(3, same.Profiles);
    }

    [Fact]
    public void A_changed_condition_is_told_in_words_with_the_cases_that_change()
    {
        var comparison = Compare(new(), new PlantedContent().Change("{ fact: intent, is: control }", "{ fact: intent, is: curative }"));
        var change = Assert.Single(comparison.Rules);
        Assert.Equal(["condition:", "-   the aim of treatment is control (intent)", "+   the aim of treatment is curative (intent)"], change.Lines);
        Assert.Contains(comparison.Truths, t => t is { Rule: "NP-0399", Before: Truth.True, After: Truth.False, Count: 1 });
    }

    [Fact]
    public void A_changed_sentence_changes_no_truth()
    {
        var comparison = Compare(new(), new PlantedContent().Change("around a pill", "past a pill"));
        Assert.Equal("to patients:", Assert.Single(comparison.Rules).Lines[0]);
        Assert.Empty(comparison.Truths);
    }

    [Fact]
    public void A_rule_that_comes_or_goes_is_named_with_where_it_speaks()
    {
        var (one, two) = (new PlantedContent(), new PlantedContent().Second(r => r));
        Assert.Equal("added", Assert.Single(Compare(one, two).Rules).Kind);
        Assert.Contains(Compare(one, two).Truths, t => t is { Rule: "NP-0398", Before: null, After: Truth.True });
        Assert.Equal("removed", Assert.Single(Compare(two, one).Rules).Kind);
        Assert.Contains(Compare(two, one).Truths, t => t is { Rule: "NP-0398", Before: Truth.True, After: null });
    }

    [Fact]
    public void Changed_evidence_is_named_with_what_changed()
    {
        const string path = "rules/evidence/egfr-resistance.yaml";
        var changed = new PlantedContent().With(path, RepositoryContent.Instance.Read(path)).Change("id: egfr-res-009\n", "id: egfr-res-009\n  x: 1\n", path);
        var removed = new PlantedContent().With(path, RepositoryContent.Instance.Read(path)).Change("id: egfr-res-009\n", "id: egfr-res-999\n", path);
        Assert.Empty(Compare(new(), changed).Evidence);
        Assert.Equal(["egfr-res-009 removed", "egfr-res-999 added"], Compare(new(), removed).Evidence.Select(e => e[..e.IndexOf(':', StringComparison.Ordinal)]));
    }
}
