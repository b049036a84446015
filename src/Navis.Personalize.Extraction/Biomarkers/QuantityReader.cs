using System.Globalization;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>Reads the numbers of results: <c>60%</c>, <c>&lt; 1 %</c>, <c>20-30 %</c>, <c>14.2 mut/Mb</c>, <c>approximately 30%</c>, <c>3 out of 86 tumor cells</c>.</summary>
internal static class QuantityReader
{
    private static readonly string[] Megabase = ["mut/Mb", "muts/Mb", "mutations/Mb", "mutation/Mb", "mutations per megabase", "mutations per Mb", "mutaciones/Mb", "mutaciones por megabase", "mut/megabase", "/Mb", "Mut/Mb"];
    private static readonly (string Words, string Comparator)[] Comparisons =
    [
        ("<=", "<="), (">=", ">="), ("=<", "<="), ("=>", ">="), ("\u2264", "<="), ("\u2265", ">="), ("<", "<"), (">", ">"), ("~", "~"), ("\u2248", "~"), ("\u2243", "~"),
        ("less than", "<"), ("fewer than", "<"), ("below", "<"), ("under", "<"), ("greater than", ">"), ("more than", ">"), ("over", ">"), ("above", ">"), ("at least", ">="), ("up to", "<="),
        ("approximately", "~"), ("approx.", "~"), ("approx", "~"), ("about", "~"), ("around", "~"), ("circa", "~"), ("ca.", "~"), ("ca", "~"), ("c.a.", "~"),
        ("menos del", "<"), ("menor del", "<"), ("menor de", "<"), ("menor al", "<"), ("inferior al", "<"), ("más del", ">"), ("mayor del", ">"), ("mayor de", ">"), ("superior al", ">"), ("aproximadamente", "~"), ("aproximadamente del", "~"), ("alrededor del", "~"), ("en torno al", "~"),
        ("weniger als", "<"), ("mehr als", ">"), ("etwa", "~"), ("minder dan", "<"), ("meer dan", ">"), ("ongeveer", "~"),
    ];

    /// <summary>All numbers of a sentence that stand as words of their own, in order; units other than percent and mutations a megabase are left null.</summary>
    /// <param name="text">Sentence.</param>
    /// <param name="units">Units.</param>
    public static List<Quantity> Read(string text, List<Unit> units)
    {
        var found = new List<Quantity>();
        foreach (var unit in units)
        {
            if (unit.Role != Role.Number || (found.Count > 0 && unit.Start < found[^1].End) || (unit.Start > 0 && text[unit.Start - 1] is '.' or '_'))
            {
                continue;
            }

            var at = unit.Start;
            if (!Number(text, ref at, out var low))
            {
                continue;
            }

            var start = unit.Start;
            var comparator = Comparator(text, ref start);
            decimal? high = null;
            var next = at;
            if (Percent(text, next) is { } early)
            {
                next = early; // "20%-30%"
            }

            if (Range(text, SaysBetween(text, start), ref next) && Number(text, ref next, out var upper) && upper > low)
            {
                (high, at) = (upper, next);
            }

            var measure = Unit(text, ref at);
            if (at < text.Length && char.IsLetterOrDigit(text[at]) && measure is null)
            {
                continue;
            }

            found.Add(new(low, high, comparator, measure, null, start, at));
        }

        return found;
    }

    // "between 1 and 49 %", "entre 1 y 49 %"
    private static bool SaysBetween(string text, int start)
    {
        var head = text.AsSpan(0, start).TrimEnd();
        return head.EndsWith("between", StringComparison.OrdinalIgnoreCase) || head.EndsWith("entre", StringComparison.OrdinalIgnoreCase) || head.EndsWith("entre el", StringComparison.OrdinalIgnoreCase) || head.EndsWith("zwischen", StringComparison.OrdinalIgnoreCase);
    }

    private static bool Number(string text, ref int at, out decimal number)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        var whole = at;
        if (at > start && at + 1 < text.Length && text[at] is '.' or ',' && char.IsAsciiDigit(text[at + 1]))
        {
            at++;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }

            // "codons 12,13", "2,3,4": a comma before two digits, or among several, and no unit is a list; "5,2" is a decimal.
            if (text[whole] == ',' && (at - whole != 2 || (at < text.Length && text[at] == ',')) && Percent(text, at) is null && !text.AsSpan(at).TrimStart().StartsWith("mut", StringComparison.OrdinalIgnoreCase))
            {
                at = whole;
            }
        }

        number = 0;
        return at > start && at - start <= 8 && decimal.TryParse(text.AsSpan(start, at - start).ToString().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    private static string? Comparator(string text, ref int start)
    {
        var head = text.AsSpan(0, start).TrimEnd(" \\*");
        foreach (var (words, comparator) in Comparisons)
        {
            if (head.EndsWith(words, StringComparison.OrdinalIgnoreCase) && (!char.IsLetter(words[0]) || head.Length == words.Length || !char.IsLetterOrDigit(head[head.Length - words.Length - 1])))
            {
                start = head.Length - words.Length;
                return comparator;
            }
        }

        return null;
    }

    private static bool Range(string text, bool between, ref int at)
    {
        var i = at;
        Spaces(text, ref i);
        if (i < text.Length && text[i] is '-' or '\u2013' or '\u2014')
        {
            i++;
        }
        else if (between && (string.CompareOrdinal(text, i, "and ", 0, 4) == 0 || string.CompareOrdinal(text, i, "y ", 0, 2) == 0 || string.CompareOrdinal(text, i, "und ", 0, 4) == 0))
        {
            i = text.IndexOf(' ', i);
        }
        else if (string.CompareOrdinal(text, i, "to ", 0, 3) == 0 || string.CompareOrdinal(text, i, "a ", 0, 2) == 0)
        {
            i = text.IndexOf(' ', i);
        }
        else
        {
            return false;
        }

        Spaces(text, ref i);
        at = i;
        return i < text.Length && char.IsAsciiDigit(text[i]);
    }

    private static string? Unit(string text, ref int at)
    {
        if (Percent(text, at) is { } end)
        {
            at = end;
            return "%";
        }

        var i = at;
        Spaces(text, ref i);
        foreach (var words in Megabase)
        {
            if (string.Compare(text, i, words, 0, words.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                at = i + words.Length;
                return "mut/Mb";
            }
        }

        return null;
    }

    private static int? Percent(string text, int at)
    {
        Spaces(text, ref at);
        return at < text.Length && text[at] is '%' or '\uff05' ? at + 1
            : string.Compare(text, at, "percent", 0, 7, StringComparison.OrdinalIgnoreCase) == 0 ? at + 7
            : string.Compare(text, at, "por ciento", 0, 10, StringComparison.OrdinalIgnoreCase) == 0 ? at + 10
            : null;
    }

    private static void Spaces(string text, ref int at)
    {
        while (at < text.Length && text[at] is ' ' or '\u00a0')
        {
            at++;
        }
    }
}
