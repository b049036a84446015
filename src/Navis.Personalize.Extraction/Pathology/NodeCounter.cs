using System.Buffers;
using Navis.Personalize.Extraction.Narrative;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Pathology;

/// <summary>Finds counts of lymph nodes: labelled totals, fractions (<c>0/12</c>, <c>two of nine nodes</c>) and counted lines (<c>six peribronchial lymph nodes, no evidence of malignancy</c>).</summary>
internal static class NodeCounter
{
    private const int MostNodes = 120;
    private static readonly SearchValues<char> Stops = SearchValues.Create(",.;:()");

    /// <summary>Fractions in sentences that speak of nodes, in text order.</summary>
    /// <param name="text">Narrative.</param>
    public static List<NodeCount> Fractions(NarrativeText text)
    {
        var found = new List<NodeCount>();
        foreach (var sentence in text.Sentences)
        {
            if (BehindCategory(text.Text, sentence) is { } beside)
            {
                found.Add(beside);
                continue;
            }

            if (!SpeaksOfNodes(text.Slice(sentence.Start, sentence.End)) && !(sentence.HeadingEnd > 0 && SpeaksOfNodes(text.Slice(sentence.HeadingStart, sentence.HeadingEnd))))
            {
                continue;
            }

            for (var i = sentence.Start; i < sentence.End; i++)
            {
                if (i > sentence.Start && char.IsLetterOrDigit(text.Text[i - 1]))
                {
                    continue;
                }

                if (Fraction(text.Text, i, sentence.End) is { } count)
                {
                    // "Four of six lymph nodes positive (4/6)" is one count said twice.
                    if (!(found.Count > 0 && found[^1] is var last && last.Start >= sentence.Start && last.Examined == count.Examined && last.Positive == count.Positive && char.IsLetter(text.Text[last.Start]) && char.IsAsciiDigit(text.Text[count.Start])))
                    {
                        found.Add(count);
                    }

                    i = count.End - 1;
                }
            }
        }

        return found;
    }

    // "Sixteen nodes, four with metastasis", "four nodes with carcinoma out of 11 examined": a second number parts the first.
    private static (int Examined, int Positive)? Parted(string text, int from, int limit, int first, bool involved)
    {
        for (var i = from; involved && i < limit; i++)
        {
            if (char.IsLetterOrDigit(text[i - 1]) || SpelledNumber.At(text, i, out var end) is not { } second)
            {
                continue;
            }

            var after = text.AsSpan(end, Math.Min(24, limit - end)).TrimStart();
            if (second <= first && (after.StartsWith("con ", StringComparison.OrdinalIgnoreCase) || after.StartsWith("with ", StringComparison.OrdinalIgnoreCase) || after.StartsWith("positiv", StringComparison.OrdinalIgnoreCase) || after.StartsWith("involved", StringComparison.OrdinalIgnoreCase)
                || after.StartsWith("afect", StringComparison.OrdinalIgnoreCase) || after.StartsWith("metast", StringComparison.OrdinalIgnoreCase) || after.StartsWith("of which", StringComparison.OrdinalIgnoreCase) || after.StartsWith("of them", StringComparison.OrdinalIgnoreCase) || after.StartsWith("de ellos", StringComparison.OrdinalIgnoreCase)))
            {
                return (first, second);
            }

            var before = text.AsSpan(from, i - from).TrimEnd();
            if (second >= first && second <= MostNodes && (before.EndsWith("out of", StringComparison.OrdinalIgnoreCase) || before.EndsWith(" de", StringComparison.OrdinalIgnoreCase) || before.EndsWith("de los", StringComparison.OrdinalIgnoreCase)))
            {
                return (second, first);
            }
        }

        return null;
    }

    // "pT2b pN1 (2/15)": the fraction in brackets behind the category, in a sentence that has no other word for nodes.
    private static NodeCount? BehindCategory(string text, Sentence sentence)
    {
        var words = text.AsSpan(sentence.Start, sentence.End - sentence.Start);
        var at = words.IndexOf("pN", StringComparison.Ordinal);
        if (at < 0 || SpeaksOfNodes(words))
        {
            return null;
        }

        var open = at + 2;
        while (open < words.Length && (char.IsAsciiDigit(words[open]) || words[open] is 'a' or 'b' or 'c' or ' '))
        {
            open++;
        }

        return open < words.Length && words[open] is '(' or '[' && Fraction(text, sentence.Start + open + 1, sentence.End) is { } count && text[count.Start..count.End].Contains('/') ? count : null;
    }

