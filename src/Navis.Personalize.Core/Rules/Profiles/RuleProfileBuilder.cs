using System.Collections.Immutable;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Profiles;

/// <summary>Collects what a case (or a rule's test case) says, and builds the profile with the invariants of the domain.</summary>
public sealed class RuleProfileBuilder
{
    private readonly Dictionary<string, List<NamedCourse>> treatments = new(StringComparer.Ordinal);
    private readonly ImmutableArray<string>[] choiceFacts;
    private readonly ImmutableArray<string>[] numberFacts;
    private readonly HashSet<SlotRef> conflicts = [];
    private readonly bool[] isSet;

    /// <summary>An empty profile: every fact silent.</summary>
    /// <param name="vocabulary">Vocabulary.</param>
    public RuleProfileBuilder(RuleVocabulary vocabulary)
    {
        Vocabulary = vocabulary;
        Choices = [.. vocabulary.Choices.Select(c => c.Silence)];
        Numbers = [.. vocabulary.Numbers.Select(n => n.Range)];
        choiceFacts = new ImmutableArray<string>[Choices.Length];
        numberFacts = new ImmutableArray<string>[Numbers.Length];
        isSet = new bool[Choices.Length];
        GeneDates = new PartialDate?[Choices.Length];
    }

    /// <summary>Vocabulary.</summary>
    public RuleVocabulary Vocabulary { get; }

    internal ulong[] Choices { get; }

    internal Interval[] Numbers { get; }

    internal PartialDate?[] GeneDates { get; }

    internal IEnumerable<(string Name, NamedCourse Course)> AllCourses => treatments.SelectMany(t => t.Value.Select(c => (t.Key, c)));

    /// <summary>States what a fact can be. A second statement narrows the first; when nothing is left the fact is conflicting.</summary>
    /// <param name="slot">Fact.</param>
    /// <param name="set">Values.</param>
    /// <param name="facts">Facts of the case that say so.</param>
    public void SetChoice(ChoiceSlot slot, ulong set, params ReadOnlySpan<string> facts)
    {
        var at = slot.Ref.Index;
        var narrowed = isSet[at] ? Choices[at] & set : set;
        AddFacts(ref choiceFacts[at], facts);
        if (narrowed == 0)
        {
            SetConflict(slot, facts);
            return;
        }

        Choices[at] = conflicts.Contains(slot.Ref) ? slot.All : narrowed;
        isSet[at] = true;
    }

    /// <summary>States that the record disagrees with itself: the fact is unknown, whatever else is said.</summary>
    /// <param name="slot">Fact.</param>
    /// <param name="facts">Facts at odds.</param>
    public void SetConflict(ChoiceSlot slot, params ReadOnlySpan<string> facts)
    {
        AddFacts(ref choiceFacts[slot.Ref.Index], facts);
        conflicts.Add(slot.Ref);
        isSet[slot.Ref.Index] = true;
        Choices[slot.Ref.Index] = slot.Gene is null ? slot.All : GeneStates.SetOf(GeneStates.Conflicting);
    }

    /// <summary>States the range of a number; a second statement widens it to hold both.</summary>
    /// <param name="slot">Fact.</param>
    /// <param name="range">Range; cut to the domain.</param>
    /// <param name="facts">Facts of the case that say so.</param>
    public void SetNumber(NumberSlot slot, Interval range, params ReadOnlySpan<string> facts)
    {
        var at = slot.Ref.Index;
        var said = range.And(slot.Range);
        if (said.IsEmpty)
        {
            return;
        }

        Numbers[at] = numberFacts[at].IsDefault ? said : Numbers[at].Hull(said);
        AddFacts(ref numberFacts[at], facts);
    }

    /// <summary>States the record's state of a gene change. Found outweighs a negative of another sample; the more telling state outweighs the less.</summary>
    /// <param name="slot">Gene change.</param>
    /// <param name="state">State, see <see cref="GeneStates"/>.</param>
    /// <param name="date">Date of the result, or null.</param>
    /// <param name="facts">Facts of the case that say so.</param>
    public void SetGene(ChoiceSlot slot, string state, PartialDate? date, params ReadOnlySpan<string> facts)
    {
        var at = slot.Ref.Index;
        var next = GeneStates.SetOf(state);

        // States stand in the domain from the most to the least telling, and conflicting outweighs them all.
        var conflicting = GeneStates.SetOf(GeneStates.Conflicting);
        if (!isSet[at] || next == conflicting || (next < Choices[at] && Choices[at] != conflicting))
        {
            Choices[at] = next;
            choiceFacts[at] = default;
            GeneDates[at] = date;
            isSet[at] = true;
        }

        if (Choices[at] == next)
        {
            AddFacts(ref choiceFacts[at], facts);
            GeneDates[at] = GeneDates[at] is { } known && date is { } other ? (other < known ? other : known) : GeneDates[at] ?? date;
        }
    }

