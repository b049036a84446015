using System.Collections.Immutable;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Rules.Profiles;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Projections;

/// <summary>Courses of treatment to what rules see of them: how it goes now, in which setting, and never more than the record says.</summary>
internal static class TreatmentProjection
{
    private static readonly ImmutableArray<string> ChestSites = ["lung", "chest", "mediastinum", "hilum", "thorax", "lymph-nodes", "contralateral-lung"];
    private static readonly ImmutableArray<string> EveryOutcome = ["ongoing", "completed", "stopped", "progressed"];
    private static readonly ImmutableArray<string> Resections = ["lobectomy", "bilobectomy", "pneumonectomy", "sleeve-resection", "segmentectomy", "wedge-resection", "lung-resection"];

    public static void Project(RuleProfileBuilder profile, CaseView view)
    {
        var course = view.Case.Courses;
        foreach (var item in course)
        {
            profile.AddCourse(NameOf(item, view), Courses.SetOf(NowOf(item), SettingOf(item, view)), item.Start, item.Order ?? item.Line, item.Facts.AsSpan());
        }

        AddChemoradiation(profile, view);
    }

    /// <summary>The name under which a course counts: radiation "all else" of the contract is told apart by where it went; where that is not said it may have been the chest.</summary>
    internal static string NameOf(TreatmentCourse course, CaseView view)
    {
        if (course.Treatment is not ("radiotherapy" or "proton-therapy"))
        {
            return course.Treatment;
        }

        var sites = view.Facts(course.Facts).SelectMany(f => f.Qualifiers.Sites).ToList();
        return sites.Exists(s => ChestSites.Contains(s, StringComparer.Ordinal)) || course.Setting is "definitive" or "concurrent" or "chemoradiation" or "adjuvant" or "neoadjuvant" || course.Intent is "curative" ? "chest-radiotherapy"
            : sites.Count == 0 && course.Intent is not "palliative" ? course.Treatment
            : "other-radiotherapy";
    }

    private static ImmutableArray<string> NowOf(TreatmentCourse course) => course.Now is { } now ? [now] : EveryOutcome;

    private static ImmutableArray<string> SettingOf(TreatmentCourse course, CaseView view) => (course.Setting, course.Intent) switch
    {
        ("neoadjuvant" or "induction", _) => ["neoadjuvant"],
        ("adjuvant", _) => ["adjuvant"],
        ("perioperative", _) => ["neoadjuvant", "adjuvant"],
        ("definitive" or "concurrent" or "chemoradiation", _) => ["definitive"],
        ("consolidation", _) => ["consolidation"],
        ("advanced" or "palliative" or "metastatic" or "first-line" or "second-line" or "third-line" or "later-line", _) => ["advanced"],
        ("maintenance", _) => view.State is "advanced-at-diagnosis" ? ["advanced"] : ["consolidation", "advanced"],
        (_, "palliative") => ["advanced"],
        _ => Unsaid(course, view),
    };

    /// <summary>What the rest of the record leaves open where the setting is not said: around surgery, or around radiation, meant to clear the cancer
    /// and never followed by a return, a drug is before, with or after that treatment; dates narrow it.</summary>
    private static ImmutableArray<string> Unsaid(TreatmentCourse course, CaseView view)
    {
        var courses = view.Case.Courses;
        var surgery = courses.FirstOrDefault(c => c.Given && Resections.Contains(c.Treatment, StringComparer.Ordinal));
        var radiation = courses.FirstOrDefault(c => c.Given && c.Type is "radiation" && (c.Treatment is "sbrt" or "brachytherapy" || NameOf(c, view) is "chest-radiotherapy"));
        if (view.State is "advanced-at-diagnosis")
        {
            return ["advanced"];
        }

        if (course.Type is "surgery")
        {
            return ["definitive"];
        }

        if (course.Type is "radiation" or "ablation")
        {
            return surgery is null && view.Intent is "curative" && (course.Type is "ablation" || course.Treatment is "sbrt" or "brachytherapy" || NameOf(course, view) is "chest-radiotherapy") ? ["definitive"] : [];
        }

        if (view.Intent is not "curative" || view.State is not ("no-evidence-of-disease" or "on-first-treatment"))
        {
            return [];
        }

        return (surgery, radiation) switch
        {
            ({ } cut, null) => Order(course.Start, cut.Start) switch { < 0 => ["neoadjuvant"], > 0 => ["adjuvant"], _ => ["neoadjuvant", "adjuvant"] },
            (null, { } beam) => Order(course.Start, beam.End ?? beam.Start) switch { > 0 => ["consolidation"], _ => ["definitive", "consolidation"] },
            _ => [],
        };
    }

    private static int Order(PartialDate? a, PartialDate? b) => a is { } x && b is { } y && x.Contradicts(y) ? x.CompareTo(y) : 0;

    // "Chemoradiation is two facts": it is one treatment where both courses say so, or where the same words state both.
    private static void AddChemoradiation(RuleProfileBuilder profile, CaseView view)
    {
        var chemo = profile.Vocabulary.Find("chemotherapy") is TreatmentSlot slot ? slot.Members : [];
        foreach (var radiation in view.Case.Courses.Where(c => c.Type is "radiation" && NameOf(c, view) is "chest-radiotherapy" or "radiotherapy"))
        {
            var partner = view.Case.Courses.FirstOrDefault(c => c.Given == radiation.Given && chemo.Contains(c.Treatment, StringComparer.Ordinal) && (IsConcurrent(c) || IsConcurrent(radiation) || ShareWords(c, radiation, view)));
            if (partner is not null)
            {
                var settings = SettingOf(radiation, view);
                profile.AddCourse("chemoradiation", Courses.SetOf(NowOf(radiation), settings.IsEmpty ? ["definitive"] : settings), radiation.Start, null, [.. radiation.Facts, .. partner.Facts]);
            }
        }
    }

    private static bool IsConcurrent(TreatmentCourse course) =>
        course.Setting is "concurrent" or "chemoradiation" || course.Class?.Contains("chemorad", StringComparison.OrdinalIgnoreCase) == true;

    private static bool ShareWords(TreatmentCourse a, TreatmentCourse b, CaseView view) =>
        view.Facts(a.Facts).SelectMany(f => f.Evidence).Any(x => view.Facts(b.Facts).SelectMany(f => f.Evidence).Any(y => x.Document == y.Document && x.Page == y.Page && x.End > 0 && x.Start < y.End && y.Start < x.End));
}
