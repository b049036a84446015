using Navis.Personalize.Core.Documents;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Tests;

/// <summary>Documents and narratives made of a few words.</summary>
internal static class Texts
{
    private static readonly NarrativeReader Reader = new(RepositoryContent.Instance);

    public static NarrativeReader TheReader => Reader;

    public static SourceDocument Document(string text, string language = "en") =>
        new() { Id = "d1", Name = "note.txt", Language = language, Pages = [new DocumentPage(1, text)] };

    public static NarrativeText Narrative(string text, string language = "en") => Reader.Read(Document(text, language));

    public static string[] Sentences(string text) => [.. Narrative(text).Sentences.Select(s => text[s.Start..s.End])];
}
