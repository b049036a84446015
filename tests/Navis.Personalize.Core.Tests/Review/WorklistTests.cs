using Navis.Personalize.Core.Review;

namespace Navis.Personalize.Core.Tests.Review;

public sealed class WorklistTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void More_harm_comes_first_at_the_same_uncertainty() => Assert.Equal(["gene", "lobe"], Order(Case("lobe", 0, Need("lobe", 2, 0.1)), Case("gene", 0, Need("biomarker.EGFR", 10, 0.1))));

    [Fact]
    public void More_uncertainty_comes_first_at_the_same_harm() => Assert.Equal(["open", "near"], Order(Case("near", 0, Need("n", 5, 0.03)), Case("open", 0, Need("n", 5, 0.5))));

    [Fact]
    public void Longer_waiting_comes_first_at_the_same_worth_and_overtakes_in_time()
    {
        Assert.Equal(["old", "new"], Order(Case("new", 1, Need("n", 5, 0.1)), Case("old", 2, Need("n", 5, 0.1))));
        Assert.Equal(["worse", "old"], Order(Case("old", 2, Need("n", 5, 0.1)), Case("worse", 0, Need("n", 10, 0.1))));
        Assert.Equal(["old", "worse"], Order(Case("old", 4, Need("n", 5, 0.1)), Case("worse", 0, Need("n", 10, 0.1))));
    }

    [Fact]
    public void Cases_that_need_nobody_come_last_the_longest_waiting_first() => Assert.Equal(["asks", "a", "b"], Order(Case("b", 1), Case("a", 30), Case("asks", 0, Need("lobe", 1, 0.01))));

    [Fact]
    public void Equal_cases_keep_one_order_whatever_order_they_came_in()
    {
        var cases = new[] { Case("b", 1, Need("n", 5, 0.1)), Case("a", 1, Need("n", 5, 0.1)) };
        Assert.Equal(["a", "b"], Order(cases));
        Assert.Equal(["a", "b"], Order([.. cases.Reverse()]));
    }

    [Fact]
    public void A_case_received_after_now_waits_zero() => Assert.Equal(1, Worklist.Urgency(Case("x", -5, Need("n", 10, 0.1)), Now), 6);

    [Fact]
    public void What_was_corrected_often_comes_earlier_and_what_was_right_comes_later()
    {
        var corrections = new Dictionary<string, FieldCorrections>(StringComparer.Ordinal) { ["n"] = new(100, 60), ["t"] = new(100, 0) };
        WorklistEntry[] cases = [Case("t", 0, Need("t", 5, 0.2)), Case("n", 0, Need("n", 5, 0.1))];
        Assert.Equal(["t", "n"], Order(cases));
        Assert.Equal(["n", "t"], Worklist.Order(cases, Now, corrections).Select(e => e.Case));
        Assert.Equal(((20 * 0.1) + 60) / 120, Worklist.Uncertainty(cases[1].Needs[0], corrections), 6);
    }

    [Fact]
    public void A_conflict_stays_as_open_as_it_is()
    {
        var need = new ReviewNeed("n", ReviewReason.Conflicting, 5, 1, []);
        Assert.Equal(1, Worklist.Uncertainty(need, new Dictionary<string, FieldCorrections>(StringComparer.Ordinal) { ["n"] = new(1000, 0) }));
    }

    private static ReviewNeed Need(string field, double harm, double uncertainty) => new(field, ReviewReason.Uncertain, harm, uncertainty, ["f-1"]);

    private static WorklistEntry Case(string name, int daysAgo, params ReviewNeed[] needs) => new(name, Now.AddDays(-daysAgo), [.. needs]);

    private static string[] Order(params WorklistEntry[] cases) => [.. Worklist.Order(cases, Now).Select(e => e.Case)];
}
