using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Application.Features.Review;

/// <summary>What a fact may be corrected to: the closed values of the contract, or a number. Kinds that are open lists or derived can be rejected, not corrected.</summary>
public static class CorrectionValues
{
    private static readonly ImmutableArray<string> Invasion = ["present", "absent", "indeterminate"];

    /// <summary>Genes and markers of the contract.</summary>
    public static ImmutableArray<string> Genes { get; } =
        ["EGFR", "ALK", "ROS1", "RET", "MET", "BRAF", "KRAS", "ERBB2", "NTRK1", "NTRK2", "NTRK3", "NTRK", "NRG1", "NRAS", "STK11", "KEAP1", "TP53", "RB1", "PIK3CA", "CD274", "TMB", "MSI"];

    /// <summary>The values to choose from; empty when the value is a number or can't be corrected.</summary>
    public static ImmutableArray<string> Of(FactKind kind) => kind switch
    {
        FactKind.Diagnosis => ["nsclc", "sclc", "other-cancer", "suspected", "no-cancer"],
        FactKind.Histology => ["adenocarcinoma", "squamous-cell-carcinoma", "adenosquamous-carcinoma", "large-cell-carcinoma", "large-cell-neuroendocrine-carcinoma", "sarcomatoid-carcinoma", "nsclc-nos", "small-cell-carcinoma", "carcinoid", "other"],
        FactKind.Laterality => ["right", "left", "bilateral"],
        FactKind.Lobe => ["upper", "middle", "lower", "lingula", "main-bronchus", "hilum"],
        FactKind.T => ["TX", "T0", "Tis", "T1mi", "T1", "T1a", "T1b", "T1c", "T2", "T2a", "T2b", "T3", "T4"],
        FactKind.N => ["NX", "N0", "N1", "N2", "N2a", "N2b", "N3"],
        FactKind.M => ["MX", "M0", "M1", "M1a", "M1b", "M1c", "M1c1", "M1c2"],
        FactKind.StageGroup => ["0", "occult", "I", "IA", "IA1", "IA2", "IA3", "IB", "II", "IIA", "IIB", "III", "IIIA", "IIIB", "IIIC", "IV", "IVA", "IVB"],
        FactKind.Margins => ["negative", "positive", "close"],
        FactKind.LymphovascularInvasion or FactKind.VisceralPleuralInvasion or FactKind.Stas or FactKind.PerineuralInvasion => Invasion,
        FactKind.Biomarker => [BiomarkerStatus.Detected, BiomarkerStatus.NotDetected, BiomarkerStatus.NotTested, BiomarkerStatus.Pending, BiomarkerStatus.Insufficient, BiomarkerStatus.Indeterminate],
        FactKind.DiseaseStatus => ["recurrence", "progression", "response", "stable", "no-evidence-of-disease"],
        FactKind.Smoking => ["current", "former", "never"],
        FactKind.PathologicResponse => ["complete", "major", "residual"],
        FactKind.TumorSize or FactKind.NodesExamined or FactKind.NodesPositive or FactKind.PerformanceStatus
            or FactKind.Grade or FactKind.Treatment or FactKind.DiseaseState or FactKind.Intent or FactKind.MetastasisSite => [],
    };

    /// <summary>Whether a value may be put in.</summary>
    public static bool Allows(FactKind kind, string value) => kind switch
    {
        FactKind.TumorSize => Number(value) is > 0 and <= 40,
        FactKind.NodesExamined or FactKind.NodesPositive => Number(value) is { } nodes && nodes == decimal.Truncate(nodes) && nodes <= 200,
        FactKind.PerformanceStatus => value is "0" or "1" or "2" or "3" or "4" or "5",
        _ => Of(kind).Contains(value, StringComparer.Ordinal),
    };

    /// <summary>Whether the fact can be corrected at all.</summary>
    public static bool Can(FactKind kind) => !Of(kind).IsEmpty || kind.IsNumeric();

    private static decimal? Number(string value) =>
        decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && value.Length <= 6 ? number : null;
}
