using System.Buffers;
using System.Collections.Immutable;

namespace Navis.Personalize.Extraction.Staging;

/// <summary>Finds stage groups by their grammar: <c>stage IIIA</c>, <c>Stage IIIB/IVA</c>, <c>stage 3A</c>, <c>estadio IV-A</c>, <c>E-IIIB</c>, <c>Stadium IA2</c>, <c>Stage: lV</c> (OCR), <c>occult</c>.</summary>
internal static class StageGroupScanner
{
    private const int FillerWords = 4;
    private static readonly SearchValues<char> Roman = SearchValues.Create("IVABC123");

    private static readonly ImmutableArray<string> Anchors = ["stages", "stage", "staged", "staging", "stadium", "estadio", "estadío", "estadiaje", "estadificación", "estadificado", "estadificada", "stadio", "tnm-stadium", "e-"];
    private static readonly ImmutableArray<string> Fillers =
    [
        "group", "grouping", "of", "is", "was", "as", "now", "clinical", "clinically", "pathologic", "pathological", "pathologically", "at", "least", "least,", "tnm", "ajcc", "uicc", "disease", "diagnosis", "clínico", "patológico",
        "clinico", "anatómico", "anatomic", "overall", "initial", "initially", "presentation", "the", "time", "classification", "grupo", "de", "actual", "inicial", "lung", "cancer", "klinisch", "klinisches", "pathologisches", "likely", "probable", "final", "prognostic", "a", "an",
    ];

    /// <summary>All groups in text order; one anchor may have several ("IIIB/IVA").</summary>
    /// <param name="text">Text.</param>
    public static List<StageGroupSpan> Scan(ReadOnlySpan<char> text)
    {
        var found = new List<StageGroupSpan>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('s' or 'S' or 'e' or 'E' or 't' or 'T') || (i > 0 && char.IsLetterOrDigit(text[i - 1])))
            {
                continue;
            }

