using System.Collections.Immutable;

namespace Navis.Personalize.Core.Staging;

/// <summary>What a staging table says about a T, N and M.</summary>
public enum StageOutcome
{
    /// <summary>The table leaves it open, or the categories are too coarse for one group.</summary>
    Unknown,

    /// <summary>A stage group, possibly coarse (<c>III</c>).</summary>
    Group,

    /// <summary>Occult carcinoma: TX N0 M0.</summary>
    Occult,
}

/// <summary>The answer of a staging table with the way it was reached.</summary>
/// <param name="Outcome">Kind of answer.</param>
/// <param name="Group">Stage group such as <c>IIIA</c>, <c>0</c>, or a common part such as <c>III</c>; null unless <see cref="Outcome"/> is <see cref="StageOutcome.Group"/>.</param>
/// <param name="Path">The steps walked, in words, for display to a reviewer.</param>
public sealed record StageAnswer(StageOutcome Outcome, string? Group, ImmutableArray<string> Path)
{
    /// <summary>The word of the contract: the group, <c>occult</c> or <c>unknown</c>.</summary>
    public string Word => Outcome switch
    {
        StageOutcome.Group => Group!,
        StageOutcome.Occult => StageWords.Occult,
        StageOutcome.Unknown => StageWords.Unknown,
    };
}

/// <summary>Words that stand in tables and answers beside the stage groups.</summary>
public static class StageWords
{
    /// <summary>Occult carcinoma.</summary>
    public const string Occult = "occult";

    /// <summary>No answer.</summary>
    public const string Unknown = "unknown";

    internal const string Open = "open";
    internal const string Any = "any";
}
