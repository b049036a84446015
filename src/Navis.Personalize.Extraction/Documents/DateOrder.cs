using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Dates;

namespace Navis.Personalize.Extraction.Documents;

/// <summary>Whether a document writes the day or the month first in <c>04/05/2023</c>.</summary>
public static class DateOrder
{
    /// <summary>True for day first, false for month first, null when nothing in the document decides it.</summary>
    /// <param name="text">Text of the document.</param>
    /// <param name="language">Its language; all but English write the day first.</param>
    /// <remarks>A date with a part above 12 decides, else a date in words that one order would repeat. Dates that contradict each other decide nothing.</remarks>
    public static bool? DayFirst(string text, string language)
    {
        bool day = false, month = false;
        List<Numeric>? open = null;
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsAsciiDigit(text[at]) || (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '/' or '-' or '.')) || At(text, at) is not { } found)
            {
                continue;
            }

            at = found.End - 1;
            if (found.Separator == '.')
            {
                continue;
            }

            day |= found.First > 12 && found.Second <= 12;
            month |= found.Second > 12 && found.First <= 12;
            if (found.First <= 12 && found.Second <= 12 && found.First != found.Second)
            {
                (open ??= []).Add(found);
            }
        }

        return (day, month) switch
        {
            (true, false) => true,
            (false, true) => false,
            (true, true) => null,
            (false, false) => !language.StartsWith("en", StringComparison.Ordinal) ? true : open is null ? null : ByWords(text, open),
        };
    }

    /// <summary>The date at a place of the text, its day and month left open when the order is not known.</summary>
    /// <param name="match">A date read with either order.</param>
    /// <param name="text">Text.</param>
    /// <param name="dayFirst">Order, or null.</param>
    internal static PartialDate Settle(DateMatch match, string text, bool? dayFirst) =>
        dayFirst is null && At(text, match.Start) is { Separator: not '.', First: <= 12, Second: <= 12 } numeric && numeric.First != numeric.Second
            ? PartialDate.Of(match.Date.Year) ?? match.Date
            : match.Date;

    // "MACROSCOPY (April 1, 2019)" beside "01/04/2019": only one order repeats a date that stands in words.
    private static bool? ByWords(string text, List<Numeric> open)
    {
        bool day = false, month = false;
        foreach (var named in ClinicalDates.Find(text))
        {
            if (named.Date.Day == 0 || At(text, named.Start) is not null)
            {
                continue;
            }

            foreach (var numeric in open)
            {
                if (numeric.Year == named.Date.Year || numeric.Year + 2000 == named.Date.Year)
                {
                    day |= (numeric.First, numeric.Second) == (named.Date.Day, named.Date.Month);
                    month |= (numeric.First, numeric.Second) == (named.Date.Month, named.Date.Day);
                }
            }
        }

        return day == month ? null : day;
    }

    private static Numeric? At(string text, int start)
    {
        var at = start;
        var first = Read(text, ref at, 2);
        if (first is null or 0 || at >= text.Length || text[at] is not ('/' or '-' or '.'))
        {
            return null;
        }

        var separator = text[at++];
        var second = Read(text, ref at, 2);
        if (second is null or 0 || at >= text.Length || text[at] != separator)
        {
            return null;
        }

        at++;
        var from = at;
        var year = Read(text, ref at, 4);
        return year is { } y && at - from is 2 or 4 && (at >= text.Length || !char.IsLetterOrDigit(text[at])) ? new Numeric(first.Value, second.Value, y, separator, at) : null;
    }

    private static int? Read(string text, ref int at, int most)
    {
        int value = 0, from = at;
        while (at < text.Length && at - from < most && char.IsAsciiDigit(text[at]))
        {
            value = (value * 10) + text[at++] - '0';
        }

        return at > from ? value : null;
    }

    private readonly record struct Numeric(int First, int Second, int Year, char Separator, int End);
}
