using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Reconciliation.Decisions;

namespace Navis.Personalize.Core.Reconciliation.Derived;

/// <summary>What the records say about stage, spread, course and aim: each signal with the facts that say so. Read by <c>rules/reconciliation/disease-state.yaml</c>.</summary>
internal sealed class CaseSignals
{
    private static readonly string[] Resections = ["lobectomy", "bilobectomy", "pneumonectomy", "segmentectomy", "wedge-resection", "sleeve-resection", "lung-resection"];
    private static readonly string[] CurativeSettings = ["adjuvant", "neoadjuvant", "perioperative", "definitive", "consolidation"];
    private static readonly string[] ControlSettings = ["advanced", "metastatic", "palliative"];

    // Sites inside the chest that do not make a recurrence or a spread distant.
    private static readonly string[] NearSites = ["lymph-node", "lymph-nodes", "node", "nodes", "mediastinum", "hilum", "lung", "chest", "chest-wall", "bronchial-stump", "ipsilateral-lung"];

    private readonly Dictionary<string, List<FactDraft>> support = new(StringComparer.Ordinal);

    /// <summary>Names of the signals.</summary>
    public static readonly string[] Names =
    [
        "early-stage", "stage-iii-b-or-c", "metastatic-stage", "spread-later", "distant-site", "recurrence-distant", "recurrence-local", "recurrence-unplaced", "progression",
        "clear-now", "holding-now", "under-treatment", "curative-surgery", "curative-radiation", "stated-curative", "stated-palliative", "stated-curative-later", "systemic", "local-treatment",
    ];

    private CaseSignals()
    {
    }

    /// <summary>True when a record says so.</summary>
    public bool Has(string signal) => support.ContainsKey(signal);

    /// <summary>The facts that say so.</summary>
    public List<FactDraft> Support(string signal) => support.TryGetValue(signal, out var facts) ? facts : [];

    /// <summary>Adds a signal that rests on a fact.</summary>
    public void Add(string signal, FactDraft fact)
    {
        if (!support.TryGetValue(signal, out var facts))
        {
            support[signal] = facts = [];
        }

        facts.Add(fact);
    }

    public static CaseSignals Of(Weighing weighing, List<CourseDraft> courses)
    {
        var signals = new CaseSignals();
        signals.ReadCourses(courses);
        signals.ReadStage(weighing, courses);
        signals.ReadStatus(weighing, courses);
        return signals;
    }

    public static bool IsDistant(string site) => !NearSites.Contains(site, StringComparer.Ordinal);

    private void ReadStage(Weighing weighing, List<CourseDraft> courses)
    {
        var early = new List<FactDraft>();
        var spread = new List<FactDraft>();
        foreach (var stage in weighing.Holding(FactKind.StageGroup))
        {
            if (stage.Qualifiers.Prefix is null)
            {
                (stage.Value.StartsWith("IV", StringComparison.Ordinal) ? spread : early).Add(stage);
                if (stage.Value is "IIIB" or "IIIC")
                {
                    Add("stage-iii-b-or-c", stage);
                }
            }
        }

        foreach (var m in weighing.Holding(FactKind.M))
        {
            if (m.Value.StartsWith("M1", StringComparison.Ordinal))
            {
                if (m.Qualifiers.Prefix is "r")
                {
                    Add("recurrence-distant", m);
                }
                else
                {
                    spread.Add(m);
                }
            }
            else if (m.Value is "M0" && m.Qualifiers.Prefix is null)
            {
                early.Add(m);
            }
        }

        var treated = courses.Where(static c => c.Given && Resections.Contains(c.Treatment, StringComparer.Ordinal)).Select(static c => c.Start).FirstOrDefault(static d => d is not null);
        bool IsLater(FactDraft fact) => early.Exists(e => EventDistance.IsBefore(e.Date, fact.Date)) || EventDistance.IsBefore(treated, fact.Date);
        foreach (var fact in early)
        {
            Add("early-stage", fact);
        }

        foreach (var fact in spread)
        {
            Add(IsLater(fact) ? "spread-later" : "metastatic-stage", fact);
        }

        foreach (var site in weighing.Holding(FactKind.MetastasisSite).FindAll(static s => IsDistant(s.Value)))
        {
            Add("distant-site", site);
            if (IsLater(site))
            {
                Add("spread-later", site);
            }
        }
    }

