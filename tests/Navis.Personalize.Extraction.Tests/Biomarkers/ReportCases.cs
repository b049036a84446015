using System.Globalization;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Tests.Biomarkers;

/// <summary>Whole synthetic reports and what holds after reading them, no more and no less: <c>Reports/*.txt</c>.</summary>
/// <remarks>A case is <c>=== name [language]</c>, the text, <c>---</c>, and one expected biomarker a line: gene, alteration, status, and for a marker its number.</remarks>
public sealed class ReportCases
{
    private static readonly string Folder = Path.Combine(RepositoryContent.Root, "tests", "Navis.Personalize.Extraction.Tests", "Biomarkers", "Reports");

    public static TheoryData<string, string, string, string> Cases =>
        [.. Directory.EnumerateFiles(Folder, "*.txt").Order(StringComparer.Ordinal).SelectMany(f => Read(Path.GetFileNameWithoutExtension(f), File.ReadAllText(f)))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_report_states_what_stands_below_it(string name, string language, string text, string expected)
    {
        Assert.NotEmpty(name);
        var stated = FindingTexts.Of(text, DocumentKind.Other, language).Where(f => f.Kind == FactKind.Biomarker && FindingTexts.Holds(f)).Select(Line).ToHashSet(StringComparer.Ordinal);
        var wanted = expected.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var differences = stated.Except(wanted, StringComparer.Ordinal).Select(s => "wrong: " + s).Concat(wanted.Where(w => !stated.Contains(w)).Select(w => "missed: " + w));
        var all = string.Join("; ", differences.Order(StringComparer.Ordinal));
        Assert.True(all.Length == 0, all);
    }

    private static IEnumerable<(string, string, string, string)> Read(string file, string all)
    {
        foreach (var part in all.Split("\n=== ").Select(p => p.StartsWith("=== ", StringComparison.Ordinal) ? p[4..] : p))
        {
            var title = part[..part.IndexOf('\n', StringComparison.Ordinal)];
            var cut = part.LastIndexOf("\n---", StringComparison.Ordinal);
            var language = title.EndsWith(']') ? title[^3..^1] : "en";
            var expected = part[(cut + 4)..].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal);
            yield return ($"{file}: {title}", language, part[(title.Length + 1)..cut].Replace("<FF>", "\f", StringComparison.Ordinal), string.Join('\n', expected));
        }
    }

    private static string Line(Finding finding)
    {
        var q = finding.Qualifiers;
        var number = q.Gene is "CD274" or "TMB" && q.Quantity is { } low
            ? string.Create(CultureInfo.InvariantCulture, $" {q.Comparator}{low:0.##}{(q.QuantityHigh is { } high ? $"-{high:0.##}" : "")}") : "";
        return $"{q.Gene} {q.Alteration} {finding.Value}{number}";
    }
}
