using System.Collections.Immutable;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;

namespace Navis.Personalize.Core.Reconciliation;

/// <summary>The profile field of one gene. It sums up; which change was found in which sample stands in the facts.</summary>
internal static class MarkerField
{
    // From the most to the least telling.
    private static readonly string[] Open = [BiomarkerStatus.Indeterminate, BiomarkerStatus.Insufficient, BiomarkerStatus.Pending, BiomarkerStatus.NotTested];

    /// <summary>Genes of which a fusion is the change that is looked for: "no ALK fusion" is a negative ALK.</summary>
    private static readonly string[] ByFusion = ["ALK", "ROS1", "RET", "NTRK", "NTRK1", "NTRK2", "NTRK3", "NRG1"];

    public static ProfileField Of(Weighing weighing, string field, List<FactDraft> facts)
    {
        ImmutableArray<string> ids = [.. facts.Select(static f => f.Id)];
        if (weighing.IsFlagged(field, out var rule))
        {
            return new(FieldState.Conflicting, null, ids, rule);
        }

        if (facts.Exists(static f => f.Value is BiomarkerStatus.Detected))
        {
            return new(FieldState.Known, BiomarkerStatus.Detected, ids, facts.Exists(static f => f.Value is BiomarkerStatus.NotDetected) ? RuleIds.FoundOutweighs : RuleIds.OnlyStatement);
        }

        var negative = facts.FindAll(static f => f.Value is BiomarkerStatus.NotDetected);
        var ofGene = negative.FindAll(static f => f.Qualifiers.Alteration is null or "any" || (f.Qualifiers.Alteration is "fusion" && ByFusion.Contains(f.Qualifiers.Gene, StringComparer.Ordinal)));
        if (ofGene.Exists(static f => f.Qualifiers.Specimen is not ("plasma" or "csf")))
        {
            return new(FieldState.Known, BiomarkerStatus.NotDetected, ids, negative.Count < facts.Count ? RuleIds.MoreTellingStatus : RuleIds.OnlyStatement);
        }

        if (negative.Count > 0)
        {
            return new(FieldState.Unknown, null, ids, ofGene.Count > 0 ? RuleIds.PlasmaNegativeOnly : RuleIds.SingleChangesOnly);
        }

        var status = Array.Find(Open, s => facts.Exists(f => string.Equals(f.Value, s, StringComparison.Ordinal)));
        return status is null
            ? new(FieldState.Unknown, null, ids, RuleIds.Silent)
            : new(FieldState.Known, status, ids, facts.TrueForAll(f => string.Equals(f.Value, status, StringComparison.Ordinal)) ? RuleIds.OnlyStatement : RuleIds.MoreTellingStatus);
    }
}
