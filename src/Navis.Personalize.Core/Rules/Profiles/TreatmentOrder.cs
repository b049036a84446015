using System.Collections.Immutable;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Profiles;

/// <summary>What follows from the courses as a whole: which pill came first, and whether radiation or immunotherapy is recorded at all.</summary>
internal static class TreatmentOrder
{
    private static readonly ImmutableArray<(string Class, string Value)> Egfr =
        [("egfr-tki-1g", "1g"), ("egfr-tki-2g", "2g"), ("egfr-tki-3g", "3g"), ("egfr-tki-exon-20", "exon-20")];

    private static readonly ImmutableArray<(string Class, string Value)> Alk = [("alk-tki-1g", "1g"), ("alk-tki-2g", "2g"), ("alk-tki-3g", "3g")];

    public static void Apply(RuleProfileBuilder profile, Course[]?[] courses)
    {
        First(profile, "first-egfr-tki", Egfr);
        First(profile, "first-alk-tki", Alk);
        Recency(profile, courses, "radiation-recency", "radiation");
        Recency(profile, courses, "immunotherapy-recency", "immunotherapy");
        if (profile.Vocabulary.Find("t790m-timing") is ChoiceSlot timing
            && profile.Vocabulary.FindGene("EGFR", "T790M") is { } t790m && profile.Choices[t790m.Ref.Index] == GeneStates.FoundSet)
        {
            profile.Derive(timing, timing.All & ~timing.SetOf("not-found"), profile.FactsOf(t790m));
        }
    }

    private static void First(RuleProfileBuilder profile, string fact, ImmutableArray<(string Class, string Value)> generations)
    {
        if (profile.Vocabulary.Find(fact) is not ChoiceSlot slot)
        {
            return;
        }

        var given = new List<(NamedCourse Course, ulong Value)>();
        foreach (var (name, value) in generations)
        {
            if (profile.Vocabulary.Find(name) is TreatmentSlot members)
            {
                given.AddRange(profile.AllCourses.Where(c => c.Course.IsGiven && members.Members.Contains(c.Name, StringComparer.Ordinal)).Select(c => (c.Course, slot.SetOf(value))));
            }
        }

        if (given.Count == 0)
        {
            return;
        }

        var candidates = given;
        if (given.TrueForAll(g => g.Course.Start is not null))
        {
            var first = given.Min(g => g.Course.Start!.Value);
            candidates = given.FindAll(g => !g.Course.Start!.Value.Contradicts(first));
        }
        else if (given.TrueForAll(g => g.Course.Line is not null))
        {
            var first = given.Min(g => g.Course.Line!.Value);
            candidates = given.FindAll(g => g.Course.Line == first);
        }

        profile.Derive(slot, candidates.Aggregate(0UL, (set, c) => set | c.Value), [.. candidates.SelectMany(c => c.Course.Facts).Distinct(StringComparer.Ordinal)]);
    }

    private static void Recency(RuleProfileBuilder profile, Course[]?[] courses, string fact, string treatment)
    {
        if (profile.Vocabulary.Find(fact) is ChoiceSlot slot && profile.Vocabulary.Find(treatment) is TreatmentSlot { Ref.Index: var at }
            && courses[at]?.Where(c => c.Sure && (c.Set & Courses.Given) == c.Set).ToList() is { Count: > 0 } given)
        {
            profile.Derive(slot, slot.All & ~slot.SetOf("not-recorded"), [.. given.SelectMany(c => c.Facts).Distinct(StringComparer.Ordinal)]);
        }
    }
}
