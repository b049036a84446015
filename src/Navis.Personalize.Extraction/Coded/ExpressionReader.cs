using System.Globalization;
using System.Text.RegularExpressions;

namespace Navis.Personalize.Extraction.Coded;

/// <summary>Reads how much of a protein is expressed, out of words: share of cells, score, comparison sign.</summary>
internal static partial class ExpressionReader
{
    /// <summary>The first expression in a text, or null.</summary>
    /// <param name="text">Text.</param>
    public static Expression? Read(string? text)
    {
        if (text is null || text.Length > 2000)
        {
            return null;
        }

        var match = ExpressionText().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var score = match.Groups["score"].Success ? match.Groups["score"].Value : match.Groups["before"].Value;
        var sign = match.Groups["sign"].Value switch { "≥" => ">=", "≤" => "<=", "" => null, var other => other };
        return new(decimal.Parse(match.Groups["low"].Value, CultureInfo.InvariantCulture), match.Groups["high"].Success ? decimal.Parse(match.Groups["high"].Value, CultureInfo.InvariantCulture) : null, sign, score.ToUpperInvariant() switch
        {
            "TPS" or "TUMOR PROPORTION SCORE" or "TUMOUR PROPORTION SCORE" => "TPS",
            "CPS" or "COMBINED POSITIVE SCORE" => "CPS",
            "TC" => "TC",
            "IC" => "IC",
            _ => null,
        });
    }

    // 5% tumor proportion score; TPS 60 %; TPS: <1%; 1-49%; CPS 10
    [GeneratedRegex(@"(?<before>TPS|CPS|TC|IC|tumou?r proportion score|combined positive score)?\s*[:=]?\s*(?<sign>[<>≥≤]=?)?\s*(?<low>\d{1,3}(\.\d+)?)\s*(%?\s*[-–]\s*(?<high>\d{1,3}))?\s*(%|(?<=(TPS|CPS)\D{0,4}\d{1,3}(\.\d+)?))\s*(?<score>TPS|CPS|TC\b|IC\b|tumou?r proportion score|combined positive score)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5000)]
    private static partial Regex ExpressionText();
}

/// <summary>A share of stained cells or a score.</summary>
/// <param name="Quantity">Lower end or value.</param>
/// <param name="High">Upper end or null.</param>
/// <param name="Comparator">Comparator or null.</param>
/// <param name="Score">Score or null.</param>
internal sealed record Expression(decimal Quantity, decimal? High, string? Comparator, string? Score);
