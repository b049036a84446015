using Navis.Personalize.Core.Reconciliation.Decisions;

namespace Navis.Personalize.Core.Reconciliation.Derived;

/// <summary>Finds the statements that speak of the time of diagnosis.</summary>
internal static class AtDiagnosis
{
    /// <summary>The earliest-dated facts when every other one that says something else is surely a later event; else all of them.</summary>
    /// <param name="facts">Facts about one field.</param>
    /// <param name="months">What lies closer together is one event.</param>
    public static List<FactDraft> Earliest(List<FactDraft> facts, int months)
    {
        if (facts.Count < 2 || facts.TrueForAll(f => string.Equals(f.Value, facts[0].Value, StringComparison.Ordinal)))
        {
            return facts;
        }

        var first = facts.Where(static f => f.Date is not null).MinBy(static f => f.Date!.Value)?.Date;
        if (first is null)
        {
            return facts;
        }

        var early = facts.FindAll(f => f.Date is { } date && !date.Contradicts(first.Value));
        return early.TrueForAll(f => string.Equals(f.Value, early[0].Value, StringComparison.Ordinal))
            && facts.TrueForAll(f => string.Equals(f.Value, early[0].Value, StringComparison.Ordinal) || EventDistance.IsBeyond(first, f.Date, months))
            ? early
            : facts;
    }
}
