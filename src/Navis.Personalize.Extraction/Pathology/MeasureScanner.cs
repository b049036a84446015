using System.Globalization;

namespace Navis.Personalize.Extraction.Pathology;

/// <summary>Finds lengths in centimetres or millimetres: <c>1.3 cm</c>, <c>56,3 x 32,5 mm</c>, <c>4 x 4-cm</c>, <c>4.2 × 4 .0 x 2.3 em</c> (OCR).</summary>
internal static class MeasureScanner
{
    private const decimal Largest = 30m;

    /// <summary>All lengths in text order; limits ("more than 3 cm", "2 cm or less", "&lt; 1 cm") are left out, for they measure nothing.</summary>
    /// <param name="text">Text.</param>
    public static List<Measure> Scan(string text)
    {
        var found = new List<Measure>();
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i]) || (i > 0 && (char.IsLetterOrDigit(text[i - 1]) || text[i - 1] is '.' or ',' or '/' or '-' && i > 1 && char.IsAsciiDigit(text[i - 2]))))
            {
                continue;
            }

            if (Read(text, i) is { } measure)
            {
                if (!IsLimit(text, measure.Start, measure.End))
                {
                    found.Add(measure);
                }

                i = measure.End - 1;
            }
        }

        return found;
    }

    private static Measure? Read(string text, int start)
    {
        var at = start;
        if (Number(text, ref at) is not { } largest)
        {
            return null;
        }

        var numbers = 1;
        while (Times(text, at) is var next and > 0)
        {
            var n = next;
            if (Number(text, ref n) is not { } number)
            {
                break;
            }

            largest = Math.Max(largest, number);
            numbers++;
            at = n;
        }

        if (Unit(text, at, numbers > 1, out var end) is not { } unit)
        {
            return null;
        }

        var centimetres = unit == 'c' ? largest : largest / 10m;
        return centimetres is > 0 and <= Largest ? new(centimetres, numbers, start, end) : null;
    }

    // "4 .0" and "1. 3" are one number in OCR: only a single digit after the gap counts as its decimals.
    private static decimal? Number(string text, ref int at)
    {
        var i = at;
        while (i < text.Length && char.IsAsciiDigit(text[i]))
        {
            i++;
        }

        var whole = text.AsSpan(at, i - at);
        if (whole.IsEmpty || whole.Length > 3)
        {
            return null;
        }

        var point = i < text.Length && text[i] == ' ' && i + 1 < text.Length && text[i + 1] == '.' ? i + 1 : i;
        if (point + 1 < text.Length && text[point] is '.' or ',')
        {
            var decimals = text[point + 1] == ' ' && point == i && i - at == 1 ? point + 2 : point + 1;
            var end = decimals;
            while (end < text.Length && char.IsAsciiDigit(text[end]) && end - decimals < 2)
            {
                end++;
            }

            if (end > decimals && (decimals == point + 1 || end - decimals == 1))
            {
                at = end;
                return decimal.Parse(string.Concat(whole, ".", text.AsSpan(decimals, end - decimals)), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
            }
        }

        at = i;
        return decimal.Parse(whole, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    // " x ", "×", " X ", "cm x ", " by ", " por ", "%" (OCR for x); returns where the next number begins, or 0.
    private static int Times(string text, int at)
    {
        var i = Spaces(text, at);
        if (i + 1 < text.Length && text[i] is 'c' or 'm' && text[i + 1] == 'm')
        {
            i = Spaces(text, i + 2);
        }

        if (i >= text.Length)
        {
            return 0;
        }

        if (text[i] is 'x' or 'X' or '×' or '*' or '%')
        {
            i = Spaces(text, i + 1);
        }
        else if (text.AsSpan(i).StartsWith("by ") || text.AsSpan(i).StartsWith("por "))
        {
            i = Spaces(text, i + 3);
        }
        else
        {
            return 0;
        }

        return i < text.Length && char.IsAsciiDigit(text[i]) ? i : 0;
    }

    private static int Spaces(string text, int i)
    {
        while (i < text.Length && text[i] is ' ' or '\n' or '\t')
        {
            i++;
        }

        return i;
    }

    private static char? Unit(string text, int at, bool several, out int end)
    {
        var i = Spaces(text, at);
        if (i < text.Length && text[i] == '-')
        {
            i++;
        }

        if (i < text.Length && text[i] == '.' && i + 1 < text.Length && text[i + 1] is 'c' or 'm')
        {
            i++;
        }

        var word = text.AsSpan(i, Math.Min(4, text.Length - i));
        foreach (var (written, unit, ocr) in (ReadOnlySpan<(string, char, bool)>)[("cms", 'c', false), ("cm", 'c', false), ("mm", 'm', false), ("em", 'c', true), ("om", 'c', true), ("crn", 'c', true), ("an", 'c', true), ("cn", 'c', true)])
        {
            if (word.StartsWith(written, StringComparison.OrdinalIgnoreCase) && (!ocr || several || written == "em") && (word.Length == written.Length || !(char.IsLetterOrDigit(word[written.Length]) && word[written.Length] != 'x')))
            {
                end = i + written.Length;
                return unit;
            }
        }

        end = at;
        return null;
    }

    private static bool IsLimit(string text, int start, int end)
    {
        var before = text.AsSpan(Math.Max(0, start - 16), Math.Min(16, start)).TrimEnd();
        var after = text.AsSpan(end, Math.Min(14, text.Length - end)).TrimStart();
        return before.EndsWith(">") || before.EndsWith("<") || before.EndsWith("≤") || before.EndsWith("≥") || Ends(before, "more than") || Ends(before, "greater than") || Ends(before, "less than") || Ends(before, "larger than")
            || Ends(before, "or more than") || Ends(before, "más de") || Ends(before, "menos de") || Ends(before, "menor de") || Ends(before, "mayor de") || Ends(before, "within") || Ends(before, "exceeding")
            || Starts(after, "or less") || Starts(after, "or more") || Starts(after, "or greater") || Starts(after, "but ") || Starts(after, "o menos") || Starts(after, "o más");
    }

    private static bool Ends(ReadOnlySpan<char> text, ReadOnlySpan<char> word) => text.EndsWith(word, StringComparison.OrdinalIgnoreCase);

    private static bool Starts(ReadOnlySpan<char> text, ReadOnlySpan<char> word) => text.StartsWith(word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A length.</summary>
/// <param name="Centimetres">Largest of its numbers, in centimetres.</param>
/// <param name="Numbers">How many dimensions.</param>
/// <param name="Start">Start.</param>
/// <param name="End">End, exclusive.</param>
internal readonly record struct Measure(decimal Centimetres, int Numbers, int Start, int End);
