using Navis.Personalize.Core.Rules.Conditions;
using Navis.Personalize.Core.Rules.Profiles;

namespace Navis.Personalize.Core.Rules.Engine;

/// <summary>The distinct atoms of a pack: each is evaluated once a profile.</summary>
internal sealed class AtomTable
{
    private readonly Dictionary<AtomTest, int> index = [];
    private readonly List<Atom> atoms = [];
    private AtomTest[] tests = [];

    public int Count => atoms.Count;

    public Atom this[int at] => atoms[at];

    public int Intern(Atom atom)
    {
        if (!index.TryGetValue(atom.Test, out var at))
        {
            index[atom.Test] = at = atoms.Count;
            atoms.Add(atom);
        }

        return at;
    }

    public void Freeze() => tests = [.. atoms.Select(a => a.Test)];

    public void Evaluate(RuleProfile profile, Span<Truth> truths)
    {
        for (var i = 0; i < tests.Length; i++)
        {
            truths[i] = Evaluate(tests[i], profile);
        }
    }

    public static Truth Evaluate(in AtomTest test, RuleProfile profile)
    {
        switch (test.Kind)
        {
            case AtomKind.Choice:
                var can = profile.Choice(test.Slot);
                return (can & ~test.True) == 0 ? Truth.True : (can & ~test.False) == 0 ? Truth.False : Truth.Unknown;
            case AtomKind.ChoiceKnown:
                return System.Numerics.BitOperations.IsPow2(profile.Choice(test.Slot)) ? Truth.True : Truth.False;
            case AtomKind.Number:
                var range = profile.Number(test.Slot);
                return range.Low >= test.Range.Low && range.High <= test.Range.High ? Truth.True : range.And(test.Range).IsEmpty ? Truth.False : Truth.Unknown;
            case AtomKind.NumberKnown:
                return profile.Number(test.Slot) != profile.Vocabulary.Numbers[test.Slot].Range ? Truth.True : Truth.False;
            case AtomKind.Course:
                return Course(profile.CoursesOf(test.Slot), (uint)test.True);
            default:
                return Truth.True - (int)Course(profile.CoursesOf(test.Slot), (uint)test.True);
        }
    }

    private static Truth Course(ReadOnlySpan<Course> courses, uint set)
    {
        var truth = Truth.False;
        foreach (ref readonly var course in courses)
        {
            if (course.Sure && (course.Set & ~set) == 0)
            {
                return Truth.True;
            }

            if ((course.Set & set) != 0)
            {
                truth = Truth.Unknown;
            }
        }

        return truth;
    }
}
