using System.Collections.Immutable;

namespace Navis.Personalize.Extraction.Treatments;

/// <summary>What a word of the treatment vocabulary is: one or more treatments, or a cue about them.</summary>
internal sealed record TreatmentTerm
{
    /// <summary>Treatments that the words name; empty for cues and look-alikes.</summary>
    public ImmutableArray<Target> Targets { get; init; } = [];

    /// <summary>What else must stand there for the words to count.</summary>
    public Needs Needs { get; init; }

    /// <summary>Words that show another use or organ.</summary>
    public ImmutableArray<string> NotWith { get; init; } = [];

    /// <summary>Setting that the words themselves say, or null.</summary>
    public string? Setting { get; init; }

    /// <summary>Intent that the words themselves say, or null.</summary>
    public string? Intent { get; init; }

    /// <summary>What a cue says; null for a treatment.</summary>
    public CueRole? Role { get; init; }

    /// <summary>On which side of a cue the treatment stands.</summary>
    public CueScope Scope { get; init; }

    /// <summary>Id of the cue: the setting, line, response or reason that it states.</summary>
    public string Value { get; init; } = "";

    /// <summary>True for words that are matched only so that they are not taken for something else.</summary>
    public bool IsLookAlike => Role is null && Targets.IsEmpty;
}

/// <summary>One treatment by its canonical name.</summary>
/// <param name="Value">Value of the contract.</param>
/// <param name="Type">surgery, systemic, radiation, ablation.</param>
/// <param name="Class">Class for rules (<c>egfr-tki-3g</c>), or null.</param>
/// <param name="Sort">Which unnamed treatment it falls under (<c>chemotherapy</c>), or empty.</param>
internal sealed record Target(string Value, string Type, string? Class, string Sort)
{
    /// <summary>True for <c>chemotherapy</c> and the like, which name no drug.</summary>
    public bool IsUnnamed => Sort.Length > 0 && string.Equals(Sort, Value, StringComparison.Ordinal);

    /// <summary>True when the extent or technique is not said: a more specific treatment of the same type speaks for it.</summary>
    public bool IsUnspecific => IsUnnamed || Value is "surgery" or "lung-resection" or "radiotherapy";
}

/// <summary>What must stand beside ambiguous words.</summary>
internal enum Needs
{
    Nothing,
    Company,
    Regimen,
    Trial,
    Gray,
    Dose,
    Cranial,
    Cancer,
    Given,
    Enrolled,
}

/// <summary>On which side of a cue its treatment stands.</summary>
internal enum CueScope
{
    Right,
    Left,
    Both,
}

/// <summary>What a cue says; see <c>rules/terminology/treatment-cues.yaml</c>.</summary>
internal enum CueRole
{
    Given,
    Effect,
    Started,
    Completed,
    Stopped,
    Ongoing,
    Again,
    Planned,
    Decided,
    Considered,
    General,
    Declined,
    Negated,
    NotGiven,
    Sequence,
    Setting,
    Intent,
    Line,
    Response,
    Reason,
    Modal,
    Join,
    Break,
    Anaphor,
    Until,
}
