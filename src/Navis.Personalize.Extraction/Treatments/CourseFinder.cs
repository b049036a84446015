using System.Collections.Frozen;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Treatments;

/// <summary>Finds the courses of a sentence: names that count where they stand, held together by what joins drugs of one course.</summary>
internal static class CourseFinder
{
    // "cisplatin 75 mg/m2 day 1 and gemcitabine": what stands between two drugs of one course besides the joining word.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> DoseWords = new[]
    {
        "mg", "mcg", "g", "m2", "m", "kg", "ml", "auc", "iv", "po", "sc", "i", "v", "day", "days", "d", "daily", "weekly", "biweekly", "every", "week", "weeks", "once", "twice", "a", "per", "dose", "doses", "at", "of", "oral", "bid", "qd", "od",
        "the", "in", "día", "días", "dia", "dias", "al", "cada", "semana", "semanas", "semanal", "h", "horas", "de", "dosis", "q", "w", "qw", "tag", "tage", "alle", "wochen", "dag", "weken", "for", "x", "its", "either",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The courses in text order, pronouns included.</summary>
    /// <param name="text">Whole text.</param>
    /// <param name="sentence">Sentence.</param>
    /// <param name="words">Words of the vocabulary in the sentence.</param>
    public static List<Course> Find(string text, Sentence sentence, ReadOnlySpan<TreatmentWord> words)
    {
        var courses = new List<Course>();
        var lastWord = -1;
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            if (word.Role == CueRole.Anaphor)
            {
                if (StandsAlone(text, words, i))
                {
                    courses.Add(new Course { Start = word.Start, End = word.End });
                    lastWord = i;
                }

                continue;
            }

            if (word.Role is not null || !TermNeeds.Met(text, sentence, words, i))
            {
                continue;
            }

            var start = word.Term.Needs == Needs.Dose ? TermNeeds.DoseStart(text, sentence, word.Start) : word.Start;
            Course course;
            var alternatives = false;
            if (courses.Count > 0 && !courses[^1].IsAnaphor && (Joined(text, words, lastWord, i, out alternatives) || Specifies(text, courses[^1], words[i])))
            {
                course = courses[^1];
                course.Alternatives |= alternatives;
            }
            else
            {
                course = new Course { Start = start };
                courses.Add(course);
            }

            course.End = word.End;
            lastWord = i;
            foreach (var target in word.Term.Targets)
            {
                course.Members.Add(new(target, start, word.End, word.Term.Setting, word.Term.Intent));
            }
        }

        return courses;
    }

    // "treatment with osimertinib" names the drug; "treatment was stopped" stands for the one before.
    private static bool StandsAlone(string text, ReadOnlySpan<TreatmentWord> words, int at)
    {
        if ((at > 0 && words[at - 1].Role is null && words[at].Start - words[at - 1].End <= 2) || IsApposition(text, words, at))
        {
            return false;
        }

        for (var i = at + 1; i < words.Length && words[i].Start - words[at].End < 60; i++)
        {
            if (words[i].Role is null)
            {
                return text.AsSpan(words[at].End, words[i].Start - words[at].End).IndexOfAny(";.") >= 0;
            }

            if (words[i].Role is not (CueRole.Setting or CueRole.Line or CueRole.Intent or CueRole.Join or CueRole.Modal or CueRole.Given))
            {
                return true;
            }
        }

        return true;
    }

    // "osimertinib as first-line treatment since May", "como tratamiento de mantenimiento": the word tells what the drug in front is.
    private static bool IsApposition(string text, ReadOnlySpan<TreatmentWord> words, int at)
    {
        var start = words[at].Start;
        for (var i = at - 1; i >= 0 && words[i].Role is CueRole.Line or CueRole.Setting or CueRole.Intent && start - words[i].End <= 2; i--)
        {
            start = words[i].Start;
        }

        var before = text.AsSpan(Math.Max(0, start - 6), start - Math.Max(0, start - 6)).TrimEnd();
        return before.EndsWith(" as", StringComparison.OrdinalIgnoreCase) || before.EndsWith(" as a", StringComparison.OrdinalIgnoreCase) || before.EndsWith("as the", StringComparison.OrdinalIgnoreCase) || before.EndsWith("como", StringComparison.OrdinalIgnoreCase);
    }

    // "chemotherapy based on the combination of cisplatin": the drug says which chemotherapy.
    private static bool Specifies(string text, Course course, TreatmentWord word)
    {
        var between = text.AsSpan(course.End, word.Start - course.End);
        if (!course.IsUnnamed || word.Term.Targets[0].IsUnnamed || between.Length > 55 || between.ContainsAny(';', '.', ','))
        {
            return false;
        }

        var last = between.TrimEnd();
        if (between.TrimStart() is [':', .. var dose] && OnlyDose(dose))
        {
            return true;
        }

        return last.EndsWith(" with", StringComparison.OrdinalIgnoreCase) || last.EndsWith(" con", StringComparison.OrdinalIgnoreCase) || last.EndsWith(" of", StringComparison.OrdinalIgnoreCase)
            || last.EndsWith(" de", StringComparison.OrdinalIgnoreCase) || last.EndsWith(" mit", StringComparison.OrdinalIgnoreCase) || last.EndsWith(" on", StringComparison.OrdinalIgnoreCase) || last is [.., '('] or [.., ':'];
    }

    // "Concurrent chemotherapy: weekly carboplatin".
    private static bool OnlyDose(ReadOnlySpan<char> text)
    {
        foreach (var range in text.SplitAny(' ', ',', '\n'))
        {
            var word = text[range];
            if (!word.IsEmpty && !char.IsAsciiDigit(word[0]) && !DoseWords.Contains(word))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Joined(string text, ReadOnlySpan<TreatmentWord> words, int previous, int next, out bool alternatives)
    {
        alternatives = false;
        var at = words[previous].End;
        var end = words[next].Start;
        if (end - at > 60)
        {
            return false;
        }

        var cue = previous + 1;
        while (at < end)
        {
            if (cue < next && words[cue].Start == at)
            {
                if (words[cue].Role is CueRole.Setting or CueRole.Intent && words[previous].Term.Setting is "chemoradiation")
                {
                    at = words[cue++].End;
                    continue;
                }

                if (words[cue].Role is not CueRole.Join && !(words[cue].Role is CueRole.Modal && words[cue].Term.Value == "to"))
                {
                    return false;
                }

                alternatives |= text.AsSpan(at, words[cue].End - at) is "or" or "o" or "Or";
                at = words[cue++].End;
                continue;
            }

            if (char.IsLetterOrDigit(text[at]))
            {
                var stop = at + 1;
                while (stop < end && char.IsLetterOrDigit(text[stop]))
                {
                    stop++;
                }

                if (!char.IsAsciiDigit(text[at]) && !DoseWords.Contains(text.AsSpan(at, stop - at)))
                {
                    return false;
                }

                at = stop;
                while (cue < next && words[cue].Start < at)
                {
                    cue++;
                }
            }
            else if (text[at] is ';' or ':' || (text[at] == '.' && !(at + 1 < end && char.IsAsciiDigit(text[at + 1]))))
            {
                return false;
            }
            else
            {
                at++;
            }
        }

        return true;
    }
}