    private void ReadStatus(Weighing weighing, List<CourseDraft> courses)
    {
        var all = weighing.Holding(FactKind.DiseaseStatus);
        foreach (var status in all)
        {
            if (status.Value is "progression")
            {
                Add("progression", status);
            }
            else if (status.Value is "recurrence")
            {
                Add(Place(status), status);
            }
        }

        foreach (var status in Latest(all))
        {
            Add(status.Value is "no-evidence-of-disease" ? "clear-now" : "holding-now", status);
        }

        var returned = Support("recurrence-distant").Concat(Support("spread-later")).Select(static f => f.Date).Where(static d => d is not null).DefaultIfEmpty(null).Min();
        foreach (var course in courses.Where(c => IsCurative(c) && EventDistance.IsBefore(returned, c.Start)))
        {
            course.Facts.ForEach(f => Add("stated-curative-later", f));
        }
    }

    private void ReadCourses(List<CourseDraft> courses)
    {
        var consolidated = courses.Exists(static c => c.Setting is "consolidation");
        foreach (var course in courses)
        {
            var isResection = Resections.Contains(course.Treatment, StringComparer.Ordinal);
            var isChestRadiation = course.Type is "radiation" && course.Treatment is not ("srs" or "wbrt" or "pci") && course.Intent is not "palliative" && IsChest(course);
            Note("under-treatment", course.Now is CourseNow.Ongoing && course.Type is "systemic" or "radiation", course);
            Note("curative-surgery", isResection && course.Given, course);
            Note("curative-radiation", isChestRadiation && course.Given && (course.Treatment is "sbrt" || course.Setting is "chemoradiation" or "concurrent" || IsCurative(course) || consolidated), course);
            Note("stated-curative", IsCurative(course), course);
            Note("stated-palliative", course.IsSystemic && course.Given && (course.Intent is "palliative" || ControlSettings.Contains(course.Setting, StringComparer.Ordinal)), course);
            Note("systemic", course.IsSystemic && course.Given, course);
            Note("local-treatment", (isResection || isChestRadiation) && course.Now is not CourseNow.Declined, course);
        }
    }

    private void Note(string signal, bool holds, CourseDraft course)
    {
        if (holds)
        {
            course.Facts.ForEach(f => Add(signal, f));
        }
    }

    private static string Place(FactDraft recurrence) =>
        recurrence.Qualifiers.Extent is "distant" || recurrence.Qualifiers.Sites.Any(IsDistant) ? "recurrence-distant"
        : recurrence.Qualifiers.Extent is "local" or "regional" || !recurrence.Qualifiers.Sites.IsEmpty ? "recurrence-local"
        : "recurrence-unplaced";

    // The latest statements that agree; none when the newest ones disagree or when several undated ones do.
    private static List<FactDraft> Latest(List<FactDraft> statuses)
    {
        var current = statuses.FindAll(static s => s.Date is not null || s.Assertion is not Assertion.Historical);
        var latest = current.FindAll(s => !current.Exists(o => EventDistance.IsBefore(s.DateOrRecord, o.DateOrRecord)));
        var isClear = latest.Exists(static s => s.Value is "no-evidence-of-disease");
        return latest.TrueForAll(s => isClear ? s.Value is "no-evidence-of-disease" : s.Value is "response" or "stable") ? latest : [];
    }

    private static bool IsCurative(CourseDraft course) =>
        course.Now is not CourseNow.Declined && (course.Intent is "curative" || CurativeSettings.Contains(course.Setting, StringComparer.Ordinal));

    private static bool IsChest(CourseDraft course) => course.Facts.TrueForAll(static f => !f.Qualifiers.Sites.Any(IsDistant));
}
