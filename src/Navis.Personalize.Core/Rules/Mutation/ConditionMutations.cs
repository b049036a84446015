using System.Collections.Immutable;
using System.Numerics;
using Navis.Personalize.Core.Rules.Conditions;
using Navis.Personalize.Core.Rules.Packs;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Mutation;

/// <summary>A rule with one mistake in its condition.</summary>
/// <param name="Rule">The rule with the mistake.</param>
/// <param name="Kind"><c>flip</c>, <c>drop</c>, <c>widen</c>, <c>narrow</c> or <c>swap</c>.</param>
/// <param name="Says">What was changed, in words.</param>
/// <param name="Line">Line of the rule file.</param>
public sealed record Mutant(Rule Rule, string Kind, string Says, int Line);

/// <summary>The mistakes that authors make: a condition turned round, forgotten, too wide or too narrow; "all" for "any".</summary>
/// <param name="vocabulary">Vocabulary.</param>
internal sealed class ConditionMutations(RuleVocabulary vocabulary)
{
    private readonly ConditionWords words = new(vocabulary);

    public IEnumerable<Mutant> Of(Rule rule)
    {
        foreach (var (condition, kind, says, line) in Change(rule.When))
        {
            yield return new(rule with { When = condition }, kind, says, line);
        }

        for (var i = 0; i < rule.Unless.Length; i++)
        {
            yield return new(rule with { Unless = rule.Unless.RemoveAt(i) }, "drop", $"the exclusion '{Short(rule.Unless[i])}' left out", rule.Unless[i].Line);
            foreach (var (condition, kind, says, line) in Change(rule.Unless[i]))
            {
                yield return new(rule with { Unless = rule.Unless.SetItem(i, condition) }, kind, $"in an exclusion: {says}", line);
            }
        }

        if (!rule.Unless.IsEmpty)
        {
            yield return new(rule with { AllowsUnknownExclusion = !rule.AllowsUnknownExclusion }, "swap", $"unlessUnknown: {(rule.AllowsUnknownExclusion ? "block" : "allow")}", rule.Unless[0].Line);
        }
    }

    private IEnumerable<(Condition Condition, string Kind, string Says, int Line)> Change(Condition condition)
    {
        switch (condition)
        {
            case AllOf all:
                return Parts(all.Parts, all.Line, p => new AllOf(p, all.Line), p => new AnyOf(p, all.Line), "any");
            case AnyOf any:
                return Parts(any.Parts, any.Line, p => new AnyOf(p, any.Line), p => new AllOf(p, any.Line), "all");
            case NotOf not:
                return Change(not.Part).Select(c => ((Condition)new NotOf(c.Condition, not.Line), c.Kind, c.Says, c.Line)).Append((not.Part, "flip", $"'not' before '{Short(not.Part)}' left out", not.Line));
            case Atom atom:
                return Atom(atom);
            default:
                return [];
        }
    }

    private IEnumerable<(Condition Condition, string Kind, string Says, int Line)> Parts(
        ImmutableArray<Condition> parts, int line, Func<ImmutableArray<Condition>, Condition> same, Func<ImmutableArray<Condition>, Condition> other, string otherName)
    {
        if (parts.Length > 1)
        {
            yield return (other(parts), "swap", $"'{otherName}' instead", line);
        }

        for (var i = 0; i < parts.Length; i++)
        {
            if (parts.Length > 1)
            {
                yield return (same(parts.RemoveAt(i)), "drop", $"'{Short(parts[i])}' left out", parts[i].Line);
            }

            foreach (var (condition, kind, says, at) in Change(parts[i]))
            {
                yield return (same(parts.SetItem(i, condition)), kind, says, at);
            }
        }
    }

    private IEnumerable<(Condition Condition, string Kind, string Says, int Line)> Atom(Atom atom)
    {
        yield return (new NotOf(atom, atom.Line), "flip", $"'{words.Of(atom)}' turned round", atom.Line);
        foreach (var (test, kind) in Tests(atom.Test))
        {
            var changed = atom with { Test = test };
            yield return (changed, kind, $"'{words.Of(changed)}' instead of '{words.Of(atom)}'", atom.Line);
        }

        // "This change was found": another change of the gene as well.
        if (atom.Test.Kind is AtomKind.Choice && vocabulary.Choices[atom.Test.Slot] is { Gene: { } gene } slot && (atom.Test.True | atom.Test.False) != slot.All
            && vocabulary.Genes.First(g => g.Gene == gene).Changes is var changes && changes.FirstOrDefault(c => c.Ref.Index > slot.Ref.Index) is { } next)
        {
            var more = atom with { Test = atom.Test with { Slot = next.Ref.Index } };
            yield return (new AnyOf([atom, more], atom.Line), "widen", $"'{words.Of(more)}' as well", atom.Line);
        }
    }

    private IEnumerable<(AtomTest Test, string Kind)> Tests(AtomTest test)
    {
        switch (test.Kind)
        {
            case AtomKind.Choice when vocabulary.Choices[test.Slot] is var slot && (test.True | test.False) == slot.All:
                var outside = slot.All & ~test.True;
                if (BitOperations.PopCount(outside) > 1)
                {
                    var (above, high) = (outside & ~((1UL << BitOperations.Log2(test.True)) - 1), 1UL << BitOperations.Log2(outside));
                    var next = above != 0 ? 1UL << BitOperations.TrailingZeroCount(above) : high;
                    yield return (test with { True = test.True | next, False = test.False & ~next }, "widen");
                }

                if (BitOperations.PopCount(test.True) > 1)
                {
                    var last = 1UL << BitOperations.Log2(test.True);
                    yield return (test with { True = test.True & ~last, False = test.False | last }, "narrow");
                }

                break;
            case AtomKind.Number:
                if (!double.IsInfinity(test.Range.Low))
                {
                    yield return (test with { Range = test.Range with { Low = test.Range.Low - 1 } }, "widen");
                    yield return (test with { Range = test.Range with { Low = Math.BitIncrement(test.Range.Low) } }, "narrow");
                }

                if (!double.IsInfinity(test.Range.High))
                {
                    yield return (test with { Range = test.Range with { High = test.Range.High + 1 } }, "widen");
                    yield return (test with { Range = test.Range with { High = Math.BitDecrement(test.Range.High) } }, "narrow");
                }

                break;
            case AtomKind.Course:
                foreach (var (set, kind) in CourseSets((uint)test.True))
                {
                    yield return (test with { True = set }, kind);
                }

                break;
        }
    }

    private static IEnumerable<(uint Set, string Kind)> CourseSets(uint set)
    {
        var nows = Courses.Now.Where((_, row) => (set & Courses.SetOf([Courses.Now[row]], [])) != 0).ToImmutableArray();
        var settings = Courses.Settings.Where(s => (set & Courses.SetOf(Courses.Now, [s])) != 0).ToImmutableArray();
        if (settings.Length < Courses.Settings.Length)
        {
            yield return (Courses.SetOf(nows, []), "widen");
        }

        if (nows.Length < 4 && nows.All(n => n is not ("planned" or "declined")))
        {
            yield return (Courses.SetOf([], settings), "widen");
        }
    }

    private string Short(Condition condition) => condition switch
    {
        Atom atom => words.Of(atom),
        NotOf not => $"not {Short(not.Part)}",
        AnyOf any => string.Join(" or ", any.Parts.Select(Short)),
        AllOf all => string.Join(" and ", all.Parts.Select(Short)),
        _ => "",
    };
}
