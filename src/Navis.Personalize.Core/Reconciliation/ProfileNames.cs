using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Core.Reconciliation;

/// <summary>Names of profile fields.</summary>
internal static class ProfileNames
{
    private const string Biomarker = "biomarker.";

    /// <summary>Genes whose field stands in every profile, so that "not in the record" is said.</summary>
    public static readonly string[] Genes =
        ["EGFR", "ALK", "ROS1", "RET", "MET", "BRAF", "KRAS", "ERBB2", "NTRK", "NRG1", "NRAS", "STK11", "KEAP1", "TP53", "RB1", "PIK3CA", "CD274", "TMB", "MSI"];

    public static string Field(FactDraft fact) => fact.Kind is FactKind.Biomarker ? Gene(fact.Qualifiers.Gene) : fact.Kind.Name();

    public static string Gene(string? gene) => string.Concat(Biomarker, gene ?? "unknown");
}
