using System.Collections.Immutable;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Extraction.Terminology;

/// <summary>Loads <c>rules/terminology</c>.</summary>
public static class TermFiles
{
    /// <summary>Where the files lie.</summary>
    public const string Folder = "rules/terminology";

    private static readonly ImmutableHashSet<string> Reserved = ["id", "terms", "exact"];

    /// <summary>Loads one concept, for example <c>drugs</c> or <c>biomarkers/EGFR</c>.</summary>
    /// <param name="content">Content.</param>
    /// <param name="concept">Path below <see cref="Folder"/> without <c>.yaml</c>.</param>
    /// <exception cref="ContentException">The file is not in this form.</exception>
    public static TermFile Load(IContentSource content, string concept)
    {
        var path = $"{Folder}/{concept}.yaml";
        var root = ContentNode.Parse(path, content.Read(path));
        var entries = root.List("entries");
        return entries.IsEmpty
            ? throw new ContentException(path, root.Line, "'entries' is missing or empty.")
            : new(concept, [.. entries.Select(Entry)], [.. root.List("cases").Select(c => new TermCase(c.Required("text"), c.Texts("find")))]);
    }

    /// <summary>Loads a concept in all its languages: <c>sections.yaml</c>, <c>sections.es.yaml</c> …, in this order.</summary>
    /// <param name="content">Content.</param>
    /// <param name="concept">Path below <see cref="Folder"/> without language and <c>.yaml</c>.</param>
    /// <exception cref="ContentException">A file is not in this form.</exception>
    public static ImmutableArray<TermFile> LoadAll(IContentSource content, string concept)
    {
        var stem = $"{Folder}/{concept}.";
        return [.. content.List(Folder)
            .Where(p => p.StartsWith(stem, StringComparison.Ordinal) && p.EndsWith(".yaml", StringComparison.Ordinal) && p.Length is var n && (n == stem.Length + 4 || n == stem.Length + 7))
            .OrderBy(p => p.Length).ThenBy(p => p, StringComparer.Ordinal)
            .Select(p => Load(content, p[(Folder.Length + 1)..^5]))];
    }

    private static TermEntry Entry(ContentNode node) => new(
        node.Required("id"),
        node.Texts("terms"),
        node.Texts("exact"),
        node.Members.Where(m => !Reserved.Contains(m.Key)).ToImmutableDictionary(m => m.Key, m => string.Join(',', m.Value.AsTexts()), StringComparer.Ordinal));
}
