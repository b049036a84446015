using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Rules.Conditions;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Proofs;

/// <summary>All the courses of treatment that a record can state, however many.</summary>
/// <remarks>Treatments that count in the same slots are one <em>cell</em>. Of a cell two things matter: which pairs of now and setting any of its courses
/// can be (<c>p</c>, a bit vector), and for each set that a rule asks for whether one course lies wholly in it (<c>t</c>). The constraints between
/// the two say exactly when a list of courses with these properties exists.</remarks>
internal sealed class CourseSpace
{
    public const int Width = 30;
    private static readonly uint Advanced = Courses.SetOf(Courses.Now, ["advanced"]);
    private static readonly uint Everything = (1u << Width) - 1;

    private readonly RuleVocabulary vocabulary;
    private readonly ImmutableArray<CourseCell> cells;
    private readonly ImmutableArray<(string Name, ImmutableArray<int> Maybe)> unnamed;

    public CourseSpace(RuleVocabulary vocabulary, IEnumerable<AtomTest> tests, IEnumerable<string> alsoAsked)
    {
        this.vocabulary = vocabulary;
        var sets = tests.Where(t => t.Kind is AtomKind.Course or AtomKind.NoCourse).ToLookup(t => t.Slot, t => (uint)t.True);
        var asked = sets.Select(s => s.Key).Concat(alsoAsked.Select(vocabulary.Find).OfType<TreatmentSlot>().Select(s => s.Ref.Index)).ToHashSet();
        unnamed = [.. vocabulary.Treatments.SelectMany(t => t.Maybe).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(u => (u, vocabulary.MembershipOf(u).Maybe))];
        cells =
        [
            .. vocabulary.Treatments.SelectMany(t => t.Members.Concat(t.Maybe)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(n => (Name: n, Of: vocabulary.MembershipOf(n)))
                .Select(n => (n.Name, Sure: n.Of.Sure.Where(asked.Contains).Order().ToImmutableArray(), Maybe: n.Of.Maybe.Where(asked.Contains).Order().ToImmutableArray(), Hides: HidesOf(n.Of)))
                .Where(n => !n.Sure.IsEmpty || !n.Maybe.IsEmpty || n.Hides.Length > 0)
                .GroupBy(n => string.Join(' ', n.Sure) + "/" + string.Join(' ', n.Maybe) + "/" + n.Hides + "/" + (unnamed.Any(u => u.Name == n.Name) ? n.Name : ""), StringComparer.Ordinal)
                .Select((g, i) => new CourseCell(i, [.. g.Select(n => n.Name)], g.First().Sure, g.First().Maybe, FamilyOf(g.First().Sure.SelectMany(s => sets[s])))),
        ];
    }

    public ImmutableArray<CourseCell> Cells => cells;

    public IEnumerable<string> Declarations => cells.SelectMany(c => c.Family.Select((_, i) => $"(declare-const {c.Holds(i)} Bool)").Prepend($"(declare-const {c.Possible} (_ BitVec {Width.ToString(CultureInfo.InvariantCulture)}))"));

    /// <summary>What holds in every record.</summary>
    /// <param name="advanced">Term: the disease was advanced at diagnosis, so a course that can be one for advanced disease is.</param>
    public IEnumerable<string> Domain(string advanced) => cells.SelectMany(c => c.Domain(advanced));

    /// <summary>One course of the slot lies wholly in the set.</summary>
    public string Sure(int slot, uint set) => Smt.Or(cells.Where(c => c.Sure.Contains(slot)).Select(c => c.Holds(c.Family.IndexOf(set))));

    /// <summary>No course of the slot can be of the set.</summary>
    public string Never(int slot, uint set) => Smt.And(
    [
        .. cells.Where(c => c.Sure.Contains(slot)).Select(c => Smt.Apart(c.Possible, set, Width)),
        .. cells.Where(c => c.Maybe.Contains(slot)).SelectMany(c => c.Names.Select(n => Smt.Implies(IsHidden(n), Smt.Apart(c.Possible, set, Width)))),
    ]);

    /// <summary>A course of the slot is in the record by name.</summary>
    public string IsRecorded(int slot) => Smt.Or(cells.Where(c => c.Sure.Contains(slot)).Select(c => Smt.Touches(c.Possible, Everything, Width)));

    public string IsGiven(int slot) => Sure(slot, Courses.Given);

    /// <summary>Values of the variables for the courses of a profile, named as given to the builder.</summary>
    public IEnumerable<(string Variable, ulong Value)> ValuesOf(IReadOnlyList<(string Name, uint Set)> courses, bool isAdvanced)
    {
        foreach (var cell in cells)
        {
            var sets = courses.Where(c => cell.Names.Contains(c.Name, StringComparer.Ordinal)).Select(c => isAdvanced && (c.Set & Advanced) != 0 ? c.Set & Advanced : c.Set).ToList();
            yield return (cell.Possible, sets.Aggregate(0UL, (all, s) => all | s));
            for (var i = 0; i < cell.Family.Length; i++)
            {
                yield return (cell.Holds(i), sets.Exists(s => (s & ~cell.Family[i]) == 0) ? 1UL : 0UL);
            }
        }
    }

    // An unnamed treatment hides a member only where none is named (see CourseTable).
    private string IsHidden(string name)
    {
        var maybe = unnamed.First(u => u.Name == name).Maybe;
        return Smt.Not(Smt.Or(cells.Where(c => c.Names.Any(n => vocabulary.MembershipOf(n).Sure.Any(maybe.Contains))).Select(c => Smt.Touches(c.Possible, Everything, Width))));
    }

    private string HidesOf(Membership of) => string.Join(' ', unnamed.Where(u => of.Sure.Any(u.Maybe.Contains)).Select(u => u.Name));

    // With Given, and cut by "advanced or not", since that decides how a course without a setting is read.
    private static ImmutableArray<uint> FamilyOf(IEnumerable<uint> sets) =>
        [.. sets.Append(Courses.Given).SelectMany(s => new[] { s, s & Advanced, s & ~Advanced }).Where(s => s != 0).Distinct().Order()];
}

/// <summary>Treatments that no rule tells apart.</summary>
/// <param name="Index">Index.</param>
/// <param name="Names">Treatments; the first stands for all.</param>
/// <param name="Sure">Asked slots of which they are members.</param>
/// <param name="Maybe">Asked slots of which they may hide a member.</param>
/// <param name="Family">Sets of pairs that rules ask for.</param>
internal sealed record CourseCell(int Index, ImmutableArray<string> Names, ImmutableArray<int> Sure, ImmutableArray<int> Maybe, ImmutableArray<uint> Family)
{
    private static readonly uint Advanced = Courses.SetOf(Courses.Now, ["advanced"]);

