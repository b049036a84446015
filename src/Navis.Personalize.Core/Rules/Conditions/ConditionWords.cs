using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Navis.Personalize.Core.Rules.Packs;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Conditions;

/// <summary>Says a condition in words, one line a part, indented by two spaces a level.</summary>
/// <param name="vocabulary">Vocabulary of the condition.</param>
public sealed class ConditionWords(RuleVocabulary vocabulary)
{
    /// <summary>The whole condition of a rule: when it speaks, and what blocks it.</summary>
    /// <param name="rule">Rule.</param>
    public string Of(Rule rule)
    {
        var text = new StringBuilder();
        Add(text, rule.When, 0);
        if (!rule.Unless.IsEmpty)
        {
            text.Append(rule.AllowsUnknownExclusion ? "but not when one of these is known to hold:\n" : "but not when one of these holds (unknown leaves the rule open):\n");
            foreach (var block in rule.Unless)
            {
                Add(text, block, 1);
            }
        }

        return text.ToString();
    }

    /// <summary>One question in words, such as <c>the aim of treatment is control (intent)</c>.</summary>
    /// <param name="atom">Atom.</param>
    public string Of(Atom atom)
    {
        var test = atom.Test;
        switch (vocabulary.At(test.Place))
        {
            case ChoiceSlot choice when test.Kind is AtomKind.ChoiceKnown:
                return $"{choice.Words.Label} is settled ({choice.Name})";
            case ChoiceSlot { Gene: { } gene } change:
                var what = change.Alteration is "any" ? gene : $"{gene} {change.Alteration}";
                return (test.True | test.False) != change.All ? $"{what} was found in the tumor" : $"the record's state of {what} is {Or(change.ValuesOf(test.True))}";
            case ChoiceSlot choice:
                return $"{choice.Words.Label} is {Or(choice.NamesOf(test.True))} ({choice.Name})";
            case NumberSlot number:
                return test.Kind is AtomKind.NumberKnown ? $"{number.Words.Label} is stated ({number.Name})" : $"{number.Words.Label} is {Range(test.Range)} ({number.Name})";
            case TreatmentSlot treatment:
                return test.Kind is AtomKind.NoCourse ? $"{Name(treatment)} is not in the record as given" : $"{Name(treatment)} {CourseWords((uint)test.True)}";
            default:
                return "";
        }
    }

    private void Add(StringBuilder text, Condition condition, int depth)
    {
        text.Append(' ', 2 * depth);
        switch (condition)
        {
            case AllOf all:
                Parts(text, "all of these hold:", all.Parts, depth);
                break;
            case AnyOf any when FoundOf(any) is { } found:
                text.Append(found).Append('\n');
                break;
            case AnyOf any:
                Parts(text, "one of these holds:", any.Parts, depth);
                break;
            case NotOf not:
                Parts(text, "this does not hold:", [not.Part], depth);
                break;
            case SureOf sure:
                Parts(text, "this is known to hold:", [sure.Part], depth);
                break;
            case Atom atom:
                text.Append(Of(atom)).Append('\n');
                break;
        }
    }

    private void Parts(StringBuilder text, string head, ImmutableArray<Condition> parts, int depth)
    {
        text.Append(head).Append('\n');
        foreach (var part in parts)
        {
            Add(text, part, depth + 1);
        }
    }

    // "found: [L858R, G719X]" is one idea, so it is one line.
    private string? FoundOf(AnyOf any)
    {
        var changes = any.Parts.Select(p => p is Atom { Test: { Kind: AtomKind.Choice } test } && vocabulary.Choices[test.Slot] is { Gene: not null } slot && test.True == GeneStates.FoundSet ? slot : null).ToList();
        return changes.Contains(null) || changes.DistinctBy(c => c!.Gene, StringComparer.Ordinal).Count() != 1 ? null : $"{changes[0]!.Gene} {Or(changes.Select(c => c!.Alteration!))} was found in the tumor";
    }

    private static string Name(TreatmentSlot slot) => slot.Words.Label == slot.Name ? slot.Name : $"{slot.Words.Label} ({slot.Name})";

    private static string CourseWords(uint set)
    {
        var nows = Courses.Now.Where((_, row) => (set >> (row * Courses.Settings.Length) & 0x1F) != 0).ToList();
        var settings = Courses.Settings.Where((_, column) => Enumerable.Range(0, Courses.Now.Length).Any(row => (set >> ((row * Courses.Settings.Length) + column) & 1) != 0)).ToList();
        var now = nows.SequenceEqual(Courses.Now.Take(4), StringComparer.Ordinal) ? "was given" : Or(nows.Select(Outcome));
        return settings.Count == Courses.Settings.Length ? now : $"as {Or(settings)} treatment {now}";
    }

    private static string Outcome(string now) => now switch
    {
        "ongoing" => "is ongoing",
        "progressed" => "was followed by growth",
        "planned" => "is planned",
        _ => $"was {now}",
    };

    private static string Range(Interval range)
    {
        var low = double.IsInfinity(range.Low) ? null : IsOpen(range.Low, Math.BitDecrement) ? $"above {Text(Math.BitDecrement(range.Low))}" : $"at least {Text(range.Low)}";
        var high = double.IsInfinity(range.High) ? null : IsOpen(range.High, Math.BitIncrement) ? $"below {Text(Math.BitIncrement(range.High))}" : $"at most {Text(range.High)}";
        return string.Join(" and ", new[] { low, high }.OfType<string>());
    }

    private static bool IsOpen(double edge, Func<double, double> outward) => Text(outward(edge)).Length < Text(edge).Length;

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Or(IEnumerable<string> values)
    {
        var list = values.ToList();
        return list.Count < 2 ? string.Concat(list) : string.Join(", ", list.Take(list.Count - 1)) + " or " + list[^1];
    }
}
