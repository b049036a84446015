using System.Globalization;
using System.Text.RegularExpressions;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Status;

/// <summary>Finds pack-years (packs of 20 cigarettes a day times years) as stated; never computes them.</summary>
internal static partial class PackYears
{
    /// <summary>All statements in text order.</summary>
    /// <param name="text">Narrative.</param>
    public static List<(decimal Value, int Start, int End)> Find(NarrativeText text)
    {
        List<(decimal, int, int)> found = [];
        var whole = text.Text;
        if (!whole.AsSpan().ContainsAny(Hints))
        {
            return found;
        }

        for (var match = Amount().Match(whole); match.Success; match = match.NextMatch())
        {
            var number = match.Groups["n"].Success ? match.Groups["n"] : match.Groups["m"];
            if (decimal.TryParse(number.Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value <= 300)
            {
                found.Add((value, match.Index, match.Index + match.Length));
            }
        }

        return found;
    }

    private static readonly System.Buffers.SearchValues<string> Hints = System.Buffers.SearchValues.Create(["pack", "paq", "ppy", "IPA ", " py", "-py", "pk", "p/a"], StringComparison.OrdinalIgnoreCase);

    // "30 pack-years", "40-pack-year", "36,9 paquetes/ año", "20 paq-año", "25 py", "IPA 45", "índice paquetes-año de 40"
    [GeneratedRegex(@"(?<![\d.,])(?<n>\d{1,3}([.,]\d)?)\s?\+?[\s-]{0,2}((packs?|pk)[\s/-]{0,2}(per\s)?(years?|yrs?|yr|y)\b|paquetes?\s?[/-]?\s?(por\s)?años?|paq\.?\s?[/-]?\s?años?|p/a\b|ppy\b|py\b|packungsjahre)|(IPA|índice\spaquetes?[\s/-]?años?|pack[\s-]years?)\s?(de|of|:|=)?\s?(?<m>\d{1,3}([.,]\d)?)(?![\d/])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Amount();
}