    /// <summary>Lines that count nodes and call them all free or all involved, and state no fraction.</summary>
    /// <param name="text">Narrative.</param>
    /// <param name="fractions">Fractions already found.</param>
    public static List<NodeCount> Lines(NarrativeText text, List<NodeCount> fractions)
    {
        var found = new List<NodeCount>();
        var next = 0;
        foreach (var sentence in text.Sentences)
        {
            // Both are in text order.
            while (next < fractions.Count && fractions[next].Start < sentence.Start)
            {
                next++;
            }

            var words = text.Slice(sentence.Start, sentence.End);
            if ((next < fractions.Count && fractions[next].Start < sentence.End) || !SpeaksOfNodes(words) || Involved(words) is not { } involved)
            {
                continue;
            }

            for (var i = sentence.Start; i < sentence.End; i++)
            {
                if ((i == sentence.Start || !char.IsLetterOrDigit(text.Text[i - 1])) && SpelledNumber.At(text.Text, i, out var end) is > 0 and <= MostNodes and var number && IsCounted(text.Text, end, sentence.End))
                {
                    found.Add(Parted(text.Text, end, sentence.End, number, involved) is var (examined, positive) ? new(examined, positive, sentence.Start, sentence.End) : new(number, involved ? number : 0, sentence.Start, sentence.End));
                    break;
                }
            }
        }

        return found;
    }

    /// <summary>The number after a field's name, or right before it; null when none stands there.</summary>
    /// <param name="text">Text.</param>
    /// <param name="field">Field.</param>
    /// <param name="start">Start of the evidence.</param>
    /// <param name="end">End of the evidence.</param>
    public static int? Labelled(string text, TermMatch field, out int start, out int end)
    {
        start = field.Start;
        var i = field.End;
        while (i < text.Length && i - field.End < 14 && text[i] is ' ' or ':' or '\n' or '\t' or '=' or '(' or '-' or ';' or '.')
        {
            i++;
        }

        if (i > field.End && SpelledNumber.At(text, i, out end) is { } after && IsWhole(text, end) && (!field.Entry.Attributes.ContainsKey("spelled") || char.IsLetter(text[i])))
        {
            return after;
        }

        if (field.Entry.Attributes.ContainsKey("spelled"))
        {
            end = field.End;
            return null;
        }

        end = field.End;
        i = field.Start - 1;
        while (i > 0 && text[i] == ' ')
        {
            i--;
        }

        var last = i + 1;
        while (i >= 0 && char.IsLetterOrDigit(text[i]))
        {
            i--;
        }

        if (i + 1 < last && (i < 0 || text[i] is not ('/' or '.')) && !IsWholeOfFraction(text, i) && SpelledNumber.At(text, i + 1, out var numberEnd) is { } before && numberEnd == last)
        {
            start = i + 1;
            return before;
        }

        return null;
    }

    // Not the first number of "2/14", "2 of 14", "4.5", "two positive".
    private static bool IsWhole(string text, int end)
    {
        var rest = text.AsSpan(end, Math.Min(12, text.Length - end));
        return !(rest.Length > 1 && rest[0] is '/' or '.' or ',' && char.IsAsciiDigit(rest[1])) && !rest.StartsWith(" of", StringComparison.OrdinalIgnoreCase) && !rest.StartsWith(" out", StringComparison.OrdinalIgnoreCase)
            && !rest.StartsWith(" de ", StringComparison.OrdinalIgnoreCase) && !rest.StartsWith(" positive", StringComparison.OrdinalIgnoreCase) && !rest.StartsWith(" involved", StringComparison.OrdinalIgnoreCase) && !rest.StartsWith(" metast", StringComparison.OrdinalIgnoreCase);
    }

    // "2 of 14 nodes positive": the 14 is the whole, not the positive ones.
    private static bool IsWholeOfFraction(string text, int at)
    {
        var before = text.AsSpan(0, Math.Max(0, at + 1)).TrimEnd();
        return before.EndsWith(" of", StringComparison.OrdinalIgnoreCase) || before.EndsWith(" of the", StringComparison.OrdinalIgnoreCase) || before.EndsWith(" de", StringComparison.OrdinalIgnoreCase) || before.EndsWith(" de los", StringComparison.OrdinalIgnoreCase);
    }

