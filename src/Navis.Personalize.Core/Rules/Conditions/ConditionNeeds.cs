using System.Collections.Immutable;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Conditions;

/// <summary>An atom with the answer that it must have.</summary>
/// <param name="Atom">Atom.</param>
/// <param name="Holds">True when it must be true, false when it must be false.</param>
public readonly record struct Literal(Atom Atom, bool Holds);

/// <summary>What a condition asks for, whatever the profile.</summary>
public static class ConditionNeeds
{
    /// <summary>True when the condition can't be true without an atom like this: it stands on every way to true.</summary>
    /// <param name="condition">Condition.</param>
    /// <param name="isIt">Whether a literal is the one looked for.</param>
    public static bool Needs(this Condition condition, Func<Literal, bool> isIt) => Needs(condition, true, isIt);

    /// <summary>Every atom, in the order written.</summary>
    /// <param name="condition">Condition.</param>
    public static IEnumerable<Atom> Atoms(this Condition condition) => condition switch
    {
        AllOf all => all.Parts.SelectMany(Atoms),
        AnyOf any => any.Parts.SelectMany(Atoms),
        NotOf not => Atoms(not.Part),
        SureOf sure => Atoms(sure.Part),
        Atom atom => [atom],
        _ => [],
    };

    /// <summary>Every way to true: sets of literals that together make it true. Null when there are more than <paramref name="most"/>.</summary>
    /// <param name="condition">Condition.</param>
    /// <param name="most">Most ways.</param>
    public static ImmutableArray<ImmutableArray<Literal>>? Ways(this Condition condition, int most = 4096) => Ways(condition, true, most);

    /// <summary>True when asking for one fact tells of another: the same fact, a gene by one of its changes, a class by a class or drug within it.</summary>
    /// <param name="asked">Fact of a condition.</param>
    /// <param name="shown">Fact that is to be shown.</param>
    public static bool TellsOf(this FactSlot asked, FactSlot shown) => asked.Ref == shown.Ref || (asked, shown) switch
    {
        (ChoiceSlot { Gene: { } gene }, ChoiceSlot { Alteration: "any" } any) => gene == any.Gene,
        (TreatmentSlot part, TreatmentSlot { IsClass: true } whole) => part.Members.All(m => whole.Members.Contains(m, StringComparer.Ordinal)),
        _ => false,
    };

    private static bool Needs(Condition condition, bool want, Func<Literal, bool> isIt) => condition switch
    {
        AllOf all => want ? all.Parts.Any(p => Needs(p, true, isIt)) : all.Parts.All(p => Needs(p, false, isIt)),
        AnyOf any => want ? any.Parts.All(p => Needs(p, true, isIt)) : any.Parts.Any(p => Needs(p, false, isIt)),
        NotOf not => Needs(not.Part, !want, isIt),
        SureOf sure => want && Needs(sure.Part, true, isIt),
        Atom atom => isIt(new(atom, want)),
        _ => false,
    };

    private static ImmutableArray<ImmutableArray<Literal>>? Ways(Condition condition, bool want, int most) => condition switch
    {
        AllOf all => want ? Product(all.Parts, true, most) : Sum(all.Parts, false, most),
        AnyOf any => want ? Sum(any.Parts, true, most) : Product(any.Parts, false, most),
        NotOf not => Ways(not.Part, !want, most),

        // "Not surely so" is also met by an unknown, so it asks for nothing.
        SureOf sure => want ? Ways(sure.Part, true, most) : [[]],
        Atom atom => [[new(atom, want)]],
        _ => [],
    };

    private static ImmutableArray<ImmutableArray<Literal>>? Sum(ImmutableArray<Condition> parts, bool want, int most)
    {
        var ways = ImmutableArray.CreateBuilder<ImmutableArray<Literal>>();
        foreach (var part in parts)
        {
            if (Ways(part, want, most) is not { } more || ways.Count + more.Length > most)
            {
                return null;
            }

            ways.AddRange(more);
        }

        return ways.ToImmutable();
    }

    private static ImmutableArray<ImmutableArray<Literal>>? Product(ImmutableArray<Condition> parts, bool want, int most)
    {
        ImmutableArray<ImmutableArray<Literal>> ways = [[]];
        foreach (var part in parts)
        {
            if (Ways(part, want, most) is not { } more || (long)ways.Length * more.Length > most)
            {
                return null;
            }

            ways = [.. ways.SelectMany(w => more.Select(m => w.AddRange(m)))];
        }

        return ways;
    }
}
