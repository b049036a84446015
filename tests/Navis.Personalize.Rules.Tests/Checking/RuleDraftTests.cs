using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Rules.Tests.Checking;

public sealed class RuleDraftTests
{
    [Theory]
    [InlineData("how-it-recurs")]
    [InlineData("types")]
    [InlineData("resistance")]
    [InlineData("risk-factors")]
    [InlineData("follow-up")]
    [InlineData("questions")]
    public void A_new_rule_has_a_free_id_and_no_faults(string section)
    {
        var content = new PlantedContent();
        var draft = RuleDraft.Next(RulePack.Load(content), section, "a-new-idea", "A \"new\" idea")!;
        Assert.Empty(content.With(draft.RulePath, draft.Rule).With(draft.CasesPath, draft.Cases).Faults().Select(f => f.ToString()));
    }

    [Fact]
    public void The_next_id_comes_after_the_highest() => Assert.Contains("id: NP-0400", RuleDraft.Next(RulePack.Load(new PlantedContent()), "resistance", "x", "x")!.Rule, StringComparison.Ordinal);

    [Fact]
    public void A_section_without_ids_gives_none() => Assert.Null(RuleDraft.Next(RulePack.Load(new PlantedContent()), "weather", "x", "x"));
}
