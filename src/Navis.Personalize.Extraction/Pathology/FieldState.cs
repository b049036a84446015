using Navis.Personalize.Extraction.Narrative;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Pathology;

/// <summary>Reads what a field of a pathology report says: <c>Perineural invasion: Absent</c>, <c>no STAS</c>, <c>visceral pleura is not involved</c>, <c>Vascular: NSGATIVE</c> (OCR).</summary>
internal sealed class FieldState(PathologyWords words)
{
    private const int Before = 60, After = 70, Gap = 44, NextLine = 60;
    private static readonly string[] Printed = ["negative", "positive", "present", "absent", "uninvolved", "involved", "identified"];

    /// <summary><c>present</c>, <c>absent</c>, <c>indeterminate</c>, <c>close</c>, <c>not-applicable</c>, or null when the text does not say.</summary>
    /// <param name="text">Narrative.</param>
    /// <param name="labels">Fields of the sentence, in order.</param>
    /// <param name="index">Which of them.</param>
    /// <param name="evidenceEnd">Where the words that say it end; at least the field's own end.</param>
    public string? Of(NarrativeText text, IReadOnlyList<TermMatch> labels, int index, out int evidenceEnd)
    {
        var label = labels[index];
        var sentence = text.SentenceAt(label.Start);
        evidenceEnd = label.End;
        var end = Math.Min(ValueEnd(text, sentence, label), label.End + After);
        if (index + 1 < labels.Count && labels[index + 1].Start < end)
        {
            end = labels[index + 1].Start;
        }

        foreach (var state in words.States.Find(text.Slice(label.End, Math.Max(label.End, end)), label.End))
        {
            if (state.Entry.Id == "present-before")
            {
                continue;
            }

            if (state.Start - label.End > Gap || HasClauseEnd(text.Slice(label.End, state.Start)))
            {
                break;
            }

            evidenceEnd = state.End;
            return state.Entry.Id;
        }

        if (Damaged(text.Slice(label.End, Math.Max(label.End, end))) is { } damaged)
        {
            evidenceEnd = Math.Min(end, label.End + 24);
            return damaged;
        }

        return Preceding(text, sentence, label) ?? Whole(text, sentence, label) ?? Joined(text, labels, index, ref evidenceEnd);
    }

    // The value may stand on the next line: "LYMPH-VASCULAR INVASION:\n   Not identified".
    private static int ValueEnd(NarrativeText text, Sentence sentence, TermMatch label)
    {
        var rest = text.Slice(label.End, Math.Max(label.End, sentence.End)).Trim();
        if (rest.TrimEnd(":;.?- ").IsEmpty)
        {
            // "…, with vascular invasion. The margin is free": a full stop ends what is said, unless it ends the line of a label.
            var index = text.IndexAt(sentence.Start);
            if (index + 1 < text.Sentences.Length && text.Sentences[index + 1].Start - label.End < NextLine
                && (!rest.Contains('.') || text.Slice(sentence.End, text.Sentences[index + 1].Start).Contains('\n')))
            {
                return text.Sentences[index + 1].End;
            }
        }

        return sentence.End;
    }

    private string? Preceding(NarrativeText text, Sentence sentence, TermMatch label)
    {
        var from = Math.Max(sentence.Start, label.Start - Before);
        if (from >= label.Start)
        {
            return null;
        }

        string? nearest = null;
        foreach (var state in words.States.Find(text.Slice(from, label.Start), from))
        {
            if (!HasClauseEnd(text.Slice(state.End, label.Start)))
            {
                nearest = state.Entry.Id;
            }
        }

        return nearest switch { "present-before" => "present", "not-applicable" => null, _ => nearest };
    }

    // "Infiltration of the visceral pleura." is a statement by itself; a label ends in a colon or is followed by its value.
    private static string? Whole(NarrativeText text, Sentence sentence, TermMatch label) =>
        label.Entry.Id is not "margins" && sentence.End > label.End && text.Slice(label.End, sentence.End).Trim() is "." && text.Slice(sentence.Start, label.Start).Trim(" -*•·").IsEmpty
            && (text.Slice(label.Start, label.End).StartsWith("inv", StringComparison.OrdinalIgnoreCase) || text.Slice(label.Start, label.End).StartsWith("infiltr", StringComparison.OrdinalIgnoreCase) || text.Slice(label.Start, label.End).StartsWith("perme", StringComparison.OrdinalIgnoreCase))
            ? "present" : null;

    // "Lymphovascular and perineural invasion: absent": what the next field says, when only a joint stands between.
    private string? Joined(NarrativeText text, IReadOnlyList<TermMatch> labels, int index, ref int evidenceEnd)
    {
        if (index + 1 >= labels.Count || text.SentenceAt(labels[index + 1].Start) != text.SentenceAt(labels[index].Start))
        {
            return null;
        }

        var joint = text.Slice(labels[index].End, labels[index + 1].Start).Trim();
        if (joint is "and" or "or" or "," or "/" or ", and" or ", or" or "y" or "o" or "ni" or "and/or" or "und" or "en" or "&")
        {
            var said = Of(text, labels, index + 1, out var end);
            evidenceEnd = said is null ? evidenceEnd : end;
            return said;
        }

        return null;
    }

    private static bool HasClauseEnd(ReadOnlySpan<char> between)
    {
        if (between.IndexOf(';') is > 0 || between.Contains(" but ", StringComparison.OrdinalIgnoreCase) || between.Contains(" pero ", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        for (var i = 0; i + 1 < between.Length; i++)
        {
            if (between[i] == '.' && between[i + 1] == ' ' && i > 1 && between[i - 1] != '.')
            {
                return true;
            }
        }

        return false;
    }

    // The first word after the separator, when it is one of the printed answers with at most two letters damaged and no other is as near.
    private static string? Damaged(ReadOnlySpan<char> after)
    {
        var i = 0;
        while (i < after.Length && !char.IsLetterOrDigit(after[i]))
        {
            i++;
        }

        if (i == 0 || after[..i].IndexOfAny(":;.?") < 0)
        {
            return null;
        }

        var end = i;
        while (end < after.Length && char.IsLetterOrDigit(after[end]))
        {
            end++;
        }

        var word = after[i..end];
        if (word.Length is < 6 or > 11)
        {
            return null;
        }

        string? best = null;
        int nearest = 3, second = 9;
        foreach (var printed in Printed)
        {
            var distance = EditDistance.Of(word, printed);
            if (distance < nearest)
            {
                (best, second, nearest) = (printed, nearest, distance);
            }
            else
            {
                second = Math.Min(second, distance);
            }
        }

        return best is null || second - nearest < 1 ? null : best is "negative" or "absent" or "uninvolved" ? "absent" : "present";
    }
}
