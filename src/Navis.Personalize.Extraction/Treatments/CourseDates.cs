using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Dates;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Treatments;

/// <summary>Start and end of a course: the dates of its sentence that stand nearest to it, told apart by the words around them.</summary>
internal static class CourseDates
{
    private const int YearReach = 28;

    /// <summary>The dates, each null when not stated.</summary>
    /// <param name="text">Narrative.</param>
    /// <param name="sentence">Sentence.</param>
    /// <param name="courses">Courses of the sentence.</param>
    /// <param name="at">Index of the course.</param>
    /// <param name="disposition">Its disposition.</param>
    /// <param name="words">Words of the sentence.</param>
    public static (PartialDate? Start, PartialDate? End) Read(NarrativeText text, Sentence sentence, List<Course> courses, int at, Disposition disposition, ReadOnlySpan<TreatmentWord> words)
    {
        var slice = text.Slice(sentence.Start, sentence.End);
        var dates = ClinicalDates.Find(slice, sentence.Start, ClinicalDates.DayFirst(text.Document.Language));
        dates = dates.Count == 0 ? BareYear(text.Text, sentence, courses[at]) : dates;
        if (dates.Count == 0)
        {
            return courses.Count == 1 && RelativeDates.Find(slice, text.Document.Date, sentence.Start) is { } ago && disposition.Given ? Placed(ago.Date, Ends(disposition, courses[at])) : default;
        }

        PartialDate? start = null, end = null;
        var (startGap, endGap) = (int.MaxValue, int.MaxValue);
        for (var i = 0; i < dates.Count; i++)
        {
            if (Owner(text.Text, courses, dates[i], words) != at)
            {
                continue;
            }

            // Of several dates the nearest counts: "diagnosed in 2020, treated with SBRT in March 2020".
            var gap = Math.Abs(dates[i].Start > courses[at].Start ? dates[i].Start - courses[at].End : courses[at].Start - dates[i].End);

            if (i + 1 < dates.Count && IsRange(text.Text, dates[i], dates[i + 1]))
            {
                (start, startGap) = gap < startGap ? (dates[i].Date, gap) : (start, startGap);
                i++;
                (end, endGap) = gap < endGap ? (dates[i].Date, gap) : (end, endGap);
            }
            else if (IsEnd(text.Text, courses[at], dates[i], disposition, words))
            {
                (end, endGap) = gap < endGap ? (dates[i].Date, gap) : (end, endGap);
            }
            else
            {
                (start, startGap) = gap < startGap ? (dates[i].Date, gap) : (start, startGap);
            }
        }

        return (start, end);
    }

    // "WBRT 2017", "SRS to the brain 2019": a year right behind a procedure that has no other date.
    private static IReadOnlyList<DateMatch> BareYear(string text, Sentence sentence, Course course)
    {
        for (var i = course.End; i + 4 <= sentence.End && i - course.End < YearReach && !(text[i] is '.' or ';' or ':'); i++)
        {
            if (!char.IsAsciiDigit(text[i]))
            {
                continue;
            }

            var digits = text.AsSpan(i, Math.Min(5, text.Length - i));
            var isYear = (digits.StartsWith("19") || digits.StartsWith("20")) && char.IsAsciiDigit(digits[2]) && char.IsAsciiDigit(digits[3]) && text[i - 1] is ' ' or ',' or '(' && (i + 4 == text.Length || text[i + 4] is '.' or ',' or ';' or ')' or '\n');
            return isYear && !course.Has("systemic") && PartialDate.Parse(digits[..4].ToString()) is { } year ? [new DateMatch(year, i, i + 4)] : [];
        }

        return [];
    }

    private static (PartialDate? Start, PartialDate? End) Placed(PartialDate date, bool ends) => ends ? (null, date) : (date, null);

    private static bool Ends(Disposition disposition, Course course) => disposition.Status is "discontinued" or "completed" && !course.Has("surgery");

