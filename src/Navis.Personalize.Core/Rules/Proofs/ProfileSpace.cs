using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Rules.Conditions;
using Navis.Personalize.Core.Rules.Profiles;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Proofs;

/// <summary>All profiles as SMT-LIB 2: a variable for what each fact can still be, and what holds in every profile that the builder makes.</summary>
/// <remarks>It may hold more profiles than records can make, never fewer: what is proved of it is proved of every record. A profile that breaks a
/// proof is run through the engine before it is shown.</remarks>
internal sealed class ProfileSpace
{
    private static readonly ImmutableArray<(string Fact, string Value, string Class)> FirstPills =
    [
        ("first-egfr-tki", "1g", "egfr-tki-1g"), ("first-egfr-tki", "2g", "egfr-tki-2g"), ("first-egfr-tki", "3g", "egfr-tki-3g"), ("first-egfr-tki", "exon-20", "egfr-tki-exon-20"),
        ("first-alk-tki", "1g", "alk-tki-1g"), ("first-alk-tki", "2g", "alk-tki-2g"), ("first-alk-tki", "3g", "alk-tki-3g"),
    ];

    private static readonly ImmutableArray<(string Fact, string Class)> Recencies = [("radiation-recency", "radiation"), ("immunotherapy-recency", "immunotherapy")];

    private readonly ImmutableArray<NumberSpace> numbers;

    public ProfileSpace(RuleVocabulary vocabulary, IReadOnlyList<AtomTest> tests, IEnumerable<string> alsoAsked)
    {
        Vocabulary = vocabulary;
        numbers = [.. vocabulary.Numbers.Select(n => new NumberSpace(n, tests.Where(t => t.Place == n.Ref)))];
        Courses = new(vocabulary, tests, alsoAsked.Concat(FirstPills.Select(f => f.Class)).Concat(Recencies.Select(r => r.Class)));
    }

    public RuleVocabulary Vocabulary { get; }

    public CourseSpace Courses { get; }

    /// <summary>Declarations and the constraints of the domain.</summary>
    public string Script() => Declarations + string.Concat(Domain().Where(d => d != "true").Select(d => $"(assert {d})\n"));

    public string Declarations => string.Concat(
        Vocabulary.Choices.Select(c => $"(declare-const {Name(c)} (_ BitVec {c.Values.Length.ToString(CultureInfo.InvariantCulture)}))")
            .Concat(numbers.SelectMany(n => new[] { n.Low, n.High }).Select(n => $"(declare-const {n} (_ BitVec {NumberSpace.Width.ToString(CultureInfo.InvariantCulture)}))"))
            .Concat(Courses.Declarations).Select(d => d + "\n"));

    public static string Name(ChoiceSlot slot) => $"c{slot.Ref.Index.ToString(CultureInfo.InvariantCulture)}";

    public NumberSpace Number(int slot) => numbers[slot];

    /// <summary>A term that is true when the test is true, or when it is false.</summary>
    public string Term(AtomTest test, bool want)
    {
        switch (test.Kind)
        {
            case AtomKind.Choice:
                var choice = Vocabulary.Choices[test.Slot];
                return Smt.Within(Name(choice), want ? test.True : test.False, choice.Values.Length);
            case AtomKind.ChoiceKnown:
                var settled = Smt.One(Name(Vocabulary.Choices[test.Slot]), Vocabulary.Choices[test.Slot].Values.Length);
                return want ? settled : Smt.Not(settled);
            case AtomKind.Number:
                return want ? numbers[test.Slot].IsTrue(test.Range) : numbers[test.Slot].IsFalse(test.Range);
            case AtomKind.NumberKnown:
                return want ? Smt.Not(numbers[test.Slot].Silent) : numbers[test.Slot].Silent;
            default:
                return want == test.Kind is AtomKind.Course ? Courses.Sure(test.Slot, (uint)test.True) : Courses.Never(test.Slot, (uint)test.True);
        }
    }

    /// <summary>The record says something of the fact: the builder has facts of the case behind it.</summary>
    public string IsRecorded(FactSlot fact) => fact switch
    {
        ChoiceSlot { Gene: not null } gene => Smt.Apart(Name(gene), GeneStates.SilentSet | GeneStates.SetOf(GeneStates.OtherDriver), gene.Values.Length),
        ChoiceSlot choice => Smt.Not(Smt.Is(Name(choice), choice.Silence, choice.Values.Length)),
        NumberSlot number => Smt.Not(numbers[number.Ref.Index].Silent),
        _ => Courses.IsRecorded(fact.Ref.Index),
    };

    /// <summary>The fact has one value that can be put into a sentence.</summary>
    public string IsShown(FactSlot fact) => fact switch
    {
        ChoiceSlot choice => Smt.Not(Smt.Is(Name(choice), choice.All, choice.Values.Length)),
        NumberSlot number => Smt.Not(numbers[number.Ref.Index].Silent),
        _ => Courses.IsGiven(fact.Ref.Index),
    };

    public string Is(string fact, string value) => Vocabulary.Find(fact) is ChoiceSlot slot ? Smt.Is(Name(slot), slot.SetOf(value), slot.Values.Length) : "false";

