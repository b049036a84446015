using System.Buffers;
using System.Text.RegularExpressions;

namespace Navis.Personalize.Extraction.Staging;

/// <summary>Reads which AJCC/UICC edition a text says it stages by: <c>AJCC 8th edition</c>, <c>TNM 7</c>, <c>UICC 2017</c>, <c>octava edición</c>.</summary>
internal static partial class EditionReader
{
    private static readonly SearchValues<string> Anchors = SearchValues.Create(["AJCC", "UICC", "TNM", "IASLC", "edition", "edición", "edicion", "editie", "auflage", " ed.", " ed)"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Editions stated in a text, in order.</summary>
    /// <param name="text">Text.</param>
    public static List<StatedEdition> Read(string text)
    {
        var found = new List<StatedEdition>();
        if (!text.AsSpan().ContainsAny(Anchors))
        {
            return found;
        }

        foreach (Match match in Statement().Matches(text))
        {
            var edition = match.Groups["n"] is { Success: true } n ? n.Value
                : match.Groups["year"] is { Success: true } year ? OfYear(year.Value)
                : OfWord(match.Groups["word"].Value);
            if (edition is not null)
            {
                found.Add(new(edition, match.Index, match.Index + match.Length));
            }
        }

        return found;
    }

    // Years of publication and of coming into force: 6th 2002/2003, 7th 2009/2010, 8th 2016/2017/2018, 9th (lung) 2024/2025.
    private static string? OfYear(string year) => year switch
    {
        "2002" or "2003" => "6",
        "2009" or "2010" => "7",
        "2016" or "2017" or "2018" => "8",
        "2024" or "2025" => "9",
        _ => null,
    };

    private static string? OfWord(string word) => char.ToLowerInvariant(word[0]) switch
    {
        'n' => "9",
        'o' or 'a' or 'e' => "8",
        'z' => "7",
        's' => word.StartsWith("six", StringComparison.OrdinalIgnoreCase) || word.StartsWith("sex", StringComparison.OrdinalIgnoreCase) || word.StartsWith("sechs", StringComparison.OrdinalIgnoreCase) ? "6" : "7",
        _ => null,
    };

    // "(AJCC 8th edition)", "8ª edición", "MCC 6th Edition" (OCR); "AJCC/UICC TNM v8", "TNM 7"; "UICC 2017"; "eighth edition".
    [GeneratedRegex(
        """
        (?<![\w.])(?<n>[6-9])\s?(st|nd|rd|th|ª|º|°|a|va|ma|na|e|ste|de|\.)?\s{0,2}-?(ed(ition|n|\.|\))|edici[oó]n|ed\b|editie|auflage)
        |\b(?<word>sixth|seventh|eighth|ninth|sexta|s[eé]ptima|octava|novena|zevende|achtste|negende|siebte|achte|neunte|siebten|achten|neunten)\s{1,2}(ed(ition|\.)|edici[oó]n|editie|auflage)
        |\b(AJCC|UICC|IASLC|TNM)([\s/,]{1,3}(AJCC|UICC|IASLC|TNM)){0,2}[\s,:(-]{0,3}(version\s|ver\.?\s?|v\.?\s?|edition\s|ed\.?\s)?((?<n>[6-9])(th)?(?![\w.%/]|\s?(mm|cm)\b)|(?<year>20[0-2][0-9])\b)
        """,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Statement();
}

/// <summary>An edition named in a text.</summary>
/// <param name="Edition"><c>6</c> to <c>9</c>.</param>
/// <param name="Start">Start.</param>
/// <param name="End">End, exclusive.</param>
internal readonly record struct StatedEdition(string Edition, int Start, int End);
