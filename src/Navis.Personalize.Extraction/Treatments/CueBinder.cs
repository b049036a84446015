using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Treatments;

/// <summary>Gives each cue of a sentence to the course that it speaks of: by side, voice, distance and clause.</summary>
internal static class CueBinder
{
    // "was discontinued", "fue suspendido", "wurde begonnen": the treatment is the subject and stands in front.
    private static readonly string[] Passive = ["was", "were", "been", "be", "is", "are", "being", "fue", "fueron", "será", "sido", "wurde", "wird", "werd", "get", "got"];

    /// <summary>Fills <see cref="Course.Before"/> and <see cref="Course.After"/>.</summary>
    /// <param name="text">Whole text.</param>
    /// <param name="sentence">Sentence.</param>
    /// <param name="courses">Courses of the sentence.</param>
    /// <param name="words">Words of the sentence.</param>
    public static void Bind(string text, Sentence sentence, List<Course> courses, ReadOnlySpan<TreatmentWord> words)
    {
        foreach (var word in words)
        {
            // A word of general knowledge speaks of the whole sentence and binds to no course.
            if (word.Role is not { } role || role > CueRole.NotGiven || role == CueRole.General)
            {
                continue;
            }

            var left = courses.FindLastIndex(c => c.End <= word.Start);
            var right = courses.FindIndex(c => c.Start >= word.End);
            if (left < courses.Count - 1 && right < 0 && left < 0)
            {
                continue;
            }

            if (Behind(text, sentence, word, left < 0 ? null : courses[left], right < 0 ? null : courses[right], words))
            {
                courses[left].After.Add(word);
            }
            else if (right >= 0 && Reaches(text, word, courses[right], words))
            {
                courses[right].Before.Insert(0, word);
            }
        }

        for (var i = 0; i < courses.Count; i++)
        {
            Govern(text, courses, i, words);
        }
    }

    // True when the cue looks back at the course in front of it.
    private static bool Behind(string text, Sentence sentence, TreatmentWord word, Course? left, Course? right, ReadOnlySpan<TreatmentWord> words)
    {
        if (left is null || word.Term.Scope == CueScope.Right)
        {
            return false;
        }

        if (text.AsSpan(left.End, word.Start - left.End).LastIndexOf(';') is >= 0 and var semicolon)
        {
            return OpensClause(text, left.End + semicolon + 1, word, right);
        }

        // Every word of the sentence may speak of its only course, but an option or a plan behind a full stop of thought does not.
        if (word.Term.Scope == CueScope.Left || right is null)
        {
            return word.Term.Scope == CueScope.Left || word.Start - left.End < 90;
        }

        if (IsPassive(text, sentence, word) && !Broken(text, left.End, word.Start, words))
        {
            return true;
        }

        return Distance(text, left.End, word.Start, words) < Distance(text, word.End, right.Start, words);
    }

    // "Erlotinib until May; stopped because of a rash": a clause that begins with its verb has the treatment in front as its subject.
    private static bool OpensClause(string text, int clause, TreatmentWord word, Course? right)
    {
        var lead = text.AsSpan(clause, word.Start - clause).Trim();
        if (word.Role == CueRole.Declined && right is null && lead.Length <= 40)
        {
            return true;
        }

        if (word.Role is not (CueRole.Stopped or CueRole.Completed or CueRole.Ongoing or CueRole.Declined or CueRole.NotGiven)
            || !(lead.IsEmpty || lead is "was" or "were" or "then" or "later" or "now" or "it was" or "this was" or "se" or "luego" or "posteriormente" or "treatment" or "treatment was" or "therapy was"))
        {
            return false;
        }

        return right is null || text.AsSpan(word.End, right.Start - word.End).Contains(';');
    }

    private static bool Reaches(string text, TreatmentWord word, Course course, ReadOnlySpan<TreatmentWord> words)
    {
        if (word.Term.Scope == CueScope.Left)
        {
            return false;
        }

        var distance = course.Start - word.End;
        var most = word switch
        {
            { Role: CueRole.Negated } => 60,
            { Role: CueRole.Ongoing, Term.Value: "on" } => 28,
            { Role: CueRole.Given, Term.Value: "after" or "consisting" } => 90,
            _ => 160,
        };
        return distance <= most && !Broken(text, word.End, course.Start, words);
    }

    // Of the cues before a course only the nearest governs, with those that stand right in front of it ("offered but declined", "plans to start").
    private static void Govern(string text, List<Course> courses, int at, ReadOnlySpan<TreatmentWord> words)
    {
        var course = courses[at];
        var kept = 0;
        for (var i = 1; i < course.Before.Count && kept == i - 1; i++)
        {
            var inner = course.Before[i - 1];
            var outer = course.Before[i];
            var gap = inner.Start - outer.End;
            // "Options were discussed, including …": what is named belongs to the options.
            if (inner.Term.Value == "consisting" && outer.Role is CueRole.Considered or CueRole.Planned or CueRole.General && gap <= 40 && i == 1)
            {
                kept = i;
                continue;
            }

            kept = gap <= (outer.Role == CueRole.Negated ? 8 : 14) && Chains(outer, inner) && !text.AsSpan(outer.End, Math.Max(0, gap)).Contains(',') ? i : kept;
        }

        if (course.Before.Count > 0)
        {
            course.Before.RemoveRange(kept + 1, course.Before.Count - kept - 1);
            return;
        }

        // "received cisplatin, then durvalumab": the verb of the first course serves the next.
        if (at > 0 && !course.IsAnaphor && courses[at - 1] is { IsAnaphor: false, Before.Count: > 0 } front && !Broken(text, front.End, course.Start, words))
        {
            course.Before.AddRange(front.Before);
            foreach (var word in words)
            {
                course.Follows |= word.Role == CueRole.Sequence && word.Start >= front.End && word.End <= course.Start;
            }
        }
    }

    private static bool Chains(TreatmentWord outer, TreatmentWord inner) =>
        outer.Role != CueRole.Negated || inner is { Role: CueRole.Started or CueRole.Again } or { Role: CueRole.Given, Term.Value: "received" or "recibió" };

    private static bool IsPassive(string text, Sentence sentence, TreatmentWord word)
    {
        var before = text.AsSpan(sentence.Start, word.Start - sentence.Start).TrimEnd();
        for (var tries = 0; tries < 2; tries++)
        {
            var start = before.LastIndexOfAny(' ', '\n') + 1;
            foreach (var form in Passive)
            {
                if (before[start..].Equals(form, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            if (start == 0 || !before[start..].EndsWith("ly", StringComparison.Ordinal))
            {
                return false;
            }

            before = before[..(start - 1)].TrimEnd();
        }

        return false;
    }

    // A comma, colon or bracket weighs as much as a few words: "osimertinib discontinued, pembrolizumab started".
    private static int Distance(string text, int from, int to, ReadOnlySpan<TreatmentWord> words)
    {
        if (to < from)
        {
            return int.MaxValue;
        }

        var between = text.AsSpan(from, to - from);
        return Broken(text, from, to, words) ? int.MaxValue : between.Length + (12 * (between.Count(',') + between.Count(')') + between.Count(':')));
    }

    private static bool Broken(string text, int from, int to, ReadOnlySpan<TreatmentWord> words)
    {
        if (to > from && text.AsSpan(from, to - from).Contains(';'))
        {
            return true;
        }

        foreach (var word in words)
        {
            if (word.Role == CueRole.Break && word.Start >= from && word.End <= to)
            {
                return true;
            }
        }

        return false;
    }
}
