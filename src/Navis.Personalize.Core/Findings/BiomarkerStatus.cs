namespace Navis.Personalize.Core.Findings;

/// <summary>The typed states of a biomarker result, as they stand in <see cref="Fact.Value"/>.</summary>
public static class BiomarkerStatus
{
    /// <summary>Found.</summary>
    public const string Detected = "detected";

    /// <summary>Looked for and not found.</summary>
    public const string NotDetected = "not-detected";

    /// <summary>Asked for and not done.</summary>
    public const string NotTested = "not-tested";

    /// <summary>Sent, ordered, awaited, or in another report.</summary>
    public const string Pending = "pending";

    /// <summary>Too little material.</summary>
    public const string Insufficient = "insufficient";

    /// <summary>Of uncertain significance, or not representative.</summary>
    public const string Indeterminate = "indeterminate";
}
