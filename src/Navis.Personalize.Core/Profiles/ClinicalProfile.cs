using System.Collections.Immutable;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Review;

namespace Navis.Personalize.Core.Profiles;

/// <summary>What is known of one field of the profile.</summary>
public enum FieldState
{
    /// <summary>The records settle it.</summary>
    Known,

    /// <summary>The records do not show it.</summary>
    Unknown,

    /// <summary>The records disagree, and no rule may choose.</summary>
    Conflicting,
}

/// <summary>One field of the profile: a state, and a value only when known.</summary>
/// <param name="State">State. Ask for it before looking at facts: facts of a conflicting field hold one by one, but not together.</param>
/// <param name="Value">Value when known, null otherwise; several values of a many-valued field (treatments, sites) are sorted and joined by a comma.</param>
/// <param name="Facts">Facts that bear on it and hold, in the order of the case.</param>
/// <param name="Rule">Reconciliation rule that decided; an id of <c>rules/reconciliation/rules.yaml</c>.</param>
public sealed record ProfileField(FieldState State, string? Value, ImmutableArray<string> Facts, string Rule);

/// <summary>An entry of the timeline.</summary>
/// <param name="Date">Date.</param>
/// <param name="Fact">Fact id.</param>
public sealed record TimelineEntry(PartialDate Date, string Fact);

/// <summary>The clinical profile: fields by name (<c>stage-group</c>, <c>biomarker.EGFR</c>) and the timeline.</summary>
/// <param name="Version">Version of the profile form.</param>
/// <param name="Fields">Fields, sorted by name: one a fact kind but <c>biomarker</c>, and one a gene of the contract or of a fact.</param>
/// <param name="Timeline">Dated facts that hold, earliest first: results by specimen and day, treatments by their start.</param>
public sealed record ClinicalProfile(string Version, ImmutableSortedDictionary<string, ProfileField> Fields, ImmutableArray<TimelineEntry> Timeline)
{
    /// <summary>Version of this form.</summary>
    public const string CurrentVersion = "1";

    /// <summary>The learned parts that took part in it, with the hash of each (<c>certainty</c>, <c>document-kind</c>): another hash may mean another certainty or kind of record.</summary>
    public ImmutableSortedDictionary<string, string> Learned { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>A field, or an unknown one when the name is none.</summary>
    /// <param name="name">Name of a kind, or <c>biomarker.GENE</c>.</param>
    public ProfileField this[string name] => Fields.TryGetValue(name, out var field) ? field : new(FieldState.Unknown, null, [], "silent");
}

/// <summary>Whom the case is about.</summary>
/// <param name="Name">Name or null; null when mixed.</param>
/// <param name="BirthDate">Birth date or null.</param>
/// <param name="Sex">Sex or null.</param>
/// <param name="Identifiers">Record numbers, sorted.</param>
/// <param name="Mixed">True when the records are about more than one person and none was chosen.</param>
public sealed record CaseSubject(string? Name, PartialDate? BirthDate, string? Sex, ImmutableArray<string> Identifiers, bool Mixed)
{
    /// <summary>Nobody named.</summary>
    public static readonly CaseSubject Unnamed = new(null, null, null, [], false);
}

/// <summary>A case after reconciliation.</summary>
/// <param name="Name">Case name: the folder's or the first file's.</param>
/// <param name="Documents">Documents with their issues, by id.</param>
/// <param name="Subject">Person.</param>
/// <param name="Facts">All facts, ordered by document, page, start, kind.</param>
/// <param name="Profile">Profile.</param>
/// <param name="Conflicts">Conflicts between facts, by field.</param>
public sealed record ReconciledCase(
    string Name, ImmutableArray<SourceDocument> Documents, CaseSubject Subject, ImmutableArray<Fact> Facts, ClinicalProfile Profile, ImmutableArray<ProfileConflict> Conflicts)
{
    /// <summary>Which disease the records are about, taken together.</summary>
    public CaseDisease Disease { get; init; } = CaseDisease.Silent;

    /// <summary>Fields that a person must look at before they are relied on, the most worth a look first.</summary>
    public ImmutableArray<ReviewNeed> Needs { get; init; } = [];

    /// <summary>Courses of treatment, built from the treatment facts that hold, by start, then name.</summary>
    public ImmutableArray<TreatmentCourse> Courses { get; init; } = [];

    /// <summary>How the command line ends for this case.</summary>
    public CaseOutcome Outcome { get; init; } = CaseOutcome.NotAboutLungCancer;
}

/// <summary>Facts that cannot all be so, which one the rule chose, and why.</summary>
/// <param name="Field">Field.</param>
/// <param name="Facts">Facts at odds, in the order of the case.</param>
/// <param name="Chosen">Fact chosen, or null when a person must choose.</param>
/// <param name="Rule">Reconciliation rule.</param>
/// <param name="Text">What is at odds and why the rule chose, in words of the contract, never of a record.</param>
public sealed record ProfileConflict(string Field, ImmutableArray<string> Facts, string? Chosen, string Rule, string Text);