    /// <summary>Terms that say that the profile is this one.</summary>
    /// <param name="profile">Profile.</param>
    /// <param name="courses">Its courses as named to the builder.</param>
    public IEnumerable<string> Exactly(RuleProfile profile, IReadOnlyList<(string Name, uint Set)> courses) =>
    [
        .. Vocabulary.Choices.Select(c => Smt.Is(Name(c), profile.Choice(c.Ref.Index), c.Values.Length)),
        .. numbers.SelectMany((n, i) => n.ValuesOf(profile.Number(i))).Select(v => $"(= {v.Variable} {Smt.Bits(v.Value, NumberSpace.Width)})"),
        .. Courses.ValuesOf(courses, profile.ValueOf("disease-state") is "advanced-at-diagnosis")
            .Select(v => v.Variable.StartsWith('p') ? Smt.Is(v.Variable, v.Value, CourseSpace.Width) : v.Value == 1 ? v.Variable : Smt.Not(v.Variable)),
    ];

    public IEnumerable<string> Variables => Vocabulary.Choices.Select(Name).Concat(numbers.SelectMany(n => new[] { n.Low, n.High }))
        .Concat(Courses.Cells.SelectMany(c => c.Family.Select((_, i) => c.Holds(i)).Prepend(c.Possible)));

    /// <summary>Profiles that a case can write in few words: one driver, and courses of which all is known.</summary>
    public string Plain => Smt.And([OneDriver, .. Vocabulary.Choices.Where(c => c.Gene is not null).Select(c => Smt.Apart(Name(c), GeneStates.SetOf(GeneStates.Conflicting), c.Values.Length)), .. Courses.Cells.Select(c => Smt.One(c.Possible, CourseSpace.Width))]);

    /// <summary>At most one gene has a driver: a case can't write two without dates.</summary>
    public string OneDriver => new DriverSpace(Vocabulary).AtMostOne;

    /// <summary>The record is silent but for these facts and what follows from them.</summary>
    public string SilentBut(IEnumerable<FactSlot> facts)
    {
        var told = facts.ToList();
        told.AddRange(FirstPills.Select(f => (f.Fact, f.Class)).Concat(Recencies).Where(d => told.Exists(f => f.Name == d.Fact)).Select(d => Vocabulary.Find(d.Class)!).ToList());
        var places = told.Select(f => f.Ref).ToHashSet();
        var genes = told.OfType<ChoiceSlot>().Select(c => c.Gene).OfType<string>().Concat(told.Exists(f => f.Name is "driver") ? Vocabulary.Genes.Select(g => g.Gene) : []).ToHashSet(StringComparer.Ordinal);
        var treatments = told.OfType<TreatmentSlot>().Select(t => t.Ref.Index).ToHashSet();
        return Smt.And(
        [
            .. Vocabulary.Choices.Where(c => c.Gene is null ? !places.Contains(c.Ref) && !IsDerived(c) : !genes.Contains(c.Gene))
                .Select(c => c.Gene is null ? Smt.Is(Name(c), c.Silence, c.Values.Length) : Smt.Not(IsRecorded(c))),
            .. Vocabulary.Numbers.Where(n => !places.Contains(n.Ref)).Select(n => numbers[n.Ref.Index].Silent),
            .. Courses.Cells.Where(c => !c.Sure.Concat(c.Maybe).Any(treatments.Contains)).Select(c => Smt.Is(c.Possible, 0, CourseSpace.Width)),
        ]);
    }

    private static bool IsDerived(ChoiceSlot slot) => slot.Name is "driver" or "t790m-timing" || FirstPills.Any(f => f.Fact == slot.Name) || Recencies.Any(r => r.Fact == slot.Name);

    public IEnumerable<string> Domain()
    {
        foreach (var choice in Vocabulary.Choices)
        {
            var name = Name(choice);
            yield return Smt.Not(Smt.Is(name, 0, choice.Values.Length));
            yield return choice.Gene is null ? "true" : Smt.One(name, choice.Values.Length);
        }

        foreach (var number in numbers)
        {
            yield return number.Domain;
        }

        foreach (var term in Courses.Domain(Is("disease-state", "advanced-at-diagnosis")).Concat(new DriverSpace(Vocabulary).Domain()).Concat(Derived()))
        {
            yield return term;
        }
    }

    // See TreatmentOrder and TimeProjection: which pill came first follows from the pills given, and so does recency.
    private IEnumerable<string> Derived()
    {
        foreach (var fact in FirstPills.GroupBy(f => f.Fact, StringComparer.Ordinal))
        {
            if (Vocabulary.Find(fact.Key) is ChoiceSlot slot)
            {
                var given = fact.Select(f => (Value: slot.SetOf(f.Value), Is: Vocabulary.Find(f.Class) is TreatmentSlot pills ? Courses.IsGiven(pills.Ref.Index) : "false")).ToList();
                foreach (var (value, isGiven) in given)
                {
                    yield return Smt.Implies(Smt.Touches(Name(slot), value, slot.Values.Length), isGiven);
                }

                yield return Closed(slot, Smt.Or(given.Select(g => g.Is)));
            }
        }

        foreach (var (fact, treatment) in Recencies)
        {
            if (Vocabulary.Find(fact) is ChoiceSlot slot && Vocabulary.Find(treatment) is TreatmentSlot given)
            {
                yield return Closed(slot, Courses.IsGiven(given.Ref.Index));
            }
        }

        if (Vocabulary.Find("t790m-timing") is ChoiceSlot timing && Vocabulary.FindGene("EGFR", "T790M") is { } t790m)
        {
            yield return Closed(timing, Smt.Is(Name(t790m), GeneStates.FoundSet, t790m.Values.Length));
        }
    }

    // The silent value stands exactly where there is nothing to tell.
    private static string Closed(ChoiceSlot slot, string told) => Smt.And(
        Smt.Implies(told, Smt.Apart(Name(slot), slot.Silence, slot.Values.Length)), Smt.Implies(Smt.Not(told), Smt.Is(Name(slot), slot.Silence, slot.Values.Length)));
}
