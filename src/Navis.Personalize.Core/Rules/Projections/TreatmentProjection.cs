using System.Collections.Immutable;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Rules.Profiles;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Projections;

/// <summary>Treatment facts to courses: how it goes now, in which setting, and never more than the record says.</summary>
internal static class TreatmentProjection
{
    private static readonly ImmutableArray<string> ChestSites = ["lung", "chest", "mediastinum", "hilum", "thorax", "lymph-nodes", "contralateral-lung"];
    private static readonly ImmutableArray<string> EveryOutcome = ["ongoing", "completed", "stopped", "progressed"];

    public static void Project(RuleProfileBuilder profile, CaseView view)
    {
        var facts = view.Holding(FactKind.Treatment);
        var advanced = IsAdvanced(profile);
        foreach (var fact in facts)
        {
            profile.AddCourse(NameOf(fact), Courses.SetOf(NowOf(fact, facts, view), SettingOf(fact, advanced)), fact.Qualifiers.Start ?? fact.Date, fact.Qualifiers.Line, fact.Id);
        }

        AddChemoradiation(profile, view, facts, advanced);
    }

    internal static bool IsGiven(Fact fact) => fact.Qualifiers.Status is not ("planned" or "declined" or "not-given");

    private static bool IsAdvanced(RuleProfileBuilder profile) =>
        profile.Vocabulary.Find("disease-state") is ChoiceSlot state && profile.Choices[state.Ref.Index] == state.SetOf("advanced-at-diagnosis");

    // Radiation "all else" of the contract is told apart by where it went; where that is not said it may have been the chest.
    private static string NameOf(Fact fact)
    {
        if (fact.Value is not ("radiotherapy" or "proton-therapy"))
        {
            return fact.Value;
        }

        var sites = fact.Qualifiers.Sites;
        return sites.Any(ChestSites.Contains) || fact.Qualifiers.Setting is "definitive" or "concurrent" or "adjuvant" or "neoadjuvant" || fact.Qualifiers.Intent is "curative" ? "chest-radiotherapy"
            : sites.IsEmpty ? fact.Value
            : "other-radiotherapy";
    }

    private static ImmutableArray<string> NowOf(Fact fact, IReadOnlyList<Fact> all, CaseView view) => fact.Qualifiers switch
    {
        { Status: "planned" } => ["planned"],
        { Status: "declined" or "not-given" } => ["declined"],
        { Reason: "progression" } or { Response: "progression" } => ["progressed"],
        _ when GrewUnder(fact, all, view) => ["progressed"],
        { Status: "ongoing" } => ["ongoing"],
        { Status: "completed" } => ["completed"],
        { Status: "discontinued", Reason: null } => ["completed", "stopped", "progressed"],
        { Status: "discontinued" } => ["stopped"],
        _ when fact.Qualifiers.Type is "surgery" or "ablation" => ["completed"],
        _ => EveryOutcome,
    };

    /// <summary>Growth or return dated after the drug began, while it was the last systemic drug begun, and not after its planned end.</summary>
    private static bool GrewUnder(Fact fact, IReadOnlyList<Fact> all, CaseView view)
    {
        if (fact.Qualifiers.Type is not (null or "systemic") || (fact.Qualifiers.Start ?? fact.Date) is not { } start || fact.Qualifiers.Status is "completed")
        {
            return false;
        }

        var later = all.Where(f => !ReferenceEquals(f, fact) && IsGiven(f) && f.Qualifiers.Type is null or "systemic" && f.Value != fact.Value)
            .Select(f => f.Qualifiers.Start ?? f.Date).OfType<PartialDate>().Where(d => d > start && d.Contradicts(start)).ToList();
        return view.Holding(FactKind.DiseaseStatus).Any(s => s.Value is "progression" or "recurrence" && s.Date is { } day && day > start && day.Contradicts(start)
            && !later.Exists(d => d < day && d.Contradicts(day))
            && (fact.Qualifiers.End is not { } end || day <= end || !day.Contradicts(end)));
    }

    private static ImmutableArray<string> SettingOf(Fact fact, bool advanced) => (fact.Qualifiers.Setting, fact.Qualifiers.Intent) switch
    {
        ("neoadjuvant" or "induction", _) => ["neoadjuvant"],
        ("adjuvant", _) => ["adjuvant"],
        ("perioperative", _) => ["neoadjuvant", "adjuvant"],
        ("definitive" or "concurrent", _) => ["definitive"],
        ("consolidation", _) => ["consolidation"],
        ("advanced" or "palliative" or "metastatic" or "first-line" or "second-line" or "later-line", _) => ["advanced"],
        ("maintenance", _) => advanced ? ["advanced"] : ["consolidation", "advanced"],
        (_, "palliative" or "control") => ["advanced"],
        _ when advanced => ["advanced"],
        _ when fact.Qualifiers.Type is "surgery" => ["definitive"],
        _ => [],
    };

    // "Chemoradiation is two facts": it is one where both say so, or where the same words state both.
    private static void AddChemoradiation(RuleProfileBuilder profile, CaseView view, IReadOnlyList<Fact> facts, bool advanced)
    {
        var chemo = profile.Vocabulary.Find("chemotherapy") is TreatmentSlot slot ? slot.Members : [];
        foreach (var radiation in facts.Where(f => IsGiven(f) && NameOf(f) is "chest-radiotherapy" or "radiotherapy"))
        {
            var partner = facts.FirstOrDefault(f => IsGiven(f) && chemo.Contains(f.Value, StringComparer.Ordinal) && (IsConcurrent(f) || IsConcurrent(radiation) || ShareWords(f, radiation)));
            if (partner is not null)
            {
                var settings = SettingOf(radiation, advanced);
                profile.AddCourse("chemoradiation", Courses.SetOf(NowOf(radiation, facts, view), settings.IsEmpty ? ["definitive"] : settings), radiation.Qualifiers.Start ?? radiation.Date, null, radiation.Id, partner.Id);
                return;
            }
        }
    }

    private static bool IsConcurrent(Fact fact) =>
        fact.Qualifiers.Setting is "concurrent" || fact.Qualifiers.Class?.Contains("chemorad", StringComparison.OrdinalIgnoreCase) == true;

    private static bool ShareWords(Fact a, Fact b) => a.Evidence.Any(x => b.Evidence.Any(y => x.Document == y.Document && x.Page == y.Page && x.End > 0 && x.Start < y.End && y.Start < x.End));
}
