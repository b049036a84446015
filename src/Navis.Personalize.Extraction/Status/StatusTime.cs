using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Dates;
using Navis.Personalize.Extraction.Narrative;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Status;

/// <summary>When a status of the disease was so: its date, and if the sentence itself tells that something later took its place.</summary>
internal static class StatusTime
{
    private const int DateReach = 300;
    private static readonly string[] Begins = ["since", "start", "began", "begun", "from", "initiated", "commenced", "desde", "inici", "comenz", "empez", "seit", "sinds", "diagnosed", "diagnosticad"];
    private static readonly string[] Looks = ["CT ", "PET", "MRI", "scan", "imaging", "TAC", "TC ", "RM ", "biops"];
    private static readonly string[] Ends = ["to", "until", "through", "till", "hasta", "al", "-", "–"];
    private static readonly string[] Earlier = ["initial", "initially", "best response was", "best response", "best overall response", "transient", "previous", "prior", "first", "inicial", "inicialmente", "mejor respuesta", "previa"];
    private static readonly string[] Reasons = ["because of", "due to", "owing to", "in view of", "stopped for", "discontinued for", "stopped at", "stopped after", "discontinued after", "stopped upon", "por", "debido a", "a causa de", "tras"];
    private static readonly string[] Stops = ["stop", "discontinu", "suspend", "suspens", "retir", "switched", "held"];

    /// <summary>The date of the sentence that is the status' own: not that of a drug's start, and the end of a drug only for the growth that ended it.</summary>
    /// <param name="text">Narrative.</param>
    /// <param name="sentence">Sentence.</param>
    /// <param name="match">Status.</param>
    public static PartialDate? DateOf(NarrativeText text, Sentence sentence, TermMatch match)
    {
        var from = Math.Max(sentence.Start, match.Start - DateReach);
        var slice = text.Slice(from, Math.Min(sentence.End, match.End + DateReach));
        var dates = ClinicalDates.Find(slice, from, ClinicalDates.DayFirst(text.Document.Language));
        if (dates.Count == 0)
        {
            return null;
        }

        var own = new List<DateMatch>(dates.Count);
        for (var i = 0; i < dates.Count; i++)
        {
            var date = dates[i];
            var before = text.Slice(Math.Max(i == 0 ? sentence.Start : dates[i - 1].End, date.Start - 60), date.Start).TrimEnd();
            if (HasBegin(before) || (EndsRange(before, i == 0 ? null : dates[i - 1], date) && !(match.Entry.Id is "progression" && Any(slice, Stops))))
            {
                continue;
            }

            own.Add(date);
        }

        // "CT in May showed …, CT in March …" puts the dates in front; "response on CT of …, progression on CT of …" behind.
        var front = own.FindLastIndex(d => d.End <= match.Start);
        var back = own.FindIndex(d => d.Start >= match.End);
        return (front, back) switch
        {
            ( < 0, < 0) => null,
            ( < 0, _) => own[back].Date,
            (_, < 0) => own[front].Date,
            _ => own.Count == 1 || own[0].Start < FirstStatus(text, sentence, match) ? own[front].Date : own[back].Date,
        };
    }

    /// <summary>True when the words around it say that it is over.</summary>
    /// <param name="text">Narrative.</param>
    /// <param name="sentence">Sentence.</param>
    /// <param name="match">Status.</param>
    /// <param name="next">The next status of the text, or null.</param>
    public static bool IsOver(NarrativeText text, Sentence sentence, TermMatch match, TermMatch? next)
    {
        var before = text.Slice(Math.Max(sentence.Start, match.Start - 26), match.Start).TrimEnd();
        if (match.Entry.Id is "response" or "stable")
        {
            var after = text.Slice(match.End, Math.Min(sentence.End, match.End + 14)).TrimStart();
            return EndsWithAny(before, Earlier) || after.StartsWith("inicial", StringComparison.OrdinalIgnoreCase) || after.StartsWith("initially", StringComparison.OrdinalIgnoreCase)
                || (next is { } later && later.Start < sentence.End && later.Entry.Id is "progression" or "recurrence" && !Denied(text.Slice(match.End, later.Start)));
        }

        return match.Entry.Id is "progression" && EndsWithAny(before, Reasons) && Any(text.Slice(Math.Max(sentence.Start, match.Start - DateReach), match.Start), Stops);
    }

    /// <summary>True when "no" stands right before it: <c>no evidence of progression</c>, <c>sin progresión</c>.</summary>
    /// <param name="before">Text in front, trimmed at its end.</param>
    public static bool Denied(ReadOnlySpan<char> before)
    {
        before = before.TrimEnd();
        foreach (var word in (ReadOnlySpan<string>)["disease", "tumor", "further", "radiographic", "definite", "de", "la", "any", "of", "evidence", "signs", "sign", "evidencia", "signos", "datos", "observa", "objetiva", "se", "ha", "hay", "clear"])
        {
            before = TrimWord(before, word);
        }

        return EndsWithWord(before, "no") || EndsWithWord(before, "without") || EndsWithWord(before, "sin") || EndsWithWord(before, "not");
    }

    private static ReadOnlySpan<char> TrimWord(ReadOnlySpan<char> before, string word) => EndsWithWord(before, word) ? before[..^word.Length].TrimEnd() : before;

    private static int FirstStatus(NarrativeText text, Sentence sentence, TermMatch match)
    {
        // The first word of the sentence that could be a status is no later than this one; a date in front of any of them heads them all.
        var start = Math.Max(sentence.Start, match.Start - DateReach);
        var head = text.Slice(start, match.Start);
        var earlier = head.IndexOf("respon", StringComparison.OrdinalIgnoreCase);
        var other = head.IndexOf("respues", StringComparison.OrdinalIgnoreCase);
        var first = earlier < 0 ? other : other < 0 ? earlier : Math.Min(earlier, other);
        return first < 0 ? match.Start : start + first;
    }

    private static bool EndsRange(ReadOnlySpan<char> before, DateMatch? previous, DateMatch date) =>
        previous is { } start ? EndsWithAny(before, Ends) && date.Start - start.End < 16 : EndsWithAny(before, Ends) && before is not [.., '-' or '–'];

    private static bool HasBegin(ReadOnlySpan<char> before)
    {
        var clause = before[(before.LastIndexOfAny(";,.") + 1)..];
        return Any(clause, Begins) && !Any(clause, Looks);
    }

    private static bool Any(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsWithAny(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
        {
            if (EndsWithWord(text, word))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsWithWord(ReadOnlySpan<char> text, string word) =>
        text.EndsWith(word, StringComparison.OrdinalIgnoreCase) && (text.Length == word.Length || !char.IsLetter(text[^(word.Length + 1)]));
}
