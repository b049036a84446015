using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Tests.Treatments;

/// <summary>Treatments of a few words, each as one line that a row can state.</summary>
internal static class Treated
{
    private static readonly NarrativeExtractor Extractor = new(RepositoryContent.Instance);

    public static IReadOnlyList<Finding> In(string text, string language = "en", DocumentKind kind = DocumentKind.Other, PartialDate? date = null) =>
        [.. Extractor.Extract(Texts.Document(text, language) with { Kind = kind, Date = date }).Where(f => f.Kind == FactKind.Treatment)];

    /// <summary>Treatments that hold: <c>osimertinib ongoing; lobectomy completed</c>; without status the name alone.</summary>
    public static string Held(string text, string language = "en", DocumentKind kind = DocumentKind.Other) =>
        string.Join("; ", In(text, language, kind).Where(Holds).Select(f => f.Qualifiers.Status is { } status ? $"{f.Value} {status}" : f.Value));

    /// <summary>One qualifier of each treatment that holds.</summary>
    public static string Held(string text, string qualifier, string language, PartialDate? date = null) =>
        string.Join("; ", In(text, language, date: date).Where(Holds).Select(f => $"{f.Value} {f.Qualifiers.Text(qualifier) ?? "-"}"));

    private static bool Holds(Finding finding) => finding.Withheld is null && finding.Assertion is Assertion.Affirmed or Assertion.Historical && finding.Withheld is null;
}
