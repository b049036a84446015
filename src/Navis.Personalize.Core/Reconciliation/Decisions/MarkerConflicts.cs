using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Core.Reconciliation.Decisions;

/// <summary>Finds results of one sample that exclude each other. A negative of another day or sample excludes nothing: resistance changes come and go.</summary>
internal static class MarkerConflicts
{
    public static void Apply(Weighing weighing)
    {
        var markers = weighing.Holding(FactKind.Biomarker);
        foreach (var found in markers)
        {
            if (found.Value is not BiomarkerStatus.Detected)
            {
                continue;
            }

            foreach (var other in markers)
            {
                if (string.Equals(found.Qualifiers.Gene, other.Qualifiers.Gene, StringComparison.Ordinal) && MayBeOneSample(found, other)
                    && ((other.Value is BiomarkerStatus.NotDetected && Covers(other.Qualifiers.Alteration, found.Qualifiers.Alteration, found.Qualifiers.Gene)) || ScoresDiffer(found, other)))
                {
                    var rule = other.Value is BiomarkerStatus.NotDetected ? RuleIds.FoundAndNotFound : RuleIds.RecordsDisagree;
                    weighing.Flag(ProfileNames.Field(found), [found, other], null, rule, "");
                }
            }
        }
    }

    // "EGFR negative" says that no mutation was found; it does not speak of extra copies or of protein.
    private static bool Covers(string? negative, string? positive, string? gene)
    {
        negative ??= "any";
        positive ??= "any";
        if (string.Equals(negative, positive, StringComparison.Ordinal))
        {
            return true;
        }

        // "ALK-positive" and "no ALK fusion" speak of one thing; "EGFR-mutated" and "no T790M" do not.
        var byFusion = gene is "ALK" or "ROS1" or "RET" or "NRG1" || gene?.StartsWith("NTRK", StringComparison.Ordinal) == true;
        return (negative is "any" && positive is not ("amplification" or "overexpression")) || (byFusion && positive is "any" && negative is "fusion");
    }

    private static bool MayBeOneSample(FactDraft a, FactDraft b) =>
        (a.Qualifiers.Specimen is null || b.Qualifiers.Specimen is null || string.Equals(a.Qualifiers.Specimen, b.Qualifiers.Specimen, StringComparison.Ordinal))
        && !(a.DateOrRecord is { } x && b.DateOrRecord is { } y && x.Contradicts(y));

    private static bool ScoresDiffer(FactDraft a, FactDraft b) =>
        a.Qualifiers.Gene is "CD274" && b.Value is BiomarkerStatus.Detected && a.Index < b.Index
        && string.Equals(a.Qualifiers.Score, b.Qualifiers.Score, StringComparison.Ordinal)
        && a.Qualifiers.QuantityHigh is null && b.Qualifiers.QuantityHigh is null && a.Qualifiers.Comparator is null && b.Qualifiers.Comparator is null
        && a.Qualifiers.Quantity is { } x && b.Qualifiers.Quantity is { } y && x != y;
}
