using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;

namespace Navis.Personalize.Core.Reconciliation.Derived;

/// <summary>Puts treatment facts together into courses: one drug given twice is two courses, one course told in three letters is one.</summary>
internal static class CourseBuilder
{
    // A restart later than this is another course even when no end was written down.
    private const int SameCourseMonths = 6;

    // Growth that is seen on the scan after the last dose still counts for the course.
    private const int GrowthSeenMonths = 2;

    public static List<CourseDraft> Build(Weighing weighing)
    {
        var courses = new List<CourseDraft>();
        foreach (var byName in weighing.Holding(FactKind.Treatment).GroupBy(static f => f.Value, StringComparer.Ordinal).OrderBy(static g => g.Key, StringComparer.Ordinal))
        {
            courses.AddRange(OfOneTreatment([.. byName]));
        }

        foreach (var course in courses)
        {
            course.Settle();
        }

        Progressed(weighing, courses);
        courses.Sort(static (a, b) => Compare(a, b));
        Order(courses);
        return courses;
    }

    private static List<CourseDraft> OfOneTreatment(List<FactDraft> facts)
    {
        var courses = new List<CourseDraft>();
        foreach (var fact in facts.Where(static f => CourseDraft.IsGivenStatus(f.Qualifiers.Status)).OrderBy(static f => CourseDraft.StartOf(f) is null)
                     .ThenBy(static f => CourseDraft.StartOf(f)).ThenBy(static f => f.Qualifiers.Setting is null).ThenBy(static f => f.Index))
        {
            // A statement without a date and a setting belongs to the last course that it does not contradict.
            var course = courses.FindLast(c => c.Takes(fact, SameCourseMonths));
            if (course is null)
            {
                courses.Add(course = new());
            }

            course.Facts.Add(fact);
        }

        foreach (var group in facts.Where(static f => !CourseDraft.IsGivenStatus(f.Qualifiers.Status)).GroupBy(static f => f.Qualifiers.Status is "planned"))
        {
            // What was planned and then begun is no plan any more.
            var standing = group.Where(f => !(group.Key && courses.Exists(c => c.Realises(f)))).ToList();
            if (standing.Count > 0)
            {
                courses.Add(new() { Facts = standing });
            }
        }

        return courses;
    }

    // A dated growth counts for the systemic course that was being given, when only one was (or several that began together).
    private static void Progressed(Weighing weighing, List<CourseDraft> courses)
    {
        var growth = weighing.Holding(FactKind.DiseaseStatus).FindAll(static s => s.Value is "progression" or "recurrence" && s.Date is not null);
        var systemic = courses.FindAll(static c => c.IsSystemic && c.Given && c.Start is not null);
        foreach (var (status, active) in growth.Select(g => (g, systemic.FindAll(c => c.IsActive(g.Date!.Value, GrowthSeenMonths, systemic)))))
        {
            if (active.Count > 0 && active.TrueForAll(c => c.Start == active[0].Start))
            {
                foreach (var course in active.Where(static c => c.Now is null or CourseNow.Ongoing or CourseNow.Stopped))
                {
                    course.Now = CourseNow.Progressed;
                    course.Facts.Add(status);
                }
            }
        }
    }

    private static void Order(List<CourseDraft> courses)
    {
        var systemic = courses.FindAll(static c => c.IsSystemic && c.Given);
        if (systemic.Exists(static c => c.Start is null))
        {
            return;
        }

        var (place, last) = (0, default(PartialDate?));
        foreach (var course in systemic)
        {
            place += course.Start == last ? 0 : 1;
            last = course.Start;
            course.Place = place;
        }
    }

    private static int Compare(CourseDraft a, CourseDraft b)
    {
        var order = (a.Start is null).CompareTo(b.Start is null);
        order = order != 0 ? order : (a.Start ?? default).CompareTo(b.Start ?? default);
        order = order != 0 ? order : string.CompareOrdinal(a.Treatment, b.Treatment);
        return order != 0 ? order : a.Facts[0].Index.CompareTo(b.Facts[0].Index);
    }
}
