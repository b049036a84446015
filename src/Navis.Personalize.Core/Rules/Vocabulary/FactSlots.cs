using System.Collections.Immutable;
using System.Numerics;

namespace Navis.Personalize.Core.Rules.Vocabulary;

/// <summary>What kind of domain a fact has.</summary>
public enum SlotKind
{
    /// <summary>A closed list of values; the state in a profile is the set of values that it can still be.</summary>
    Choice,

    /// <summary>A range of numbers; the state is an interval.</summary>
    Number,

    /// <summary>A treatment or a class of treatments; the state is a list of courses.</summary>
    Treatment,
}

/// <summary>Where a fact stands in a profile: its kind and its index among the facts of this kind.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Index">0-based.</param>
public readonly record struct SlotRef(SlotKind Kind, int Index);

/// <summary>Words for a fact, by language.</summary>
/// <param name="Label">What it is called in a sentence: "the stage".</param>
/// <param name="Ask">Question to the team, or null.</param>
/// <param name="Request">Ready-to-send request for the missing record, or null.</param>
public sealed record FactWords(string Label, string? Ask, string? Request);

/// <summary>A fact that rules may ask for.</summary>
/// <param name="Name">Name in conditions: <c>stage.group</c>, <c>EGFR.L858R</c>, <c>osimertinib</c>.</param>
/// <param name="Ref">Place in a profile.</param>
/// <param name="Field">Name in the answer's unknowns and conflicts: <c>stage-group</c>, <c>biomarker.EGFR</c>.</param>
/// <param name="Words">English words.</param>
public abstract record FactSlot(string Name, SlotRef Ref, string Field, FactWords Words);

/// <summary>A fact with a closed list of at most 64 values.</summary>
/// <param name="Name">Name.</param>
/// <param name="Ref">Place.</param>
/// <param name="Field">Field.</param>
/// <param name="Words">Words.</param>
/// <param name="Values">Values, in domain order; bit i of a set stands for value i.</param>
/// <param name="Groups">Names that stand for several values.</param>
/// <param name="Projection">Name of the projection that computes it, with its argument after a slash.</param>
public sealed record ChoiceSlot(
    string Name, SlotRef Ref, string Field, FactWords Words, ImmutableArray<string> Values, ImmutableSortedDictionary<string, ulong> Groups, string Projection)
    : FactSlot(Name, Ref, Field, Words)
{
    /// <summary>The set of all values: nothing is known.</summary>
    public ulong All => ulong.MaxValue >> (64 - Values.Length);

    /// <summary>The set when the record says nothing: <see cref="All"/>, or one value for facts of a closed world.</summary>
    public ulong Silence { get; init; }

    /// <summary>Gene of a gene change, else null.</summary>
    public string? Gene { get; init; }

    /// <summary>Change, or <c>any</c> for the gene as a whole; null for facts that are none.</summary>
    public string? Alteration { get; init; }

    /// <summary>True for a change of which a tumor has one.</summary>
    public bool IsDriver { get; init; }

    /// <summary>The set of a value or group name, or 0 when there is none of that name.</summary>
    /// <param name="value">Value such as <c>IIIA</c> or <c>III</c>.</param>
    public ulong SetOf(string value)
    {
        var at = Values.IndexOf(value);
        return at >= 0 ? 1UL << at : Groups.GetValueOrDefault(value);
    }

    /// <summary>The shortest names of a set, in domain order: a group's name for its values ("III"), else the values.</summary>
    /// <param name="set">Set.</param>
    public IEnumerable<string> NamesOf(ulong set)
    {
        var names = new List<(int Place, string Name)>();
        var rest = set & All;
        foreach (var (name, group) in Groups.OrderByDescending(g => BitOperations.PopCount(g.Value)))
        {
            if (group != 0 && (group & rest) == group)
            {
                names.Add((BitOperations.TrailingZeroCount(group), name));
                rest &= ~group;
            }
        }

        names.AddRange(ValuesOf(rest).Select(v => (Values.IndexOf(v), v)));
        return names.OrderBy(n => n.Place).Select(n => n.Name);
    }

    /// <summary>The values of a set, in domain order.</summary>
    /// <param name="set">Set.</param>
    public IEnumerable<string> ValuesOf(ulong set)
    {
        for (var rest = set & All; rest != 0; rest &= rest - 1)
        {
            yield return Values[BitOperations.TrailingZeroCount(rest)];
        }
    }
}

/// <summary>A fact with a range of numbers.</summary>
/// <param name="Name">Name.</param>
/// <param name="Ref">Place.</param>
/// <param name="Field">Field.</param>
/// <param name="Words">Words.</param>
/// <param name="Range">Domain.</param>
/// <param name="Projection">Projection.</param>
public sealed record NumberSlot(string Name, SlotRef Ref, string Field, FactWords Words, Interval Range, string Projection) : FactSlot(Name, Ref, Field, Words);

/// <summary>A treatment by its canonical name, or a class of treatments.</summary>
/// <param name="Name">Name.</param>
/// <param name="Ref">Place.</param>
/// <param name="Field">Field.</param>
/// <param name="Words">Words.</param>
/// <param name="IsClass">True for a class.</param>
/// <param name="Members">Treatments of a class, classes among them resolved; the name itself for a treatment.</param>
/// <param name="Maybe">Unnamed treatments that may hide a member.</param>
public sealed record TreatmentSlot(string Name, SlotRef Ref, string Field, FactWords Words, bool IsClass, ImmutableArray<string> Members, ImmutableArray<string> Maybe)
    : FactSlot(Name, Ref, Field, Words);

/// <summary>A closed interval; an open end is the next representable number.</summary>
/// <param name="Low">Least.</param>
/// <param name="High">Greatest.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>The part of both; empty (<see cref="Low"/> above <see cref="High"/>) when there is none.</summary>
    /// <param name="other">Other.</param>
    public Interval And(Interval other) => new(Math.Max(Low, other.Low), Math.Min(High, other.High));

    /// <summary>The smallest interval that holds both.</summary>
    /// <param name="other">Other.</param>
    public Interval Hull(Interval other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));

    /// <summary>True when no number is left.</summary>
    public bool IsEmpty => Low > High;
}
