using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Rules.Tests.Checking;

public sealed class ApprovalTests
{
    private static readonly DateOnly Day = new(2026, 11, 28);

    private static PlantedContent Approved()
    {
        var content = new PlantedContent();
        var rule = RuleApprovals.Approve(content.Read(PlantedContent.RulePath), "Dr Ines \"Nes\" Ferro", Day);
        var recorded = new RecordedApproval("NP-0399", "Dr Ines \"Nes\" Ferro", Day, RuleApprovals.HashOf(rule));
        return content.With(PlantedContent.RulePath, rule).With(RuleApprovals.ChangelogPath, RuleApprovals.Record(content.Read(RuleApprovals.ChangelogPath), "2026.12.0", [recorded]));
    }

    [Fact]
    public void An_approval_stands_in_the_rule_and_in_the_changelog_with_its_hash()
    {
        var content = Approved();
        Assert.Equal(new Approval("Dr Ines \"Nes\" Ferro", Day), RulePack.Load(content).Find("NP-0399")!.Approval);
        Assert.Equal("NP-0399", Assert.Single(RuleApprovals.Read(content)).Rule);
        Assert.Empty(content.Faults().Select(f => f.ToString()));
    }

    [Fact]
    public void A_rule_that_was_changed_after_its_approval_is_named() => Assert.Contains(
        Approved().Change("order: 1", "order: 2").Faults(), f => f is { Code: "approval" } && f.Problem.Contains("changed after", StringComparison.Ordinal));

    [Fact]
    public void An_approval_that_the_changelog_does_not_keep_is_named() =>
        Assert.Contains("approval", new PlantedContent().Change("status: in-review", "status: approved\napproved: { by: \"Dr Ines Ferro\", on: 2026-11-28 }").Faults().Select(f => f.Code));

    [Fact]
    public void Approving_again_replaces_the_approval()
    {
        var twice = RuleApprovals.Approve(RuleApprovals.Approve(PlantedContent.Rule, "Dr Ines Ferro", Day), "Dr Omar Lind", Day.AddDays(1));
        Assert.Equal("Dr Omar Lind", ContentNode.Parse("rule", twice)["approved"]!.Required("by"));
    }

    [Theory]
    [InlineData("Dr Ines Ferro", true)]
    [InlineData("Ines", false)]
    [InlineData("  ", false)]
    [InlineData("1 2", false)]
    public void Only_a_person_with_first_and_last_name_approves(string name, bool isPerson) => Assert.Equal(isPerson, RuleApprovals.IsPerson(name));
}
