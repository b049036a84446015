using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Tests.Status;

/// <summary>Findings of one kind in a few words, as one line that a row can state.</summary>
internal static class Stated
{
    private static readonly NarrativeExtractor Extractor = new(RepositoryContent.Instance);

    public static IReadOnlyList<Finding> In(FactKind kind, string text, string language = "en") =>
        [.. Extractor.Extract(Texts.Document(text, language)).Where(f => f.Kind == kind)];

    /// <summary>Values that hold, with their qualifiers: <c>recurrence brain distant</c>.</summary>
    public static string Held(FactKind kind, string text, string language = "en") =>
        string.Join("; ", In(kind, text, language)
            .Where(f => f.Withheld is null && f.Assertion is Assertion.Affirmed or Assertion.Historical && f.Withheld is null)
            .Select(f => string.Join(' ', new[] { f.Value }.Concat(QualifierNames.Of(kind).Select(n => f.Qualifiers.Text(n)).Where(q => q is not null)))));
}
