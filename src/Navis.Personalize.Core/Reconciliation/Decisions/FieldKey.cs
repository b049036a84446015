using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Core.Reconciliation.Decisions;

/// <summary>What a fact is about, so that two values for it exclude each other.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Detail">Basis and prefix of a stage, gene, change and specimen of a marker; else empty.</param>
internal readonly record struct FieldKey(FactKind Kind, string Detail)
{
    public static FieldKey Of(FactDraft fact) => fact.Kind switch
    {
        FactKind.T or FactKind.N or FactKind.M or FactKind.StageGroup => new(fact.Kind, $"{fact.Qualifiers.Basis}|{fact.Qualifiers.Prefix}"),
        FactKind.Biomarker => new(fact.Kind, $"{fact.Qualifiers.Gene}|{fact.Qualifiers.Alteration}|{fact.Qualifiers.Specimen}"),
        _ => new(fact.Kind, ""),
    };

    /// <summary>Kinds of which a person has several at once.</summary>
    public static bool IsManyValued(FactKind kind) => kind is FactKind.Biomarker or FactKind.Treatment or FactKind.DiseaseStatus or FactKind.MetastasisSite;

    /// <summary>True when the two may differ because they follow different editions.</summary>
    public static bool EditionsDiffer(FactDraft a, FactDraft b) =>
        a.Qualifiers.Edition is { } x && b.Qualifiers.Edition is { } y && !string.Equals(x, y, StringComparison.Ordinal);
}