    public string Possible => $"p{Index.ToString(CultureInfo.InvariantCulture)}";

    public string Holds(int set) => $"t{Index.ToString(CultureInfo.InvariantCulture)}_{set.ToString(CultureInfo.InvariantCulture)}";

    public IEnumerable<string> Domain(string advanced)
    {
        for (var i = 0; i < Family.Length; i++)
        {
            var (set, holds) = (Family[i], Holds(i));
            yield return Smt.Implies(holds, Smt.Touches(Possible, set, CourseSpace.Width));
            yield return Smt.Implies(Smt.And(Smt.Touches(Possible, (1u << CourseSpace.Width) - 1, CourseSpace.Width), Smt.Within(Possible, set, CourseSpace.Width)), holds);
            yield return Smt.Implies(advanced, Smt.Iff(holds, Smt.Or(((uint[])[set & Advanced, set & ~Advanced]).Where(s => s != 0).Select(s => Holds(Family.IndexOf(s))))));
            for (var j = 0; j < Family.Length; j++)
            {
                // A course in one set and none in the other: it can be something that the other does not hold.
                if (i != j && (set & Family[j]) != 0)
                {
                    yield return Smt.Implies(Smt.And(holds, Smt.Not(Holds(j))), Smt.Touches(Possible, set & ~Family[j], CourseSpace.Width));
                }
            }
        }
    }

    /// <summary>Courses with these properties, each as lists of now and setting; null when no list of them can be written.</summary>
    public IReadOnlyList<(ImmutableArray<string> Now, ImmutableArray<string> Setting)>? CoursesOf(IReadOnlyDictionary<string, ulong> model)
    {
        var possible = (uint)model[Possible];
        if (possible == 0)
        {
            return [];
        }

        var holds = Family.Where((_, i) => model[Holds(i)] == 1).ToList();
        var fails = Family.Where((_, i) => model[Holds(i)] == 0).ToList();
        var products = Products.Where(p => (p.Set & ~possible) == 0 && fails.TrueForAll(f => (p.Set & ~f) != 0)).ToList();
        var chosen = new List<uint>();
        foreach (var set in holds.OrderBy(System.Numerics.BitOperations.PopCount))
        {
            if (!chosen.Exists(c => (c & ~set) == 0))
            {
                var inside = products.Where(p => (p.Set & ~set) == 0).ToList();
                if (inside.Count == 0)
                {
                    return null;
                }

                chosen.Add(inside.MinBy(p => System.Numerics.BitOperations.PopCount(p.Set)).Set);
            }
        }

        for (var left = possible; (left &= ~chosen.Aggregate(0u, (all, c) => all | c)) != 0;)
        {
            var more = products.Where(p => (p.Set & left) != 0).ToList();
            if (more.Count == 0)
            {
                return null;
            }

            chosen.Add(more.MaxBy(p => System.Numerics.BitOperations.PopCount(p.Set & left)).Set);
        }

        return chosen.ConvertAll(c => (ImmutableArray.CreateRange(Products.First(p => p.Set == c).Now), ImmutableArray.CreateRange(Products.First(p => p.Set == c).Setting)));
    }

    private static readonly ImmutableArray<(uint Set, string[] Now, string[] Setting)> Products = [.. MakeProducts()];

    private static IEnumerable<(uint Set, string[] Now, string[] Setting)> MakeProducts()
    {
        for (var now = 1; now < 1 << Courses.Now.Length; now++)
        {
            for (var setting = 1; setting < 1 << Courses.Settings.Length; setting++)
            {
                var (nows, settings) = (Courses.Now.Where((_, i) => (now >> i & 1) != 0).ToArray(), Courses.Settings.Where((_, i) => (setting >> i & 1) != 0).ToArray());
                yield return (Courses.SetOf([.. nows], [.. settings]), nows, settings);
            }
        }
    }
}
