using System.Collections.Immutable;

namespace Navis.Personalize.Core.Rules.Projections;

/// <summary>From an alteration of the contract to the changes that rules tell apart.</summary>
internal static class AlterationNames
{
    // Second changes in the EGFR kinase under a pill (Leonetti et al., Br J Cancer 2019): no driver of their own.
    private static readonly ImmutableArray<string> EgfrResistance = ["T790", "C797", "L792", "L718", "G724", "G796", "L844", "D761", "V834"];

    /// <summary>Names of slots, <c>any</c> for the gene as a whole. Empty when the result says nothing that rules may use.</summary>
    /// <param name="gene">Gene.</param>
    /// <param name="alteration">Alteration of the contract.</param>
    /// <param name="hgvs">Protein form, or null.</param>
    /// <param name="method">Method, or null.</param>
    /// <param name="found">True for a positive result: a negative for one change says nothing of others.</param>
    public static ImmutableArray<string> Of(string gene, string alteration, string? hgvs, string? method, bool found) => (gene, alteration) switch
    {
        ("ERBB2", "any") when method is "ihc" => ["overexpression"],
        (_, "amplification" or "overexpression") => [alteration],
        ("EGFR", "any") => ["any"],
        ("EGFR", "exon-20-insertion") => hgvs?.Contains("A763_Y764", StringComparison.Ordinal) == true ? ["A763_Y764insFQEA"] : ["exon-20-insertion"],
        ("EGFR", _) when alteration.StartsWith("G719", StringComparison.Ordinal) => ["G719X"],
        ("EGFR", "exon-19-deletion" or "L858R" or "S768I" or "L861Q" or "T790M" or "C797S") => [alteration],
        ("EGFR", _) => !found ? [] : EgfrResistance.Any(r => alteration.StartsWith(r, StringComparison.Ordinal)) ? ["any"] : ["other"],
        ("ALK" or "ROS1" or "RET" or "NTRK" or "NRG1", "any" or "fusion") => ["any", "fusion"],
        ("ALK", "G1202R") or ("ROS1", "G2032R") => ["resistance-mutation", alteration],
        ("ALK" or "ROS1" or "RET" or "NTRK", _) => found ? ["resistance-mutation"] : [],
        ("MET", "any" or "exon-14-skipping") => [alteration],
        ("MET", _) => found && (alteration.StartsWith("D1228", StringComparison.Ordinal) || alteration.StartsWith("Y1230", StringComparison.Ordinal)) ? ["resistance-mutation"] : [],
        ("BRAF", "any" or "V600E") => [alteration],
        ("KRAS", "any" or "G12C" or "G12D") => [alteration],
        ("BRAF" or "KRAS", _) => found ? ["other"] : [],
        ("ERBB2", "any") => ["any", "mutation"],
        ("ERBB2", _) => found ? ["mutation"] : [],
        (_, "any") => ["any", "mutation"],
        _ => found ? ["mutation"] : [],
    };
}
