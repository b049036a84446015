using System.Collections.Frozen;
using System.Globalization;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Dates;

/// <summary>Resolves <c>13 months ago</c> and <c>hace 3 años</c> against the stated date of the record, as coarsely as they are said.</summary>
public static class RelativeDates
{
    private static readonly FrozenDictionary<string, int> Units = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["month"] = 1,
        ["months"] = 1,
        ["mes"] = 1,
        ["meses"] = 1,
        ["monaten"] = 1,
        ["monat"] = 1,
        ["maanden"] = 1,
        ["maand"] = 1,
        ["year"] = 12,
        ["years"] = 12,
        ["año"] = 12,
        ["años"] = 12,
        ["jahren"] = 12,
        ["jahr"] = 12,
        ["jaar"] = 12,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, int> Words = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["one"] = 1,
        ["a"] = 1,
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
        ["twelve"] = 12,
        ["un"] = 1,
        ["dos"] = 2,
        ["tres"] = 3,
        ["cuatro"] = 4,
        ["cinco"] = 5,
        ["seis"] = 6,
        ["siete"] = 7,
        ["ocho"] = 8,
        ["nueve"] = 9,
        ["diez"] = 10,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The first such date of a text, or null; null as well when the record has no date to count from.</summary>
    /// <param name="text">Text.</param>
    /// <param name="anchor">Date of the record, or null.</param>
    /// <param name="offset">Added to the positions.</param>
    /// <returns>Years back give a year; months back give a month, or a year where the anchor is only a year.</returns>
    public static DateMatch? Find(ReadOnlySpan<char> text, PartialDate? anchor, int offset = 0)
    {
        if (anchor is not { } from)
        {
            return null;
        }

        foreach (var range in text.SplitAny(' ', '\n', ',', '.', ';', ')'))
        {
            var (start, length) = range.GetOffsetAndLength(text.Length);
            if (!Units.TryGetValue(text.Slice(start, length).ToString(), out var unit) || Before(text[..start]) is not { } amount)
            {
                continue;
            }

            var after = text[(start + length)..].TrimStart();
            var ago = after.StartsWith("ago", StringComparison.OrdinalIgnoreCase) && (after.Length == 3 || !char.IsLetter(after[3]));
            var lead = text[..amount.Start].TrimEnd();
            if (!ago && !lead.EndsWith("hace", StringComparison.OrdinalIgnoreCase) && !lead.EndsWith("vor", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (Back(from, amount.Value, unit) is { } date)
            {
                var end = ago ? start + length + text[(start + length)..].IndexOf("ago", StringComparison.OrdinalIgnoreCase) + 3 : start + length;
                return new DateMatch(date, amount.Start + offset, end + offset);
            }
        }

        return null;
    }

    private static PartialDate? Back(PartialDate from, int amount, int unit)
    {
        if (unit == 12 || from.Month == 0)
        {
            return PartialDate.Of(from.Year - (amount * unit / 12));
        }

        var months = (from.Year * 12) + from.Month - 1 - amount;
        return PartialDate.Of(months / 12, (months % 12) + 1);
    }

    private static (int Value, int Start)? Before(ReadOnlySpan<char> text)
    {
        var trimmed = text.TrimEnd();
        var start = trimmed.LastIndexOfAny(' ', '\n', '(') + 1;
        var word = trimmed[start..];
        return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 100 ? (number, start)
            : Words.TryGetValue(word.ToString(), out var value) ? (value, start) : null;
    }
}
