using System.Collections.Immutable;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Rules.Profiles;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Projections;

/// <summary>Facts about time: how long ago, and before or after what. A partial date leaves open what it leaves open.</summary>
internal static class TimeProjection
{
    private const double DaysAYear = 365.25;

    public static void Project(RuleProfileBuilder profile, CaseView view)
    {
        Recency(profile, view, "radiation-recency", "chest-radiation");
        Recency(profile, view, "immunotherapy-recency", "immunotherapy");
        YearsSince(profile, view);
        T790MTiming(profile, view);
    }

    private static List<TreatmentCourse> Given(RuleProfileBuilder profile, CaseView view, string treatmentClass) => profile.Vocabulary.Find(treatmentClass) is TreatmentSlot slot
        ? [.. view.Case.Courses.Where(c => c.Given && (slot.Members.Contains(TreatmentProjection.NameOf(c, view), StringComparer.Ordinal) || (c.Type is "radiation" && slot.Maybe.Contains(TreatmentProjection.NameOf(c, view), StringComparer.Ordinal))))]
        : [];

    private static ImmutableArray<string> Ids(IEnumerable<TreatmentCourse> courses) => [.. courses.SelectMany(c => c.Facts).Distinct(StringComparer.Ordinal)];

    private static void Recency(RuleProfileBuilder profile, CaseView view, string fact, string treatmentClass)
    {
        if (profile.Vocabulary.Find(fact) is not ChoiceSlot slot || Given(profile, view, treatmentClass) is not { Count: > 0 } given)
        {
            return;
        }

        // The newest course decides: one that is surely recent settles it.
        var recent = slot.SetOf("within-12-months");
        var set = given.Exists(c => WhenOf(c, view.AsOf, slot) == recent) ? recent : given.Aggregate(0UL, (s, c) => s | WhenOf(c, view.AsOf, slot));
        profile.SetChoice(slot, set, Ids(given).AsSpan());
    }

    private static ulong WhenOf(TreatmentCourse course, DateOnly asOf, ChoiceSlot slot)
    {
        var (recent, earlier) = (slot.SetOf("within-12-months"), slot.SetOf("earlier"));
        var edge = asOf.AddMonths(-12);
        if (course.Now is CourseNow.Ongoing || (course.Start is { } begun && CaseView.Days(begun).First >= edge))
        {
            return recent;
        }

        // Radiation ends within two months of its start; a drug of which no end is stated may still have been given.
        if (course.End is { } end)
        {
            var (first, last) = CaseView.Days(end);
            return first >= edge ? recent : last < edge ? earlier : recent | earlier;
        }

        return course is { Type: "radiation", Start: { } start } && CaseView.Days(start).Last.AddMonths(2) < edge ? earlier : recent | earlier;
    }

    private static void YearsSince(RuleProfileBuilder profile, CaseView view)
    {
        if (profile.Vocabulary.Find("years-since-treatment") is not NumberSlot slot)
        {
            return;
        }

        var local = Given(profile, view, "lung-surgery").Concat(Given(profile, view, "chest-radiation")).Where(c => (c.End ?? c.Start) is not null).ToList();
        if (local.Count > 0)
        {
            var last = local.MaxBy(c => (c.End ?? c.Start)!.Value)!;
            var (from, to) = CaseView.Days((last.End ?? last.Start)!.Value);
            profile.SetNumber(slot, new(Math.Max(0, (view.AsOf.DayNumber - to.DayNumber) / DaysAYear), Math.Max(0, (view.AsOf.DayNumber - from.DayNumber) / DaysAYear)), last.Facts.AsSpan());
        }
    }

    private static void T790MTiming(RuleProfileBuilder profile, CaseView view)
    {
        var found = view.Holding(FactKind.Biomarker).Where(f => f.Value is BiomarkerStatus.Detected && f.Qualifiers is { Gene: "EGFR", Alteration: "T790M" } && f.Date is not null).ToList();
        var starts = Given(profile, view, "egfr-tki").ConvertAll(c => c.Start);
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
