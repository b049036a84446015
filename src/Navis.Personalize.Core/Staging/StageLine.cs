namespace Navis.Personalize.Core.Staging;

/// <summary>The line form of staging, for <c>navis stage-group</c>: <c>edition,basis,T,N,M</c> in, one word out.</summary>
public static class StageLine
{
    /// <summary>The stage group, <c>occult</c>, or <c>unknown</c> (also for a line that is none of this form).</summary>
    /// <param name="grouper">Tables.</param>
    /// <param name="line">For example <c>8,both,T2a,N1,M0</c>; basis is <c>c</c>, <c>p</c>, <c>both</c>, a word of the contract, or empty.</param>
    /// <example><c>8,p,T2a,N1,MX</c> gives <c>IIB</c>; <c>9,c,T2a,N2,M0</c> gives <c>III</c>.</example>
    public static string Answer(StageGrouper grouper, string line)
    {
        var parts = line.Split(',', StringSplitOptions.TrimEntries);
        return parts.Length == 5 ? grouper.Group(parts[0], parts[1], parts[2], parts[3], parts[4]).Word : StageWords.Unknown;
    }
}
