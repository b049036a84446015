using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Tests;

/// <summary>Findings of a short text, written so that a theory row can hold them.</summary>
internal static class FindingTexts
{
    private static readonly NarrativeExtractor Extractor = new(RepositoryContent.Instance);

    public static IReadOnlyList<Finding> Of(string text, DocumentKind kind = DocumentKind.Other, string language = "en") =>
        Extractor.Extract(Texts.Document(text, language) with { Kind = kind });

    /// <summary>The values of some kinds that hold, in text order without repeats, separated by a space.</summary>
    public static string Holding(string text, DocumentKind kind, params FactKind[] kinds) =>
        string.Join(' ', Of(text, kind).Where(f => kinds.Contains(f.Kind) && Holds(f)).OrderBy(f => f.Evidence.Start).Select(f => f.Value).Distinct());

    /// <summary>The same in a document of no known kind.</summary>
    public static string Holding(string text, params FactKind[] kinds) => Holding(text, DocumentKind.Other, kinds);

    public static bool Holds(Finding finding) => finding.Withheld is null
        && (finding.Assertion is Assertion.Affirmed or Assertion.Historical || (finding.Assertion == Assertion.Uncertain && finding.Value is "suspected" or "indeterminate"));
}
