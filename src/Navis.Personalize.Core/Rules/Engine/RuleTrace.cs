using System.Collections.Immutable;
using Navis.Personalize.Core.Rules.Conditions;
using Navis.Personalize.Core.Rules.Packs;
using Navis.Personalize.Core.Rules.Profiles;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Engine;

/// <summary>What a rule contributes to an answer.</summary>
public enum RuleSpeech
{
    /// <summary>Its condition is false: nothing.</summary>
    Silent,

    /// <summary>True: its statement.</summary>
    Speaks,

    /// <summary>Unknown: an entry under what could not be found.</summary>
    Open,

    /// <summary>True or unknown, but draft, retired, not approved by a named person, or on evidence that is not verified.</summary>
    NotActive,

    /// <summary>True or unknown, but older than its last day: the answer says so.</summary>
    Expired,

    /// <summary>True or unknown, but survival figures were not asked for.</summary>
    NotRequested,
}

/// <summary>The truth of one rule.</summary>
/// <param name="Rule">Index in <see cref="RulePack.Rules"/>.</param>
/// <param name="Truth">Truth of its condition.</param>
/// <param name="Speech">What it contributes.</param>
/// <param name="ReasonStart">First of its reasons in <see cref="RuleTrace.Reasons"/>.</param>
/// <param name="ReasonCount">Number of its reasons.</param>
public readonly record struct RuleOutcome(int Rule, Truth Truth, RuleSpeech Speech, int ReasonStart, int ReasonCount);

/// <summary>The evaluation of a pack on a profile: the truth of each rule, why it is true, or which facts would settle it.</summary>
/// <param name="Pack">Pack.</param>
/// <param name="Profile">Profile.</param>
/// <param name="Options">Options.</param>
/// <param name="Outcomes">One a rule, in the order of the pack.</param>
/// <param name="Reasons">Atom indices, cut up by the outcomes.</param>
public sealed record RuleTrace(RulePack Pack, RuleProfile Profile, RuleOptions Options, ImmutableArray<RuleOutcome> Outcomes, ImmutableArray<int> Reasons)
{
    /// <summary>The outcome of a rule.</summary>
    /// <param name="id">Rule id.</param>
    /// <exception cref="ArgumentException">No such rule.</exception>
    public RuleOutcome this[string id] => Pack.IndexOf(id) is >= 0 and var at ? Outcomes[at] : throw new ArgumentException($"No rule is called '{id}'.", nameof(id));

    /// <summary>The atoms behind an outcome: those that made it true, or those whose answer is missing.</summary>
    /// <param name="outcome">Outcome of this trace.</param>
    public IEnumerable<Atom> AtomsOf(RuleOutcome outcome) => Reasons.AsSpan(outcome.ReasonStart, outcome.ReasonCount).ToArray().Distinct().Select(a => Pack.Atoms[a]);

    /// <summary>The slots behind an outcome, in vocabulary order.</summary>
    /// <param name="outcome">Outcome of this trace.</param>
    public ImmutableArray<FactSlot> SlotsOf(RuleOutcome outcome) =>
        [.. AtomsOf(outcome).Select(a => a.Test.Place).Distinct().OrderBy(p => p.Kind).ThenBy(p => p.Index).Select(Pack.Vocabulary.At)];

    /// <summary>The ids of the case's facts that an outcome rests on: those of <c>because</c>, else of everything that made it true. Sorted.</summary>
    /// <param name="outcome">Outcome of this trace that is true.</param>
    public ImmutableArray<string> FactsOf(RuleOutcome outcome)
    {
        var rule = Pack.Rules[outcome.Rule];
        var places = rule.Because.IsEmpty
            ? AtomsOf(outcome).Where(a => a.Form is not AtomForm.NotRecorded).Select(a => a.Test.Place)
            : rule.Because.Select(b => b.Ref);
        return [.. places.Distinct().SelectMany(p => Profile.FactsOf(p)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
