using System.Collections.Immutable;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Conditions;

/// <summary>A condition as its author wrote it.</summary>
/// <param name="Line">1-based line in the rule file.</param>
public abstract record Condition(int Line);

/// <summary>True when every part is true, false when one is false.</summary>
/// <param name="Parts">Parts, at least one.</param>
/// <param name="Line">Line.</param>
public sealed record AllOf(ImmutableArray<Condition> Parts, int Line) : Condition(Line);

/// <summary>True when one part is true, false when every one is false.</summary>
/// <param name="Parts">Parts, at least one.</param>
/// <param name="Line">Line.</param>
public sealed record AnyOf(ImmutableArray<Condition> Parts, int Line) : Condition(Line);

/// <summary>True when its part is false; unknown stays unknown.</summary>
/// <param name="Part">Part.</param>
/// <param name="Line">Line.</param>
public sealed record NotOf(Condition Part, int Line) : Condition(Line);

/// <summary>False when its part is unknown: an exclusion that was declared <c>unlessUnknown: allow</c>.</summary>
/// <param name="Part">Part.</param>
/// <param name="Line">Line.</param>
public sealed record SureOf(Condition Part, int Line) : Condition(Line);

/// <summary>A question about one fact.</summary>
/// <param name="Test">The test.</param>
/// <param name="Form">How it was asked.</param>
/// <param name="Line">Line.</param>
public sealed record Atom(AtomTest Test, AtomForm Form, int Line) : Condition(Line);

/// <summary>How a question was asked; decides how it may be worded and whether a recorded fact stands behind its truth.</summary>
public enum AtomForm
{
    /// <summary>About the person: true only by a recorded fact.</summary>
    Recorded,

    /// <summary>About the state of the record (<c>state:</c>, <c>known:</c>): never unknown, and silence may make it true.</summary>
    RecordState,

    /// <summary><c>ever: not-recorded</c>: true by silence.</summary>
    NotRecorded,
}

/// <summary>The kinds of test.</summary>
public enum AtomKind
{
    /// <summary>The set of a choice slot lies in <see cref="AtomTest.True"/>, or in <see cref="AtomTest.False"/>.</summary>
    Choice,

    /// <summary>A choice slot is settled.</summary>
    ChoiceKnown,

    /// <summary>A number slot lies in <see cref="AtomTest.Range"/>.</summary>
    Number,

    /// <summary>A number slot is narrower than its domain.</summary>
    NumberKnown,

    /// <summary>A treatment slot has a course in <see cref="AtomTest.True"/>.</summary>
    Course,

    /// <summary>A treatment slot has no such course.</summary>
    NoCourse,
}

/// <summary>A test of one slot: the unit that is evaluated once a profile, however many rules ask for it.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Slot">Index among the slots of its kind.</param>
/// <param name="True">Values (or course pairs) that make it true.</param>
/// <param name="False">Values that make it false.</param>
/// <param name="Range">Range of a number test.</param>
public readonly record struct AtomTest(AtomKind Kind, int Slot, ulong True, ulong False, Interval Range)
{
    /// <summary>The slot that is asked.</summary>
    public SlotRef Place => new(Kind switch
    {
        AtomKind.Choice or AtomKind.ChoiceKnown => SlotKind.Choice,
        AtomKind.Number or AtomKind.NumberKnown => SlotKind.Number,
        AtomKind.Course or AtomKind.NoCourse => SlotKind.Treatment,
    }, Slot);
}
