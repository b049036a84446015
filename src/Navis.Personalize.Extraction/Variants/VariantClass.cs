namespace Navis.Personalize.Extraction.Variants;

/// <summary>Names the class of a variant: what steers treatment and trials, and how references group the rest.</summary>
internal static class VariantClass
{
    /// <summary>The class, for example <c>EGFR exon 19 deletion</c>, <c>BRAF non-V600</c>, <c>ALK fusion</c>; null when nothing is said but the gene.</summary>
    /// <param name="gene">Gene.</param>
    /// <param name="change">Change, or null for a bare result.</param>
    /// <param name="alteration">The alteration by <see cref="AlterationName"/>.</param>
    /// <param name="found">False when the result is that nothing was found.</param>
    public static string? Of(string gene, Alteration? change, string alteration, bool found)
    {
        if (alteration == AlterationName.Fusion)
        {
            return gene + " fusion";
        }

        if (change is null or { Kind: AlterationKind.Mutation })
        {
            return found ? (change is null ? null : gene + " mutation, unspecified") : gene + " wild type";
        }

        return alteration switch
        {
            AlterationName.Exon19Deletion => "EGFR exon 19 deletion",
            AlterationName.Exon20Insertion => gene + " exon 20 insertion",
            AlterationName.Exon14Skipping => "MET exon 14 skipping",
            "amplification" => gene + " amplification",
            "overexpression" => gene + " expression",
            _ => change.Kind == AlterationKind.Loss ? gene + " loss"
                : AlterationName.Protein(gene, change) is { } p ? OfProtein(gene, p)
                : change.Coding is { } c ? OfCodon(gene, c.Codon, c.TouchesIntron)
                : change.Kind == AlterationKind.ExonInsertion ? $"{gene} exon {change.Exon} insertion"
                : gene + " mutation",
        };
    }

    private static string OfProtein(string gene, ProteinChange p) => (gene, p) switch
    {
        ("EGFR", { Position: 719, EndPosition: 719 }) => "EGFR G719X",
        ("EGFR", { Short: "L858R" or "T790M" or "C797S" or "S768I" or "L861Q" }) => "EGFR " + p.Short,
        ("EGFR", { Position: 797 }) => "EGFR C797X",
        ("EGFR", { Position: 861 }) => "EGFR L861X",
        ("EGFR", { Position: 709 }) => "EGFR E709X",
        ("BRAF", { Short: "V600E" }) => "BRAF V600E",
        ("BRAF", { Position: 600, Kind: ChangeKind.Substitution }) => "BRAF V600 non-E",
        ("KRAS", { Short: "G12C" }) => "KRAS G12C",
        ("KRAS", { Position: 12 }) => p.IsOpen ? "KRAS G12 unspecified" : "KRAS G12 non-C",
        ("EGFR" or "ERBB2", { Kind: ChangeKind.Insertion or ChangeKind.Duplication }) => $"{gene} {(p.Position < 762 && gene == "EGFR" ? "exon 19 insertion" : "insertion")}",
        ("EGFR", { Kind: ChangeKind.Substitution }) => "EGFR other missense",
        ("ERBB2", { Kind: ChangeKind.Substitution }) => "ERBB2 missense mutation",
        ("BRAF", _) => "BRAF non-V600",
        _ => OfCodon(gene, p.Position, intron: false),
    };

    // Kinase domains: ALK 1116..1392, ROS1 1945..2222, MET 1078..1345 (UniProt Q9UM73, P08922, P08581).
    private static string OfCodon(string gene, int codon, bool intron) => (gene, codon) switch
    {
        _ when intron => gene + " splice variant",
        ("BRAF", 600) => "BRAF V600 mutation",
        ("BRAF", _) => "BRAF non-V600",
        ("KRAS", 12) => "KRAS G12 unspecified",
        ("KRAS", _) => "KRAS non-G12",
        ("ALK", >= 1116 and <= 1392) or ("ROS1", >= 1945 and <= 2222) or ("MET", >= 1078 and <= 1345) => gene + " kinase-domain mutation",
        ("ALK", _) => "ALK other mutation",
        ("MET", _) => "MET other",
        ("EGFR" or "ERBB2", _) => gene + " other",
        _ => gene + " mutation",
    };
}
