namespace Navis.Personalize.Core.Findings;

/// <summary>The kinds of fact of the contract; names on the wire are kebab-case (<see cref="FactKinds.Name"/>).</summary>
public enum FactKind
{
    /// <summary>Which disease.</summary>
    Diagnosis,

    /// <summary>Tumour type.</summary>
    Histology,

    /// <summary>Side of the primary.</summary>
    Laterality,

    /// <summary>Lobe of the primary.</summary>
    Lobe,

    /// <summary>T category.</summary>
    T,

    /// <summary>N category.</summary>
    N,

    /// <summary>M category.</summary>
    M,

    /// <summary>Stage group.</summary>
    StageGroup,

    /// <summary>Largest diameter of the primary, centimetres.</summary>
    TumorSize,

    /// <summary>Histologic grade.</summary>
    Grade,

    /// <summary>Resection margins.</summary>
    Margins,

    /// <summary>Lymph nodes examined, whole specimen.</summary>
    NodesExamined,

    /// <summary>Lymph nodes positive, whole specimen.</summary>
    NodesPositive,

    /// <summary>Lymphovascular invasion.</summary>
    LymphovascularInvasion,

    /// <summary>Visceral pleural invasion.</summary>
    VisceralPleuralInvasion,

    /// <summary>Spread through air spaces.</summary>
    Stas,

    /// <summary>Perineural invasion.</summary>
    PerineuralInvasion,

    /// <summary>Result for one gene or marker.</summary>
    Biomarker,

    /// <summary>One treatment.</summary>
    Treatment,

    /// <summary>What the disease did.</summary>
    DiseaseStatus,

    /// <summary>Derived: where the person stands now.</summary>
    DiseaseState,

    /// <summary>Derived: what treatment is meant to do.</summary>
    Intent,

    /// <summary>Where the cancer has spread.</summary>
    MetastasisSite,

    /// <summary>Smoking status.</summary>
    Smoking,

    /// <summary>ECOG performance status 0..5.</summary>
    PerformanceStatus,

    /// <summary>Pathologic response to treatment before surgery: <c>complete</c>, <c>major</c>, <c>residual</c>.</summary>
    PathologicResponse,
}

/// <summary>Wire names of <see cref="FactKind"/>.</summary>
public static class FactKinds
{
    private static readonly Dictionary<string, FactKind> ByName = Enum.GetValues<FactKind>().ToDictionary(Name, StringComparer.Ordinal);

    /// <summary>The contract's name, for example <c>stage-group</c>.</summary>
    /// <param name="kind">Kind.</param>
    public static string Name(this FactKind kind) => kind switch
    {
        FactKind.Diagnosis => "diagnosis",
        FactKind.Histology => "histology",
        FactKind.Laterality => "laterality",
        FactKind.Lobe => "lobe",
        FactKind.T => "t",
        FactKind.N => "n",
        FactKind.M => "m",
        FactKind.StageGroup => "stage-group",
        FactKind.TumorSize => "tumor-size",
        FactKind.Grade => "grade",
        FactKind.Margins => "margins",
        FactKind.NodesExamined => "nodes-examined",
        FactKind.NodesPositive => "nodes-positive",
        FactKind.LymphovascularInvasion => "lymphovascular-invasion",
        FactKind.VisceralPleuralInvasion => "visceral-pleural-invasion",
        FactKind.Stas => "stas",
        FactKind.PerineuralInvasion => "perineural-invasion",
        FactKind.Biomarker => "biomarker",
        FactKind.Treatment => "treatment",
        FactKind.DiseaseStatus => "disease-status",
        FactKind.DiseaseState => "disease-state",
        FactKind.Intent => "intent",
        FactKind.MetastasisSite => "metastasis-site",
        FactKind.Smoking => "smoking",
        FactKind.PerformanceStatus => "performance-status",
        FactKind.PathologicResponse => "pathologic-response",
    };

    /// <summary>The kind of a wire name, or null.</summary>
    /// <param name="name">Name such as <c>stage-group</c>.</param>
    public static FactKind? Parse(string name) => ByName.TryGetValue(name, out var kind) ? kind : null;

    /// <summary>True when the value is written as a JSON number.</summary>
    /// <param name="kind">Kind.</param>
    public static bool IsNumeric(this FactKind kind) =>
        kind is FactKind.TumorSize or FactKind.NodesExamined or FactKind.NodesPositive or FactKind.PerformanceStatus;
}
