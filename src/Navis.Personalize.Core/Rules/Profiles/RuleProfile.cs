using System.Collections.Immutable;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Profiles;

/// <summary>One course of a treatment as the record leaves it: the pairs of <c>now</c> and <c>setting</c> that it can be.</summary>
/// <param name="Set">Pairs, see <see cref="Courses.SetOf"/>.</param>
/// <param name="Sure">False when it only may be a course of this treatment (an unnamed treatment).</param>
/// <param name="Facts">Facts that state it.</param>
public readonly record struct Course(uint Set, bool Sure, ImmutableArray<string> Facts);

/// <summary>A case as rules see it: for each fact of the vocabulary what it can still be, and the facts of the case that say so. Immutable.</summary>
/// <remarks>Built by <see cref="RuleProfileBuilder"/> only, so that the invariants of the domain (one driver, three states) hold in every profile.</remarks>
public sealed class RuleProfile
{
    private static readonly ImmutableArray<string> NoFacts = [];
    private readonly ulong[] choices;
    private readonly Interval[] numbers;
    private readonly Course[]?[] courses;
    private readonly ImmutableArray<string>[] choiceFacts;
    private readonly ImmutableArray<string>[] numberFacts;

    internal RuleProfile(
        RuleVocabulary vocabulary, ulong[] choices, Interval[] numbers, Course[]?[] courses, ImmutableArray<string>[] choiceFacts, ImmutableArray<string>[] numberFacts, ImmutableArray<SlotRef> conflicts)
    {
        Vocabulary = vocabulary;
        (this.choices, this.numbers, this.courses, this.choiceFacts, this.numberFacts) = (choices, numbers, courses, choiceFacts, numberFacts);
        Conflicts = conflicts;
    }

    /// <summary>Vocabulary of the slots.</summary>
    public RuleVocabulary Vocabulary { get; }

    /// <summary>Facts on which the record disagrees with itself; they are unknown to every condition.</summary>
    public ImmutableArray<SlotRef> Conflicts { get; }

    /// <summary>What a fact can still be: one bit a value.</summary>
    /// <param name="slot">Index of a choice slot.</param>
    public ulong Choice(int slot) => choices[slot];

    /// <summary>What a number can still be.</summary>
    /// <param name="slot">Index of a number slot.</param>
    public Interval Number(int slot) => numbers[slot];

    /// <summary>Courses of a treatment or class; empty when none is recorded.</summary>
    /// <param name="slot">Index of a treatment slot.</param>
    public ReadOnlySpan<Course> CoursesOf(int slot) => courses[slot];

    /// <summary>The value of a fact when the record settles it, else null.</summary>
    /// <param name="name">Name of a choice fact.</param>
    public string? ValueOf(string name) =>
        Vocabulary.Find(name) is ChoiceSlot slot && System.Numerics.BitOperations.PopCount(choices[slot.Ref.Index]) == 1 ? slot.ValuesOf(choices[slot.Ref.Index]).Single() : null;

    /// <summary>Ids of the case's facts behind a slot, sorted; empty where the record is silent.</summary>
    /// <param name="place">Slot.</param>
    public ImmutableArray<string> FactsOf(SlotRef place)
    {
        switch (place.Kind)
        {
            case SlotKind.Choice:
                return choiceFacts[place.Index].IsDefault ? NoFacts : choiceFacts[place.Index];
            case SlotKind.Number:
                return numberFacts[place.Index].IsDefault ? NoFacts : numberFacts[place.Index];
            default:
                var facts = new SortedSet<string>(StringComparer.Ordinal);
                foreach (var course in CoursesOf(place.Index))
                {
                    if (course.Sure)
                    {
                        facts.UnionWith(course.Facts);
                    }
                }

                return [.. facts];
        }
    }

    /// <summary>Names of the drugs and other treatments of a slot that were given, sorted: the members that the record names.</summary>
    /// <param name="slot">Treatment slot.</param>
    public IEnumerable<string> GivenOf(TreatmentSlot slot) =>
        slot.Members.Where(m => Vocabulary.Find(m) is TreatmentSlot { IsClass: false } member && IsGiven(member.Ref.Index)).Order(StringComparer.Ordinal);

    private bool IsGiven(int slot)
    {
        foreach (var course in CoursesOf(slot))
        {
            if (course.Sure && (course.Set & Courses.Given) == course.Set)
            {
                return true;
            }
        }

        return false;
    }
}
