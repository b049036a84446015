using System.Collections.Frozen;
using System.Globalization;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Dates;

/// <summary>The written forms of a date at one place of a text.</summary>
internal static class DateForms
{
    // Months and the words around a year are the grammar of dates, closed by the calendar; they are no clinical vocabulary.
    private static readonly FrozenDictionary<string, int> Months = Names(
        "january jan enero ene januar januari janvier janv jänner", "february feb febrero februar februari février", "march mar marzo märz maerz maart mars mrz mrt",
        "april apr abril abr avril", "may mayo mai mei", "june jun junio juni juin", "july jul julio juli juillet", "august aug agosto ago augustus août", "september sep sept septiembre setiembre septembre",
        "october oct octubre oktober okt octobre", "november nov noviembre novembre", "december dec diciembre dic dezember dez décembre");

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> MonthOf = Months.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BeforeYear = new[]
    {
        "in", "since", "from", "until", "during", "year", "early", "late", "mid", "circa", "of", "en", "desde", "hasta", "año", "del", "de", "seit", "im", "sinds", "vanaf", "jaar", "anno", "depuis",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The date that begins at a place, or null; <paramref name="at"/> begins a word.</summary>
    public static DateMatch? At(ReadOnlySpan<char> text, int at, bool dayFirst)
    {
        if (char.IsAsciiDigit(text[at]))
        {
            return Numeric(text, at, dayFirst) ?? DayOfMonth(text, at) ?? YearAlone(text, at);
        }

        return char.IsLetter(text[at]) ? MonthName(text, at, 0, at) : null;
    }

    // 2021-03-14, 2026-03, 14.03.21, 3/14/2021, 03/2021
    private static DateMatch? Numeric(ReadOnlySpan<char> text, int at, bool dayFirst)
    {
        if (at > 0 && text[at - 1] is '/' or '-' && at > 1 && char.IsLetterOrDigit(text[at - 2]) && !EndsRange(text, at))
        {
            return null;
        }

        var one = Digits(text, at);
        var separator = at + one < text.Length ? text[at + one] : ' ';
        if (one > 4 || separator is not ('.' or '/' or '-'))
        {
            return null;
        }

        var second = at + one + 1;
        var two = Digits(text, second);
        if (two is 0 or 3 or > 4)
        {
            return null;
        }

        var end = second + two;
        var third = end < text.Length && text[end] == separator ? Digits(text, end + 1) : 0;
        int a = Number(text.Slice(at, one)), b = Number(text.Slice(second, two));
        PartialDate? date;
        if (third > 0)
        {
            var c = Number(text.Slice(end + 1, third));
            end += third + 1;
            date = (one, two, third) switch
            {
                (4, <= 2, <= 2) => PartialDate.Of(a, b, c),
                ( <= 2, <= 2, 4) => Ordered(c, a, b, dayFirst || separator == '.'),
                // Two digits for the year and one for each of the others ("5-7-11") is as likely a list of stations.
                ( <= 2, <= 2, 2) when one + two > 2 || (separator == '/' && c is > 12 and < 50) => Ordered(Century(c), a, b, dayFirst || separator == '.'),
                _ => null,
            };
        }
        else
        {
            date = (one, two) switch
            {
                (4, 2) when separator == '-' => PartialDate.Of(a, b),
                ( <= 2, 4) => a is >= 1 and <= 12 ? PartialDate.Of(b, a) : null,
                (4, 4) => PartialDate.Of(a),
                _ => null,
            };
            end = date is not null && (one, two) == (4, 4) ? at + one : end;
        }

        return date is { } d && !Continues(text, end) ? new DateMatch(d, at, end) : null;
    }

    // The second date of "09/2023-03/2024" and "2019-2021": four digits and a hyphen stand in front.
    private static bool EndsRange(ReadOnlySpan<char> text, int at) =>
        at >= 5 && text[at - 1] == '-' && char.IsAsciiDigit(text[at - 2]) && char.IsAsciiDigit(text[at - 3]) && char.IsAsciiDigit(text[at - 4]) && text.Slice(at - 5, 2) is "19" or "20"
        && (at == 5 || text[at - 6] == '/' || !char.IsLetterOrDigit(text[at - 6]));

    // 14 March 2021, 14th of March 2021, 5 de marzo de 2016, 5. März 2020, 17-Sep-2025
    private static DateMatch? DayOfMonth(ReadOnlySpan<char> text, int at)
    {
        var digits = Digits(text, at);
        if (digits > 2)
        {
            return null;
        }

        var next = at + digits;
        if (next + 1 < text.Length && text.Slice(next, 2) is "st" or "nd" or "rd" or "th")
        {
            next += 2;
        }
        else if (next < text.Length && text[next] is '.' or 'º' or '°')
        {
            next++;
        }

        var month = Skip(text, next, "de", "of");
        return month > next && month < text.Length && char.IsLetter(text[month]) ? MonthName(text, month, Number(text.Slice(at, digits)), at) : null;
    }

    // March 14, 2021; Mar 2021; marzo de 2016; Sep-2025
    private static DateMatch? MonthName(ReadOnlySpan<char> text, int at, int day, int start)
    {
        var end = at;
        while (end < text.Length && char.IsLetter(text[end]))
        {
            end++;
        }

        if (!MonthOf.TryGetValue(text[at..end], out var month))
        {
            return null;
        }

        var next = end < text.Length && text[end] == '.' ? end + 1 : end;
        // "Jan-Mar 2023", "enero a marzo de 2019": the first month has the year of the second.
        var second = Skip(text, next, "to", "through", "until", "a", "hasta");
        if (day == 0 && second > next && second < text.Length && char.IsLetter(text[second]) && text[next..second].IndexOf('\n') < 0 && MonthName(text, second, 0, second) is { Date.Month: > 0 } until && until.Date.Month >= month)
        {
            return new DateMatch(PartialDate.Of(until.Date.Year, month)!.Value, start, end);
        }

        var place = Skip(text, next, "de", "of", "del");
        var digits = place < text.Length ? Digits(text, place) : 0;
        if (day == 0 && digits is 1 or 2 && place > next)
        {
            var after = place + digits;
            after += after + 1 < text.Length && text.Slice(after, 2) is "st" or "nd" or "rd" or "th" ? 2 : 0;
            var year = Skip(text, after, "de", "of", "del");
            if (year > after && year + 4 <= text.Length && Digits(text, year) == 4)
            {
                return Made(Number(text.Slice(year, 4)), month, Number(text.Slice(place, digits)), start, year + 4, text);
            }
        }

        if (digits == 4 && place > next)
        {
            return Made(Number(text.Slice(place, 4)), month, day, start, place + 4, text);
        }

        // Two digits are a year only when tied to the month: "Sep-25", "Mar '21", "5/Mar/21".
        return digits == 2 && place > 0 && text[place - 1] is '-' or '/' or '\'' or '’'
            ? Made(Century(Number(text.Slice(place, 2))), month, day, start, place + 2, text)
            : null;
    }

    private static DateMatch? YearAlone(ReadOnlySpan<char> text, int at)
    {
        if (Digits(text, at) != 4 || Continues(text, at + 4) || PartialDate.Of(Number(text.Slice(at, 4))) is not { } year)
        {
            return null;
        }

        var before = text[..at].TrimEnd();
        var word = before.Length;
        while (word > 0 && char.IsLetter(before[word - 1]))
        {
            word--;
        }

        var range = at > 0 && text[at - 1] == '-' && EndsRange(text, at);
        var bracketed = range || at > 0 && text[at - 1] == '(' && at + 4 < text.Length && text[at + 4] is ')' or ',' or ';' or '-';
        var heads = (word == before.Length || before.IsEmpty) && (before.IsEmpty || before[^1] is '\n' or '-' or '*' or '•') && at + 4 < text.Length && text[at + 4] is ':' or ' ' or '-';
        return bracketed || BeforeYear.Contains(before[word..]) || (heads && text[at + 4] == ':') ? new DateMatch(year, at, at + 4) : null;
    }

    private static DateMatch? Made(int year, int month, int day, int start, int end, ReadOnlySpan<char> text) =>
        PartialDate.Of(year, month, day) is { } date && !Continues(text, end) ? new DateMatch(date, start, end) : null;

    private static PartialDate? Ordered(int year, int first, int second, bool dayFirst) =>
        first > 12 || (dayFirst && second <= 12) ? PartialDate.Of(year, second, first) : PartialDate.Of(year, first, second);

    // Records of living patients: 00..49 are this century.
    private static int Century(int year) => year < 50 ? 2000 + year : 1900 + year;

    private static bool Continues(ReadOnlySpan<char> text, int end) =>
        end < text.Length && (char.IsLetterOrDigit(text[end]) || (text[end] is '.' or '/' or '%' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))) && text[end] is not 'T';

    // Past blanks, a comma, a hyphen or slash, an apostrophe and one of the linking words.
    private static int Skip(ReadOnlySpan<char> text, int at, params ReadOnlySpan<string> links)
    {
        var place = Blank(text, at);
        foreach (var link in links)
        {
            if (text[place..].StartsWith(link, StringComparison.OrdinalIgnoreCase) && place + link.Length < text.Length && char.IsWhiteSpace(text[place + link.Length]))
            {
                return Blank(text, place + link.Length);
            }
        }

        return place;
    }

    private static int Blank(ReadOnlySpan<char> text, int at)
    {
        var place = at;
        while (place < text.Length && place - at < 4 && (char.IsWhiteSpace(text[place]) || text[place] is ',' or '-' or '/' or '\'' or '’'))
        {
            place++;
        }

        return place;
    }

    private static int Digits(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - at;
    }

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static FrozenDictionary<string, int> Names(params string[] months) =>
        months.SelectMany((names, i) => names.Split(' ').Select(n => KeyValuePair.Create(n, i + 1))).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