            if (Anchor(text, i) is var length and > 0)
            {
                i = Values(text, i, i + length, found) - 1;
            }
        }

        return found;
    }

    /// <summary>Adds the groups that stand beside a TNM string without the word "stage": <c>cT2aN2M0 (IIIA)</c>, <c>cT2b cN2 cM0, IIIA</c>, <c>IIIA (cT2aN2M0)</c>.</summary>
    /// <param name="text">Text.</param>
    /// <param name="strings">TNM strings of the text.</param>
    /// <param name="found">Groups, to which they are added in text order.</param>
    public static void BesideTnm(ReadOnlySpan<char> text, List<TnmString> strings, List<StageGroupSpan> found)
    {
        foreach (var tnm in strings)
        {
            if (tnm.Categories.Length < 2)
            {
                continue;
            }

            var at = Gap(text, tnm.End, " ,;:(=[-–");
            if (at - tnm.End <= 3 && text[tnm.End..at].IndexOf('\n') < 0 && IsBare(text, at, out var value, out var end))
            {
                Insert(found, new(value, at, at, end));
            }

            var before = text[..tnm.Start].TrimEnd(" (,:[");
            var start = before.LastIndexOfAny(" \n(:,") + 1;
            if (tnm.Start - before.Length is > 0 and <= 2 && IsBare(text, start, out value, out end) && end == before.Length)
            {
                Insert(found, new(value, start, start, end));
            }
        }
    }

    // Capital Roman figures only, and no lone "I", which is a word.
    private static bool IsBare(ReadOnlySpan<char> text, int at, out string value, out int end)
    {
        value = Value(text, at, out end) is { Length: > 1 } group ? group : "";
        return value.Length > 1 && value[0] == 'I' && text[at..end].IndexOfAnyExcept(Roman) < 0;
    }

    private static void Insert(List<StageGroupSpan> found, StageGroupSpan span)
    {
        var place = found.BinarySearch(span, ByStart);
        place = place < 0 ? ~place : place;
        if ((place == 0 || found[place - 1].End <= span.Start) && (place == found.Count || found[place].Start >= span.End))
        {
            found.Insert(place, span);
        }
    }

    private static readonly Comparer<StageGroupSpan> ByStart = Comparer<StageGroupSpan>.Create(static (a, b) => a.Start.CompareTo(b.Start));

    private static int Anchor(ReadOnlySpan<char> text, int i)
    {
        foreach (var anchor in Anchors)
        {
            if (anchor == "e-")
            {
                // "EIV", "E IIIA": Spanish notes write the word's first letter only.
                if (text[i] == 'E' && i + 3 <= text.Length && (text[i + 1] == 'I' && text[i + 2] is 'I' or 'V' || text[i + 1] == ' ' && i + 4 <= text.Length && text[i + 2] == 'I' && text[i + 3] is 'I' or 'V'))
                {
                    return text[i + 1] == ' ' ? 2 : 1;
                }

                if (text[i] == 'E' && i + 1 < text.Length && text[i + 1] == '-' && i + 2 < text.Length && text[i + 2] is 'I')
                {
                    return 2;
                }
            }
            else if (text[i..].StartsWith(anchor, StringComparison.OrdinalIgnoreCase) && (i + anchor.Length >= text.Length || !char.IsLetter(text[i + anchor.Length])))
            {
                return anchor.Length;
            }
        }

        return 0;
    }

    private static int Values(ReadOnlySpan<char> text, int anchor, int after, List<StageGroupSpan> found)
    {
        var at = after;
        for (var n = 0; n <= FillerWords; n++)
        {
            at = Gap(text, at, n == 0 ? " \t:-=(\n*_–[\"" : " \t:=(\n,*_");
            if (Value(text, at, out var end) is { } value)
            {
                found.Add(new(value, anchor, at, end));
                return More(text, anchor, end, found);
            }

            if (Filler(text, at) is not (var skip and > 0))
            {
                return after;
            }

            at += skip;
        }

        return after;
    }

    // "IIIB/IVA", "IIIA or IIIB", "III-IV": each is stated.
    private static int More(ReadOnlySpan<char> text, int anchor, int end, List<StageGroupSpan> found)
    {
        var at = end;
        foreach (var joint in (ReadOnlySpan<string>)["/", " / ", " or ", "-", " - ", "–", " to ", " and ", " vs ", " vs. ", " versus ", " o ", " y ", " oder "])
        {
            if (text[end..].StartsWith(joint, StringComparison.Ordinal) && Value(text, end + joint.Length, out var next) is { } value)
            {
                found.Add(new(value, anchor, end + joint.Length, next));
                return next;
            }
        }

        return at;
    }

    private static int Gap(ReadOnlySpan<char> text, int at, ReadOnlySpan<char> allowed)
    {
        var from = at;
        while (at < text.Length && at - from < 12 && allowed.Contains(text[at]))
        {
            at++;
        }

        return at;
    }

    private static int Filler(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (end < text.Length && (char.IsLetter(text[end]) || text[end] == ','))
        {
            end++;
        }

        if (end == at)
        {
            return Edition(text, at);
        }

        var word = text[at..end];
        foreach (var filler in Fillers)
        {
            if (word.Equals(filler, StringComparison.OrdinalIgnoreCase))
            {
                return end - at;
            }
        }

        return 0;
    }

    // "Stage (AJCC 8th edition): IIIA", "Stage 8th ed. IB".
    private static int Edition(ReadOnlySpan<char> text, int at)
    {
        if (at < text.Length && text[at] is >= '6' and <= '9' && text[at..Math.Min(text.Length, at + 18)].IndexOf("ed", StringComparison.OrdinalIgnoreCase) is var ed and > 0)
        {
            var end = at + ed;
            while (end < text.Length && text[end] is not (' ' or ':' or '\n'))
            {
                end++;
            }

            while (end < text.Length && text[end] is ')' or ':' or ' ')
            {
                end++;
            }

            return end - at;
        }

        return 0;
    }

    /// <summary>A stage group at a position, or null.</summary>
    /// <param name="text">Text.</param>
    /// <param name="at">Position.</param>
    /// <param name="end">End, exclusive.</param>
    public static string? Value(ReadOnlySpan<char> text, int at, out int end)
    {
        end = at;
        if (at >= text.Length)
        {
            return null;
        }

        if (text[at..].StartsWith("occult", StringComparison.OrdinalIgnoreCase))
        {
            end = at + 6;
            return "occult";
        }

        var (main, length) = Main(text, at);
        if (main is null)
        {
            return null;
        }

        end = at + length;
        var (letter, digit) = ('\0', '\0');
        if (main is not "0")
        {
            var i = end;
            var gap = i < text.Length && text[i] is '-' or ' ' ? 1 : 0;
            var mark = i + gap < text.Length ? char.ToUpperInvariant(text[i + gap]) : '\0';
            if (mark is 'A' or 'B' or 'C' && Allowed(main, mark) && LetterEnds(text, i + gap + 1) && (gap == 0 || char.IsUpper(text[i + gap]) && IsUpperOrDigit(text, at) && !(text[i] == ' ' && IsArticle(text, i + 1))))
            {
                letter = mark;
                end = i + gap + 1;
                var sub = end < text.Length && text[end] is '-' or ' ' && main == "I" && letter == 'A' ? 1 : 0;
                if (end + sub < text.Length && text[end + sub] is >= '1' and <= '3' && ((main == "I" && letter == 'A') || (main == "IV" && letter == 'A' && sub == 0)) && !IsNumberGoingOn(text, end + sub + 1))
                {
                    digit = main == "I" ? text[end + sub] : '\0';
                    end += sub + 1;
                }
            }
        }

        if (end < text.Length && (char.IsLetterOrDigit(text[end]) || (text[end] is '.' && end + 1 < text.Length && char.IsDigit(text[end + 1])) || text[end] == '%'))
        {
            return null;
        }

        return main + (letter == '\0' ? "" : letter) + (digit == '\0' ? "" : digit);
    }

    private static bool Allowed(string main, char letter) => letter != 'C' || main == "III";

    private static bool LetterEnds(ReadOnlySpan<char> text, int i) => i >= text.Length || !char.IsLetter(text[i]);

    private static bool IsUpperOrDigit(ReadOnlySpan<char> text, int at) => char.IsUpper(text[at]) || char.IsDigit(text[at]);

    // "stage I A 65-year-old": the letter belongs to the next sentence.
    private static bool IsArticle(ReadOnlySpan<char> text, int i) => text[i] == 'A' && i + 2 < text.Length && text[i + 1] == ' ' && char.IsLetterOrDigit(text[i + 2]);

    private static bool IsNumberGoingOn(ReadOnlySpan<char> text, int i) => i < text.Length && char.IsLetterOrDigit(text[i]);

    // Roman, with l, L, 1 and | read for I (OCR); or one arabic digit.
    private static (string? Main, int Length) Main(ReadOnlySpan<char> text, int at)
    {
        var i = at;
        var ones = 0;
        while (i < text.Length && ones < 3 && text[i] is 'I' or 'l' or '|' or 'i')
        {
            ones++;
            i++;
        }

        if (ones == 0)
        {
            return text[at] switch
            {
                'V' or 'v' => (null, 0),
                >= '0' and <= '4' when at + 1 >= text.Length || !char.IsDigit(text[at + 1]) => (text[at] switch { '0' => "0", '1' => "I", '2' => "II", '3' => "III", _ => "IV" }, 1),
                _ => (null, 0),
            };
        }

        if (i < text.Length && text[i] is 'V' or 'v')
        {
            return ones == 1 ? ("IV", 2) : (null, 0);
        }

        // A small "i" or "l" alone is a word or a letter, not a numeral, unless a stage letter follows ("iiia").
        return text[at] is 'i' or 'l' && ones == 1 && !(i < text.Length && char.IsAsciiLetterUpper(text[i])) ? (null, 0) : (new string('I', ones), ones);
    }
}

/// <summary>A stage group in a text.</summary>
/// <param name="Value">Contract value.</param>
/// <param name="Anchor">Start of the word "stage".</param>
/// <param name="Start">Start of the value.</param>
/// <param name="End">End, exclusive.</param>
internal readonly record struct StageGroupSpan(string Value, int Anchor, int Start, int End);
