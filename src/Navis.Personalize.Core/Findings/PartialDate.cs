using System.Globalization;

namespace Navis.Personalize.Core.Findings;

/// <summary>A date as precise as the record states it: <c>2023</c>, <c>2023-03</c> or <c>2023-03-14</c>.</summary>
public readonly record struct PartialDate : IComparable<PartialDate>
{
    private PartialDate(int year, int month, int day) => (Year, Month, Day) = (year, month, day);

    /// <summary>Four-digit year.</summary>
    public int Year { get; }

    /// <summary>1..12, or 0 when not stated.</summary>
    public int Month { get; }

    /// <summary>1..31, or 0 when not stated.</summary>
    public int Day { get; }

    /// <summary>A date of the calendar, or null when there is no such day or the year is outside 1900..2100.</summary>
    /// <param name="year">Year.</param>
    /// <param name="month">Month, 0 when not stated.</param>
    /// <param name="day">Day, 0 when not stated.</param>
    public static PartialDate? Of(int year, int month = 0, int day = 0)
    {
        if (year is < 1900 or > 2100 || month is < 0 or > 12 || day < 0 || (month == 0 && day > 0))
        {
            return null;
        }

        return day > 0 && day > DateTime.DaysInMonth(year, month) ? null : new PartialDate(year, month, day);
    }

    /// <summary>Reads the ISO 8601 forms above; a time part after <c>T</c> is ignored. Null when the text is none.</summary>
    /// <param name="text">Text such as <c>2023-03-14T08:00:00Z</c>.</param>
    public static PartialDate? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var date = text.AsSpan().Trim();
        var time = date.IndexOf('T');
        date = time >= 0 ? date[..time] : date;
        return date.Length switch
        {
            4 when Number(date, out var y) => Of(y),
            7 when date[4] == '-' && Number(date[..4], out var y) && Number(date[5..], out var m) && m > 0 => Of(y, m),
            10 when date[4] == '-' && date[7] == '-' && Number(date[..4], out var y) && Number(date[5..7], out var m) && Number(date[8..], out var d) && m > 0 && d > 0 => Of(y, m, d),
            _ => null,
        };

        static bool Number(ReadOnlySpan<char> digits, out int value) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Earlier first; an unstated part sorts before every stated one.</summary>
    /// <param name="other">Another date.</param>
    public int CompareTo(PartialDate other) => (Year, Month, Day).CompareTo((other.Year, other.Month, other.Day));

    /// <summary>True when the two cannot be the same day: a part stated in both differs.</summary>
    /// <param name="other">Another date.</param>
    public bool Contradicts(PartialDate other) =>
        Year != other.Year || (Month > 0 && other.Month > 0 && (Month != other.Month || (Day > 0 && other.Day > 0 && Day != other.Day)));

    /// <summary>ISO 8601 in the stated precision.</summary>
    public override string ToString() => (Month, Day) switch
    {
        (0, _) => Year.ToString("0000", CultureInfo.InvariantCulture),
        (_, 0) => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}-{Day:00}"),
    };

    /// <summary>Earlier.</summary>
    /// <param name="left">Left.</param>
    /// <param name="right">Right.</param>
    public static bool operator <(PartialDate left, PartialDate right) => left.CompareTo(right) < 0;

    /// <summary>Later.</summary>
    /// <param name="left">Left.</param>
    /// <param name="right">Right.</param>
    public static bool operator >(PartialDate left, PartialDate right) => left.CompareTo(right) > 0;

    /// <summary>Not later.</summary>
    /// <param name="left">Left.</param>
    /// <param name="right">Right.</param>
    public static bool operator <=(PartialDate left, PartialDate right) => left.CompareTo(right) <= 0;

    /// <summary>Not earlier.</summary>
    /// <param name="left">Left.</param>
    /// <param name="right">Right.</param>
    public static bool operator >=(PartialDate left, PartialDate right) => left.CompareTo(right) >= 0;
}
