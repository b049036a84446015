using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Profiles;

/// <summary>Spreads the courses of a case over the treatments and classes in which they count.</summary>
internal static class CourseTable
{
    public static Course[]?[] Build(RuleVocabulary vocabulary, Dictionary<string, List<NamedCourse>> treatments)
    {
        var table = new List<Course>?[vocabulary.Treatments.Length];
        foreach (var (name, courses) in treatments.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            var membership = vocabulary.MembershipOf(name);
            foreach (var slot in membership.Sure)
            {
                (table[slot] ??= []).AddRange(courses.Select(c => new Course(c.Set, true, c.Facts)));
            }
        }

        // "Targeted therapy" beside a named targeted drug is most likely that drug: an unnamed treatment hides a member only where none is named.
        foreach (var (name, courses) in treatments.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            var maybe = vocabulary.MembershipOf(name).Maybe;
            if (maybe.Any(slot => table[slot]?.Exists(c => c.Sure) == true))
            {
                continue;
            }

            foreach (var slot in maybe)
            {
                (table[slot] ??= []).AddRange(courses.Select(c => new Course(c.Set, false, c.Facts)));
            }
        }

        return [.. table.Select(c => c?.ToArray())];
    }
}
