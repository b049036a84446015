using System.Collections.Immutable;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Core.Profiles;

/// <summary>What is known of one field of the profile.</summary>
public enum FieldState
{
    /// <summary>The records settle it.</summary>
    Known,

    /// <summary>The records do not show it.</summary>
    Unknown,

    /// <summary>The records disagree.</summary>
    Conflicting,
}

/// <summary>One field of the profile: a state, and a value only when known.</summary>
/// <param name="State">State.</param>
/// <param name="Value">Value when known; null otherwise.</param>
/// <param name="Facts">Facts that bear on it, those that hold.</param>
/// <param name="Rule">Reconciliation rule that decided.</param>
public sealed record ProfileField(FieldState State, string? Value, ImmutableArray<string> Facts, string Rule);

/// <summary>An entry of the timeline.</summary>
/// <param name="Date">Date.</param>
/// <param name="Fact">Fact id.</param>
public sealed record TimelineEntry(PartialDate Date, string Fact);

/// <summary>The clinical profile: fields by name (<c>stage-group</c>, <c>biomarker.EGFR</c>) and the timeline.</summary>
/// <param name="Version">Version of the profile form.</param>
/// <param name="Fields">Fields, sorted by name.</param>
/// <param name="Timeline">Dated facts that hold, earliest first.</param>
public sealed record ClinicalProfile(string Version, ImmutableSortedDictionary<string, ProfileField> Fields, ImmutableArray<TimelineEntry> Timeline);

/// <summary>Whom the case is about.</summary>
/// <param name="Name">Name or null.</param>
/// <param name="BirthDate">Birth date or null.</param>
/// <param name="Sex">Sex or null.</param>
/// <param name="Identifiers">Record numbers.</param>
/// <param name="Mixed">True when the records are about more than one person.</param>
public sealed record CaseSubject(string? Name, PartialDate? BirthDate, string? Sex, ImmutableArray<string> Identifiers, bool Mixed);

/// <summary>A case after reconciliation.</summary>
/// <param name="Name">Case name: the folder's or the first file's.</param>
/// <param name="Documents">Documents with their issues.</param>
/// <param name="Subject">Person.</param>
/// <param name="Facts">All facts, ordered by document, page, start, kind.</param>
/// <param name="Profile">Profile.</param>
/// <param name="Conflicts">Conflicts between facts.</param>
public sealed record ReconciledCase(
    string Name, ImmutableArray<SourceDocument> Documents, CaseSubject Subject, ImmutableArray<Fact> Facts, ClinicalProfile Profile, ImmutableArray<ProfileConflict> Conflicts);

/// <summary>Facts that cannot all be so, which one the rule chose, and why.</summary>
/// <param name="Field">Field.</param>
/// <param name="Facts">Facts at odds.</param>
/// <param name="Chosen">Fact chosen, or null when a person must choose.</param>
/// <param name="Rule">Reconciliation rule.</param>
/// <param name="Text">What is at odds, in words.</param>
public sealed record ProfileConflict(string Field, ImmutableArray<string> Facts, string? Chosen, string Rule, string Text);
