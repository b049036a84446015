using System.Collections.Immutable;

namespace Navis.Personalize.Core.Review;

/// <summary>A case on the navigator's worklist.</summary>
/// <param name="Case">Id of the case.</param>
/// <param name="Received">Since when it waits.</param>
/// <param name="Needs">What a person must look at.</param>
public sealed record WorklistEntry(string Case, DateTimeOffset Received, ImmutableArray<ReviewNeed> Needs);

/// <summary>How often reviewers looked at a field, and how often they had to correct it.</summary>
/// <param name="Looked">Looks.</param>
/// <param name="Corrected">Of these, corrections.</param>
public readonly record struct FieldCorrections(int Looked, int Corrected);

/// <summary>Orders the navigator's work: harm times uncertainty times waiting time. What reviewers had to correct before comes earlier.</summary>
public static class Worklist
{
    /// <summary>After so many days a case counts twice what it counts on the first.</summary>
    private const double DoublesAfterDays = 3;

    /// <summary>So many looks weigh as much as the reading's own uncertainty.</summary>
    private const double OwnWeight = 20;

    /// <summary>Orders cases, the most urgent first. Cases that need nobody come last, the longest waiting first.</summary>
    /// <param name="entries">Cases.</param>
    /// <param name="now">Present time; a case received later waits zero.</param>
    /// <param name="corrections">What reviewers corrected so far, by field; null for nothing.</param>
    public static ImmutableArray<WorklistEntry> Order(IEnumerable<WorklistEntry> entries, DateTimeOffset now, IReadOnlyDictionary<string, FieldCorrections>? corrections = null) =>
    [
        .. entries.OrderByDescending(e => Urgency(e, now, corrections)).ThenBy(static e => e.Received).ThenBy(static e => e.Case, StringComparer.Ordinal),
    ];

    /// <summary>How urgent a case is: the sum over its needs of harm times uncertainty, times the waiting time; 0 when it needs nobody.</summary>
    /// <param name="entry">Case.</param>
    /// <param name="now">Present time.</param>
    /// <param name="corrections">What reviewers corrected so far, by field; null for nothing.</param>
    public static double Urgency(WorklistEntry entry, DateTimeOffset now, IReadOnlyDictionary<string, FieldCorrections>? corrections = null)
    {
        var days = Math.Max(0, (now - entry.Received).TotalDays);
        return entry.Needs.Sum(n => n.Harm * Uncertainty(n, corrections)) * (1 + (days / DoublesAfterDays));
    }

    /// <summary>The uncertainty of a need after what reviewers found: the reading's own, drawn to the share of looks that ended in a correction the more looks there were.</summary>
    /// <param name="need">Need.</param>
    /// <param name="corrections">What reviewers corrected so far, by field; null for nothing.</param>
    public static double Uncertainty(ReviewNeed need, IReadOnlyDictionary<string, FieldCorrections>? corrections)
    {
        if (need.Reason is ReviewReason.Conflicting || corrections is null || !corrections.TryGetValue(need.Field, out var seen) || seen.Looked <= 0)
        {
            return need.Uncertainty;
        }

        return ((OwnWeight * need.Uncertainty) + Math.Clamp(seen.Corrected, 0, seen.Looked)) / (OwnWeight + seen.Looked);
    }
}
