using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Core.Reconciliation.Decisions;

/// <summary>Distances between partial dates.</summary>
internal static class EventDistance
{
    /// <summary>True when two dates are surely more than so many months apart; false when one is missing or they may be closer.</summary>
    public static bool IsBeyond(PartialDate? a, PartialDate? b, int months)
    {
        if (a is not { } x || b is not { } y)
        {
            return false;
        }

        var (early, late) = x < y ? (x, y) : (y, x);
        var from = (early.Year * 12) + (early.Month > 0 ? early.Month : 12);
        var to = (late.Year * 12) + (late.Month > 0 ? late.Month : 1);
        return to - from > months;
    }

    /// <summary>True when the first is surely before the second.</summary>
    public static bool IsBefore(PartialDate? a, PartialDate? b) => a is { } x && b is { } y && x.Contradicts(y) && x < y;
}
