using System.Globalization;
using System.Text.RegularExpressions;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Rules.Tests;

/// <summary>Every number that a patient reads stands in the evidence that the rule cites, as it is, rounded, or as the other side of it (80 had none where 20 had one).</summary>
public sealed partial class FigureTests
{
    private static readonly Dictionary<string, string> Evidence = RepositoryContent.Instance.List("rules/evidence").Where(p => p.EndsWith(".yaml", StringComparison.Ordinal))
        .SelectMany(p => ContentNode.Parse(p, RepositoryContent.Instance.Read(p)).Items).ToDictionary(i => i.Required("id"), i => string.Join(' ', Words(i)), StringComparer.Ordinal);

    [Fact]
    public void Every_number_in_a_patients_text_stands_in_the_cited_evidence() =>
        Assert.Equal([], RepositoryContent.Pack.Rules.SelectMany(Strange));

    [Theory]
    [InlineData("About 76 of 100 people.", "76.4 %", true)]
    [InlineData("About 77 of 100 people.", "76.4 %", false)]
    [InlineData("About 80 of 100 had no return.", "20 had one", true)]
    [InlineData("In a study of 1,387 people.", "n=1,387", true)]
    [InlineData("About 75 of 100 had some left.", "about 3 in 4", true)]
    [InlineData("T790M, exon 14 and HER2 are names.", "", true)]
    public void A_number_is_known_again_in_the_evidence(string text, string evidence, bool known) => Assert.Equal(known, Unknown(text, evidence).Count == 0);

    private static IEnumerable<string> Strange(Rule rule)
    {
        var evidence = string.Join(' ', rule.Evidence.Select(e => Evidence.GetValueOrDefault(e, "")));
        return new[] { rule.Patient?.Source, rule.Key?.Source }.OfType<string>().SelectMany(text => Unknown(text, evidence).Select(n => $"{rule.Id}: {n} in «{text.Trim()}»"));
    }

    private static List<string> Unknown(string text, string evidence)
    {
        var stated = Numbers(evidence).Select(n => n.Value).ToHashSet();
        var whole = Share().Matches(evidence).Select(m => 100 * double.Parse(m.Groups["a"].Value, CultureInfo.InvariantCulture) / double.Parse(m.Groups["b"].Value, CultureInfo.InvariantCulture));
        var known = stated.Concat(whole).SelectMany(v => new[] { v, Math.Round(v, MidpointRounding.AwayFromZero), Math.Round(v), 100 - Math.Round(v) }).ToHashSet();

        // "47 of the 65 people had none" where 18 of 65 had one.
        var groups = stated.Where(n => n is > 20 and < 5000 && double.IsInteger(n)).ToList();
        return [.. Numbers(Names().Replace(text, " ")).Where(n => n.Value is not (1 or 2 or 3 or 100) && !known.Contains(n.Value) && !groups.Exists(g => stated.Contains(g - n.Value) && text.Contains($"of the {g}", StringComparison.Ordinal))).Select(n => n.Text)];
    }

    private static IEnumerable<(string Text, double Value)> Numbers(string text) =>
        Number().Matches(text).Select(m => (m.Value, double.Parse(m.Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture)));

    private static IEnumerable<string> Words(ContentNode node) => node.Scalar is { } scalar ? [scalar] : node.Items.SelectMany(Words).Concat(node.Members.SelectMany(m => Words(m.Value)));

    // "T790M", "HER2", "PD-L1", "D1228", "exon 14", "stage IA1"
    [GeneratedRegex(@"\b[A-Za-z][A-Za-z-]*\d\w*|\bexon \d+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Names();

    [GeneratedRegex(@"(?<![\w.])\d+(,\d{3})*(\.\d+)?|(?<=[=<>])\d+(,\d{3})*(\.\d+)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"\b(?<a>\d) in (?<b>\d)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Share();
}
