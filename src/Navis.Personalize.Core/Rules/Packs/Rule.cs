using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules.Conditions;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Packs;

/// <summary>Where a rule stands in its life.</summary>
public enum RuleStatus
{
    /// <summary>Being written; never speaks.</summary>
    Draft,

    /// <summary>Speaks, and the answer says that nobody has approved it yet.</summary>
    InReview,

    /// <summary>Approved by a named person.</summary>
    Approved,

    /// <summary>Withdrawn; kept for the record, never speaks.</summary>
    Retired,
}

/// <summary>Who approved a rule, and when.</summary>
/// <param name="By">Name.</param>
/// <param name="On">Day.</param>
public sealed record Approval(string By, DateOnly On);

/// <summary>One rule of <c>rules/tailoring</c>. The language is described in <c>rules/README.md</c>.</summary>
public sealed record Rule
{
    /// <summary>Permanent id such as <c>NP-0301</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about, in a line.</summary>
    public required string Title { get; init; }

    /// <summary>Status.</summary>
    public required RuleStatus Status { get; init; }

    /// <summary>Approval; null unless <see cref="RuleStatus.Approved"/>.</summary>
    public Approval? Approval { get; init; }

    /// <summary>Section of the answer.</summary>
    public required string Section { get; init; }

    /// <summary>Place in the section, lower first; then by id.</summary>
    public required int Order { get; init; }

    /// <summary>When it speaks.</summary>
    public required Condition When { get; init; }

    /// <summary>What blocks it.</summary>
    public ImmutableArray<Condition> Unless { get; init; } = [];

    /// <summary>True when an exclusion that is unknown does not block (<c>unlessUnknown: allow</c>).</summary>
    public bool AllowsUnknownExclusion { get; init; }

    /// <summary>Words for patients; null for a rule that only clinicians read.</summary>
    public TextTemplate? Patient { get; init; }

    /// <summary>Words for clinicians; null when the patient's serve.</summary>
    public TextTemplate? Clinician { get; init; }

    /// <summary>The statement as a key point for patients, in one short sentence; null: its first sentence where there is room.</summary>
    public TextTemplate? Key { get; init; }

    /// <summary>Facts shown as the reason; empty: all that made it true.</summary>
    public ImmutableArray<FactSlot> Because { get; init; } = [];

    /// <summary>Evidence ids.</summary>
    public ImmutableArray<string> Evidence { get; init; } = [];

    /// <summary>Rules and general statements that it replaces when it speaks.</summary>
    public ImmutableArray<string> Supersedes { get; init; } = [];

    /// <summary>Rules that may never speak together with it.</summary>
    public ImmutableArray<string> Excludes { get; init; } = [];

    /// <summary>Questions that it offers.</summary>
    public ImmutableArray<string> Ask { get; init; } = [];

    /// <summary>Drugs that its text names as something to ask about, and changes of a gene that is the reader's, though the record does not name them.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>Words for what is missing, by fact name.</summary>
    public ImmutableSortedDictionary<string, string> Missing { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Last day on which it speaks, or null; evidence may end it earlier.</summary>
    public DateOnly? Expires { get; init; }

    /// <summary>True for survival figures: speaks only where they were asked for.</summary>
    public bool IsSurvival { get; init; }

    /// <summary>The file, for messages: path and lines.</summary>
    public required ContentNode Source { get; init; }

    /// <summary>The whole condition: <see cref="When"/> and none of <see cref="Unless"/>.</summary>
    public Condition Condition
    {
        get
        {
            if (Unless.IsEmpty)
            {
                return When;
            }

            Condition blocked = Unless.Length == 1 ? Unless[0] : new AnyOf(Unless, Unless[0].Line);
            return new AllOf([When, new NotOf(AllowsUnknownExclusion ? new SureOf(blocked, blocked.Line) : blocked, blocked.Line)], When.Line);
        }
    }
}