    private static int Owner(string text, List<Course> courses, DateMatch date, ReadOnlySpan<TreatmentWord> words)
    {
        int best = -1, least = int.MaxValue;
        var inside = courses.FindLastIndex(c => c.End <= date.Start);
        if (inside >= 0 && InBracketOf(text, courses[inside].End, date.Start))
        {
            return inside;
        }

        for (var i = 0; i < courses.Count; i++)
        {
            var (from, to) = courses[i].End <= date.Start ? (courses[i].End, date.Start) : (date.End, courses[i].Start);
            if (to < from)
            {
                continue;
            }

            var between = text.AsSpan(from, to - from);
            var distance = between.Length + (12 * between.Count(',')) + (between.LastIndexOf(';') is >= 0 and var clause && !(courses[i].End == from && Governs(courses[i], from + clause, date.Start)) ? 400 : 0);
            if (distance < least && !(to == courses[i].Start && EventBetween(words, from, to) && !SaysSince(text, date)))
            {
                (best, least) = (i, distance);
            }
        }

        return least > 220 ? -1 : best;
    }

    // "In September 2017 progression was seen and osimertinib was started": the date is that of the progression.
    private static bool EventBetween(ReadOnlySpan<TreatmentWord> words, int from, int to)
    {
        foreach (var word in words)
        {
            if (word.Role == CueRole.Response && word.Start >= from && word.End <= to)
            {
                return true;
            }
        }

        return false;
    }

    // "carboplatin (4 cycles, ended 08/2023), nivolumab": what stands in brackets belongs to the name in front.
    private static bool InBracketOf(string text, int course, int date)
    {
        var between = text.AsSpan(course, date - course);
        return between.TrimStart() is ['(' or '[', ..] && between.IndexOfAny(')', ']') < 0;
    }

    // "…; stopped 2024-05-30": the clause has no other subject than the course in front.
    private static bool Governs(Course course, int clause, int date)
    {
        foreach (var cue in course.After)
        {
            if (cue.Start >= clause && cue.End <= date)
            {
                return true;
            }
        }

        return false;
    }

    private static bool SaysSince(string text, DateMatch date)
    {
        var before = text.AsSpan(Math.Max(0, date.Start - 8), date.Start - Math.Max(0, date.Start - 8)).TrimEnd();
        return before.EndsWith("since", StringComparison.OrdinalIgnoreCase) || before.EndsWith("desde", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsRange(string text, DateMatch first, DateMatch second)
    {
        var between = second.Start - first.End is > 0 and < 16 ? text.AsSpan(first.End, second.Start - first.End).Trim() : "?";
        return between is "-" or "–" or "—" or "to" or "al" or "a" or "hasta" or "hasta el" or "until" or "through" or "till" or "and" or "y el" or "bis" or "tot" or "to the" or "-->" or "->" or "→";
    }

    private static bool IsEnd(string text, Course course, DateMatch date, Disposition disposition, ReadOnlySpan<TreatmentWord> words)
    {
        if (course.Has("surgery"))
        {
            return false;
        }

        TreatmentWord? nearest = null;
        var distance = int.MaxValue;
        foreach (var word in words)
        {
            if (word.Role is not (CueRole.Until or CueRole.Completed or CueRole.Stopped or CueRole.Started or CueRole.Again) && word is not { Role: CueRole.Given, Term.Value: "after" })
            {
                continue;
            }

            // "In April 2017, completing six cycles": a verb behind the comma begins another clause.
            var gap = word.End <= date.Start ? date.Start - word.End
                : word.Start >= date.End && text.AsSpan(date.End, word.Start - date.End).IndexOfAny(",;") < 0 ? word.Start - date.End + 25 : int.MaxValue;
            var most = word.Role == CueRole.Until ? 6 : 200;
            if (gap < distance && gap <= most)
            {
                (nearest, distance) = (word, gap);
            }
        }

        return nearest?.Role switch
        {
            CueRole.Until or CueRole.Completed or CueRole.Stopped => true,
            CueRole.Started or CueRole.Again => false,
            _ => Ends(disposition, course) && !text.AsSpan(Math.Max(0, date.Start - 8), date.Start - Math.Max(0, date.Start - 8)).Contains("since", StringComparison.OrdinalIgnoreCase),
        };
    }
}
