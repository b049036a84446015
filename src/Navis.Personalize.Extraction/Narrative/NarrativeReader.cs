using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Extraction.Narrative;

/// <summary>Cuts a document's text into sections and sentences. Built once, thread safe, linear in the text.</summary>
public sealed class NarrativeReader
{
    private readonly SectionFinder sections;
    private readonly SentenceFinder sentences;

    /// <summary>Loads titles and abbreviations.</summary>
    /// <param name="content">Content.</param>
    /// <exception cref="ContentException">A file is not in its form.</exception>
    public NarrativeReader(IContentSource content)
    {
        Titles = new SectionTitles(content);
        sections = new SectionFinder(Titles);
        sentences = new SentenceFinder(content);
    }

    /// <summary>The titles it knows.</summary>
    public SectionTitles Titles { get; }

    /// <summary>Cuts a document.</summary>
    /// <param name="document">Document; one without text gives one empty sentence.</param>
    public NarrativeText Read(SourceDocument document)
    {
        var text = document.Text;
        var lines = TextLine.Read(text);
        var parts = sections.Find(text, lines);
        return new(document, parts, sentences.Find(text, lines, parts));
    }
}