    /// <summary>Adds a course of treatment.</summary>
    /// <param name="name">Canonical name of the contract.</param>
    /// <param name="set">Pairs of now and setting that it can be; 0 adds nothing.</param>
    /// <param name="start">Start, or null.</param>
    /// <param name="line">Line of therapy, or null.</param>
    /// <param name="facts">Facts of the case that say so.</param>
    public void AddCourse(string name, uint set, PartialDate? start, int? line, params ReadOnlySpan<string> facts)
    {
        if (set == 0)
        {
            return;
        }

        if (!treatments.TryGetValue(name, out var list))
        {
            treatments[name] = list = [];
        }

        list.Add(new(set, start, line, [.. facts]));
    }

    /// <summary>Takes back all that was said about a fact, a gene change or the courses of a treatment: the record is silent on it again.</summary>
    /// <param name="name">Name in the vocabulary, or the canonical name of a treatment.</param>
    public void Forget(string name)
    {
        treatments.Remove(name);
        switch (Vocabulary.Find(name))
        {
            case ChoiceSlot choice:
                var at = choice.Ref.Index;
                (Choices[at], isSet[at], choiceFacts[at], GeneDates[at]) = (choice.Silence, false, default, null);
                conflicts.Remove(choice.Ref);
                break;
            case NumberSlot number:
                (Numbers[number.Ref.Index], numberFacts[number.Ref.Index]) = (number.Range, default);
                break;
            default:
                break;
        }
    }

    /// <summary>The profile, with the invariants of the domain applied.</summary>
    public RuleProfile Build()
    {
        var courses = CourseTable.Build(Vocabulary, InSetting());
        OneDriver.Apply(this);
        TreatmentOrder.Apply(this, courses);
        return new(Vocabulary, [.. Choices], [.. Numbers], courses, [.. choiceFacts], [.. numberFacts], [.. conflicts.OrderBy(c => c.Kind).ThenBy(c => c.Index)]);
    }

    internal bool IsSet(ChoiceSlot slot) => isSet[slot.Ref.Index];

    internal ImmutableArray<string> FactsOf(ChoiceSlot slot) => choiceFacts[slot.Ref.Index].IsDefault ? [] : choiceFacts[slot.Ref.Index];

    /// <summary>Sets what follows from other facts, unless it was stated.</summary>
    internal void Derive(ChoiceSlot slot, ulong set, ImmutableArray<string> facts)
    {
        if (!isSet[slot.Ref.Index])
        {
            Choices[slot.Ref.Index] = set;
            AddFacts(ref choiceFacts[slot.Ref.Index], facts.AsSpan());
        }
    }

    /// <summary>With advanced disease at diagnosis a course whose setting is not said is one for advanced disease.</summary>
    private Dictionary<string, List<NamedCourse>> InSetting()
    {
        if (Vocabulary.Find("disease-state") is not ChoiceSlot state || Choices[state.Ref.Index] != state.SetOf("advanced-at-diagnosis"))
        {
            return treatments;
        }

        var advanced = Courses.SetOf(Courses.Now, ["advanced"]);
        return treatments.ToDictionary(t => t.Key, t => t.Value.ConvertAll(c => (c.Set & advanced) != 0 ? c with { Set = c.Set & advanced } : c), StringComparer.Ordinal);
    }

    private static void AddFacts(ref ImmutableArray<string> list, ReadOnlySpan<string> facts)
    {
        var sorted = new SortedSet<string>(list.IsDefault ? [] : list, StringComparer.Ordinal);
        foreach (var fact in facts)
        {
            sorted.Add(fact);
        }

        list = [.. sorted];
    }
}

/// <summary>A course with what orders it in time.</summary>
/// <param name="Set">Pairs of now and setting.</param>
/// <param name="Start">Start, or null.</param>
/// <param name="Line">Line, or null.</param>
/// <param name="Facts">Facts.</param>
internal sealed record NamedCourse(uint Set, PartialDate? Start, int? Line, ImmutableArray<string> Facts)
{
    public bool IsGiven => (Set & Courses.Given) == Set;
}
