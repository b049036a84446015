using System.Collections.Immutable;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Learned;

/// <summary>An invented patient: the words that records about it use, and what is true of it.</summary>
internal sealed class SyntheticPatient
{
    /// <summary>Words by slot; a slot with several words gives another one each time.</summary>
    public required ImmutableDictionary<string, ImmutableArray<string>> Words { get; init; }

    /// <summary>The one true value of kinds that have one.</summary>
    public required ImmutableDictionary<FactKind, string> Values { get; init; }

    public required ImmutableHashSet<string> Genes { get; init; }

    public required int ProteinPercent { get; init; }

    public required ImmutableHashSet<string> Treatments { get; init; }

    /// <summary>Whether a fact is true of the patient; null when nothing that was written settles it.</summary>
    public bool? IsTrue(Fact fact) => fact.Kind switch
    {
        FactKind.Diagnosis => fact.Value is "suspected" ? null : fact.Value is "nsclc",
        FactKind.Histology => fact.Value is "nsclc-nos" || Same(fact),
        FactKind.M => fact.Value is "M0" or "MX",
        FactKind.Biomarker => Biomarker(fact),
        FactKind.Treatment => fact.Value is "radiotherapy" ? null : Treatments.Contains(fact.Value) || fact.Value is "chemotherapy" or "immunotherapy" or "targeted-therapy" or "lung-resection" or "surgery",
        FactKind.Laterality or FactKind.Lobe or FactKind.T or FactKind.N or FactKind.StageGroup or FactKind.TumorSize or FactKind.Smoking or FactKind.PerformanceStatus
            or FactKind.NodesExamined or FactKind.NodesPositive or FactKind.LymphovascularInvasion or FactKind.VisceralPleuralInvasion => Same(fact),
        FactKind.Grade or FactKind.Margins or FactKind.Stas or FactKind.PerineuralInvasion or FactKind.DiseaseStatus or FactKind.DiseaseState or FactKind.Intent
            or FactKind.MetastasisSite or FactKind.PathologicResponse => null,
    };

    private bool Same(Fact fact) => Values.TryGetValue(fact.Kind, out var value) && string.Equals(value, fact.Value, StringComparison.Ordinal);

    private bool? Biomarker(Fact fact) => (fact.Qualifiers.Gene, fact.Value) switch
    {
        ("TMB" or "MSI", _) => null,
        ("CD274", "detected") => ProteinPercent >= 1 && (fact.Qualifiers.Quantity is not { } percent || percent == ProteinPercent),
        ("CD274", "not-detected") => ProteinPercent < 1,
        ({ } gene, "detected") => Genes.Contains(gene),
        ({ } gene, "not-detected") => !Genes.Contains(gene),
        _ => null,
    };
}
