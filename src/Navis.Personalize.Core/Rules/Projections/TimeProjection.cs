using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Rules.Profiles;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Projections;

/// <summary>Facts about time: how long ago, and before or after what. A partial date leaves open what it leaves open.</summary>
internal static class TimeProjection
{
    private const double DaysAYear = 365.25;

    public static void Project(RuleProfileBuilder profile, CaseView view)
    {
        Recency(profile, view, "radiation-recency", "chest-radiation", "radiotherapy");
        Recency(profile, view, "immunotherapy-recency", "immunotherapy", null);
        YearsSince(profile, view);
        T790MTiming(profile, view);
    }

    private static IEnumerable<Fact> Given(RuleProfileBuilder profile, CaseView view, string treatmentClass) =>
        profile.Vocabulary.Find(treatmentClass) is TreatmentSlot slot ? view.Holding(FactKind.Treatment).Where(f => TreatmentProjection.IsGiven(f) && slot.Members.Contains(f.Value, StringComparer.Ordinal)) : [];

    private static void Recency(RuleProfileBuilder profile, CaseView view, string fact, string treatmentClass, string? unnamed)
    {
        if (profile.Vocabulary.Find(fact) is not ChoiceSlot slot)
        {
            return;
        }

        var given = Given(profile, view, treatmentClass).Concat(view.Holding(FactKind.Treatment).Where(f => unnamed is not null && f.Value == unnamed && TreatmentProjection.IsGiven(f))).ToList();
        var set = given.Aggregate(0UL, (s, f) => s | WhenOf(f, view.AsOf, slot));
        if (set != 0)
        {
            // The newest course decides: one that is surely recent settles it.
            var recent = slot.SetOf("within-12-months");
            profile.SetChoice(slot, given.Exists(f => WhenOf(f, view.AsOf, slot) == recent) ? recent : set, CaseView.Ids(given).AsSpan());
        }
    }

    private static ulong WhenOf(Fact fact, DateOnly asOf, ChoiceSlot slot)
    {
        var (recent, earlier) = (slot.SetOf("within-12-months"), slot.SetOf("earlier"));
        if (fact.Qualifiers.Status is "ongoing")
        {
            return recent;
        }

        if ((fact.Qualifiers.End ?? fact.Qualifiers.Start ?? fact.Date) is not { } date)
        {
            return recent | earlier;
        }

        var (first, last) = CaseView.Days(date);
        var edge = asOf.AddMonths(-12);
        return first >= edge ? recent : last < edge && fact.Qualifiers.End is not null ? earlier : last < edge.AddMonths(-3) && fact.Qualifiers.Type is "radiation" ? earlier : recent | earlier;
    }

    private static void YearsSince(RuleProfileBuilder profile, CaseView view)
    {
        if (profile.Vocabulary.Find("years-since-treatment") is not NumberSlot slot)
        {
            return;
        }

        var local = Given(profile, view, "lung-surgery").Concat(Given(profile, view, "chest-radiation")).Select(f => (Fact: f, Date: f.Qualifiers.End ?? f.Qualifiers.Start ?? f.Date)).Where(f => f.Date is not null).ToList();
        if (local.Count == 0)
        {
            return;
        }

        var (last, date) = local.MaxBy(f => f.Date!.Value);
        var (from, to) = CaseView.Days(date!.Value);
        profile.SetNumber(slot, new(Math.Max(0, (view.AsOf.DayNumber - to.DayNumber) / DaysAYear), Math.Max(0, (view.AsOf.DayNumber - from.DayNumber) / DaysAYear)), last.Id);
    }

    private static void T790MTiming(RuleProfileBuilder profile, CaseView view)
    {
        var found = view.Holding(FactKind.Biomarker).Where(f => f.Value is BiomarkerStatus.Detected && f.Qualifiers is { Gene: "EGFR", Alteration: "T790M" } && f.Date is not null).ToList();
        var starts = Given(profile, view, "egfr-tki").Select(f => f.Qualifiers.Start ?? f.Date).ToList();
        if (profile.Vocabulary.Find("t790m-timing") is not ChoiceSlot slot || found.Count == 0 || starts.Count == 0 || starts.Contains(null))
        {
            return;
        }

        var (result, start) = (found.Min(f => f.Date!.Value), starts.Min()!.Value);
        if (result.Contradicts(start))
        {
            profile.SetChoice(slot, slot.SetOf(result > start ? "after-egfr-pill" : "before-egfr-pill"), CaseView.Ids(found).AsSpan());
        }
    }
}
