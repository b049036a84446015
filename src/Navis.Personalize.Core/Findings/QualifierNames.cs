using System.Collections.Immutable;
using System.Globalization;

namespace Navis.Personalize.Core.Findings;

/// <summary>Which qualifiers a kind of fact has on the wire, in order, and their text form.</summary>
public static class QualifierNames
{
    private static readonly ImmutableArray<string> Staging = ["basis", "edition", "prefix"];
    private static readonly ImmutableArray<string> Group = ["basis", "edition", "prefix", "assumes"];
    private static readonly ImmutableArray<string> Biomarker = ["gene", "alteration", "hgvs", "partner", "quantity", "quantityHigh", "comparator", "unit", "score", "method", "specimen"];
    private static readonly ImmutableArray<string> Treatment = ["type", "class", "intent", "setting", "line", "start", "end", "status", "reason", "response", "sites"];
    private static readonly ImmutableArray<string> Status = ["sites", "extent"];
    private static readonly ImmutableArray<string> Smoking = ["pack-years"];

    /// <summary>The qualifiers of a kind, in the order of the contract; each is written, null included.</summary>
    /// <param name="kind">Kind.</param>
    public static ImmutableArray<string> Of(FactKind kind) => kind switch
    {
        FactKind.T or FactKind.N or FactKind.M => Staging,
        FactKind.StageGroup => Group,
        FactKind.Biomarker => Biomarker,
        FactKind.Treatment => Treatment,
        FactKind.DiseaseStatus => Status,
        FactKind.Smoking => Smoking,
        FactKind.Diagnosis or FactKind.Histology or FactKind.Laterality or FactKind.Lobe or FactKind.TumorSize or FactKind.Grade
            or FactKind.Margins or FactKind.NodesExamined or FactKind.NodesPositive or FactKind.LymphovascularInvasion
            or FactKind.VisceralPleuralInvasion or FactKind.Stas or FactKind.PerineuralInvasion or FactKind.DiseaseState
            or FactKind.Intent or FactKind.MetastasisSite or FactKind.PerformanceStatus or FactKind.PathologicResponse => [],
    };

    /// <summary>One qualifier as text, or null; numbers in invariant form, sites separated by a comma.</summary>
    /// <param name="qualifiers">Qualifiers.</param>
    /// <param name="name">Name on the wire.</param>
    /// <exception cref="ArgumentException">No such qualifier.</exception>
    public static string? Text(this Qualifiers qualifiers, string name) => name switch
    {
        "basis" => qualifiers.Basis,
        "edition" => qualifiers.Edition,
        "prefix" => qualifiers.Prefix,
        "assumes" => qualifiers.Assumes,
        "gene" => qualifiers.Gene,
        "alteration" => qualifiers.Alteration,
        "hgvs" => qualifiers.Hgvs,
        "partner" => qualifiers.Partner,
        "quantity" => Number(qualifiers.Quantity),
        "quantityHigh" => Number(qualifiers.QuantityHigh),
        "comparator" => qualifiers.Comparator,
        "unit" => qualifiers.Unit,
        "score" => qualifiers.Score,
        "method" => qualifiers.Method,
        "specimen" => qualifiers.Specimen,
        "type" => qualifiers.Type,
        "class" => qualifiers.Class,
        "intent" => qualifiers.Intent,
        "setting" => qualifiers.Setting,
        "line" => qualifiers.Line?.ToString(CultureInfo.InvariantCulture),
        "start" => qualifiers.Start?.ToString(),
        "end" => qualifiers.End?.ToString(),
        "status" => qualifiers.Status,
        "reason" => qualifiers.Reason,
        "response" => qualifiers.Response,
        "sites" => qualifiers.Sites.IsEmpty ? null : string.Join(',', qualifiers.Sites),
        "extent" => qualifiers.Extent,
        "pack-years" => Number(qualifiers.PackYears),
        _ => throw new ArgumentException($"No qualifier is called '{name}'.", nameof(name)),
    };

    /// <summary>True when the qualifier is written as a JSON number.</summary>
    /// <param name="name">Name on the wire.</param>
    public static bool IsNumeric(string name) => name is "quantity" or "quantityHigh" or "line" or "pack-years";

    private static string? Number(decimal? value) => value?.ToString("0.############", CultureInfo.InvariantCulture);
}