    private static NodeCount? Fraction(string text, int at, int limit)
    {
        if (SpelledNumber.At(text, at, out var end) is not { } positive)
        {
            return null;
        }

        var i = end;
        if (i < limit && text[i] == '/')
        {
            i++;
        }
        else
        {
            var joint = text.AsSpan(i, Math.Max(0, Math.Min(10, limit - i)));
            var length = joint.StartsWith(" out of ") ? 8 : joint.StartsWith(" of the ") ? 8 : joint.StartsWith(" of ") ? 4 : joint.StartsWith(" de los ") ? 8 : joint.StartsWith(" de ") ? 4 : joint.StartsWith(" van de ") ? 8 : joint.StartsWith(" von ") ? 5 : 0;
            if (length == 0)
            {
                return null;
            }

            i += length;
        }

        if (SpelledNumber.At(text, i, out var last) is not { } examined || examined < positive || examined is 0 or > MostNodes || (last < text.Length && text[last] is '/' or '%'))
        {
            return null;
        }

        // "2 of 3 cm", "1 of 4 blocks": a count of nodes names nodes, stands in brackets, or is a fraction.
        var rest = text.AsSpan(last, Math.Min(40, text.Length - last));
        return text[i - 1] == '/' || SpeaksOfNodes(rest) || IsLabelled(text, at) ? new(examined, positive, at, last) : null;
    }

    // "Hilar lymph nodes: 1 of 6 involved": the label in front names nodes.
    private static bool IsLabelled(string text, int at)
    {
        var before = text.AsSpan(Math.Max(0, at - 40), at - Math.Max(0, at - 40)).TrimEnd();
        return before is [.., ':'] && SpeaksOfNodes(before[(before.LastIndexOfAny(".;\n") + 1)..]);
    }

    private static bool IsCounted(string text, int at, int limit)
    {
        var rest = text.AsSpan(at, Math.Max(0, Math.Min(46, limit - at)));
        var node = rest.IndexOf("node", StringComparison.OrdinalIgnoreCase) is >= 0 and var english ? english : rest.IndexOf("gangli", StringComparison.OrdinalIgnoreCase) is >= 0 and var spanish ? spanish : rest.IndexOf("lym", StringComparison.OrdinalIgnoreCase);
        return node > 0 && rest[..node].IndexOfAny(Stops) is var stop && (stop < 0 || (rest[stop] == '.' && stop > 0 && char.IsLetter(rest[stop - 1]) && stop + 1 < node && char.IsLetter(rest[stop + 1])));
    }

    // true = all involved, false = all free, null = not said. "NC EVIDENCE OF MALIGNANCY" (OCR) says free as "no evidence" does.
    private static bool? Involved(ReadOnlySpan<char> sentence)
    {
        if (Has(sentence, "negative for") || Has(sentence, "no evidence of") || Has(sentence, "no metasta") || NoEvidence(sentence) || Has(sentence, "without metasta") || Has(sentence, "no tumor") || Has(sentence, "no malignan")
            || Has(sentence, "free of") || Has(sentence, "sin metástasis") || Has(sentence, "negativos") || Has(sentence, "libres de") || Has(sentence, "sin evidencia") || Has(sentence, "nodes negative") || Has(sentence, "nodes, negative") || Has(sentence, "all negative") || Has(sentence, "todos negativos") || Has(sentence, "all free") || Has(sentence, "benign"))
        {
            return false;
        }

        return Has(sentence, "positive for") || Has(sentence, "nodes positive") || Has(sentence, "all positive") || Has(sentence, "with metasta") || Has(sentence, "nodes involved") || Has(sentence, "con metástasis") || Has(sentence, "positivos") ? true : null;
    }

    // Of reports only "no evidence of malignancy" exists; the words before "of malignancy" may be damaged.
    private static bool NoEvidence(ReadOnlySpan<char> sentence)
    {
        var at = sentence.IndexOf(" of malignancy", StringComparison.OrdinalIgnoreCase);
        var word = at > 0 ? sentence[..at] : [];
        return EditDistance.Of(word[(word.LastIndexOfAny(' ', '\n') + 1)..], "evidence") <= 2;
    }

    private static bool Has(ReadOnlySpan<char> text, ReadOnlySpan<char> words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static bool SpeaksOfNodes(ReadOnlySpan<char> text) => Has(text, "node") || Has(text, "lymph n") || Has(text, "ganglio") || Has(text, "adenopat") || Has(text, "lymfeklier") || Has(text, "lymphknoten");
}

/// <summary>A count of nodes.</summary>
/// <param name="Examined">Nodes examined.</param>
/// <param name="Positive">Of these with tumour.</param>
/// <param name="Start">Start.</param>
/// <param name="End">End, exclusive.</param>
internal readonly record struct NodeCount(int Examined, int Positive, int Start, int End);
