namespace Navis.Personalize.Extraction.Context;

/// <summary>What a cue says of a target in its scope.</summary>
[Flags]
internal enum CueCategory
{
    /// <summary>Nothing: the words look like a cue and are none.</summary>
    None = 0,

    /// <summary>Denied.</summary>
    Negated = 1,

    /// <summary>Stated as so.</summary>
    Affirmed = 2,

    /// <summary>Suspected.</summary>
    Uncertain = 4,

    /// <summary>Past.</summary>
    Historical = 8,

    /// <summary>Present: ends the past.</summary>
    Recent = 16,

    /// <summary>Condition, recommendation, example.</summary>
    Hypothetical = 32,

    /// <summary>A relative.</summary>
    Family = 64,

    /// <summary>Somebody else.</summary>
    Other = 128,

    /// <summary>The patient: ends the two before.</summary>
    Patient = 256,

    /// <summary>Ends every scope.</summary>
    Stop = 512,

    /// <summary>A finite verb.</summary>
    Clause = 1024,

    /// <summary>A copula (<c>is</c>).</summary>
    Be = 2048,

    /// <summary>Joins two things of a list.</summary>
    And = 4096,

    /// <summary>Joins alternatives.</summary>
    Or = 8192,

    /// <summary>Preposition.</summary>
    Preposition = 16384,

    /// <summary>Names a kind of finding (<c>mutation</c>) without telling which.</summary>
    Noun = 32768,

    /// <summary>A gene or stain: takes results of its own.</summary>
    Marker = 65536,
}

/// <summary>Where a cue's scope lies.</summary>
[Flags]
internal enum CueDirection
{
    /// <summary>Behind the cue.</summary>
    Forward = 1,

    /// <summary>In front of the cue.</summary>
    Backward = 2,

    /// <summary>Either.</summary>
    Both = 3,
}

/// <summary>How a cue binds.</summary>
internal enum CueKind
{
    /// <summary>To the words in its scope.</summary>
    Plain,

    /// <summary>To a whole list.</summary>
    List,

    /// <summary>As a predicate to all its subjects (<c>were not detected</c>).</summary>
    Copula,

    /// <summary>To the one thing beside it (<c>ALK negative</c>).</summary>
    Adjective,

    /// <summary>As the rest of <c>no … detected</c>; alone it affirms.</summary>
    Participle,

    /// <summary>Only as the last word of its phrase (<c>Allergies: none</c>).</summary>
    Final,
}

/// <summary>One effect of a cue phrase.</summary>
/// <param name="Category">What it says.</param>
/// <param name="Direction">Where its scope lies.</param>
/// <param name="Kind">How it binds.</param>
/// <param name="Scope">Most words between cue and target.</param>
internal readonly record struct Cue(CueCategory Category, CueDirection Direction, CueKind Kind, int Scope);

/// <summary>Questions to the flags.</summary>
internal static class CueFlags
{
    /// <summary>Whether any of the categories is set.</summary>
    /// <param name="category">Category.</param>
    /// <param name="any">Categories asked for.</param>
    public static bool Has(this CueCategory category, CueCategory any) => (category & any) != CueCategory.None;

    /// <summary>Whether the direction includes another.</summary>
    /// <param name="direction">Direction.</param>
    /// <param name="other">Other.</param>
    public static bool Has(this CueDirection direction, CueDirection other) => (direction & other) == other;
}
