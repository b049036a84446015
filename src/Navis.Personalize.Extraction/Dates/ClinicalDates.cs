using System.Globalization;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Dates;

/// <summary>Reads the dates that records write: ISO 8601, numbers with dot, slash or hyphen, month names (English, Spanish, German, Dutch, French),
/// month and year, and a year alone where a word says that it is one (<c>since 2016</c>, <c>en 2017</c>).</summary>
/// <remarks>A date without a year is no date here. A day never read as a month or the other way round when only one order is possible; with two
/// possible orders <c>dayFirst</c> decides, and dots always mean day first (DIN 5008, Spanish and Dutch usage).</remarks>
public static class ClinicalDates
{
    /// <summary>Whether numeric dates of a language begin with the day; only English (United States usage) does not.</summary>
    /// <param name="language">BCP 47 language.</param>
    public static bool DayFirst(string language) =>
        !language.StartsWith("en", StringComparison.OrdinalIgnoreCase) || language.Equals("en-GB", StringComparison.OrdinalIgnoreCase);

    /// <summary>All dates in text order, none overlapping.</summary>
    /// <param name="text">Text.</param>
    /// <param name="offset">Added to every position.</param>
    /// <param name="dayFirst">Order of <c>04/05/2023</c>: true for 4 May, false for 5 April.</param>
    public static IReadOnlyList<DateMatch> Find(ReadOnlySpan<char> text, int offset = 0, bool dayFirst = false)
    {
        List<DateMatch>? found = null;
        for (var at = 0; at < text.Length; at++)
        {
            if (at > 0 && char.IsLetterOrDigit(text[at - 1]))
            {
                continue;
            }

            // "Codons 12/13/61".
            if (DateForms.At(text, at, dayFirst) is not { } match || text[Math.Max(0, at - 8)..at].Contains("codon", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            (found ??= []).Add(match with { Start = match.Start + offset, End = match.End + offset });
            at = match.End - 1;
        }

        return found ?? (IReadOnlyList<DateMatch>)[];
    }

    /// <summary>The date that a whole text is, or null.</summary>
    /// <param name="text">Text such as <c>14.03.21</c> or <c>marzo de 2016</c>; a year alone is a date here.</param>
    /// <param name="dayFirst">Order of <c>04/05/2023</c>.</param>
    public static PartialDate? Parse(ReadOnlySpan<char> text, bool dayFirst = false)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 4 && int.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out var year))
        {
            return PartialDate.Of(year);
        }

        return !trimmed.IsEmpty && DateForms.At(trimmed, 0, dayFirst) is { } match && match.End == trimmed.Length ? match.Date : null;
    }
}
