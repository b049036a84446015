using System.Collections.Immutable;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Extraction.Narrative;

/// <summary>A document's text cut into sections and sentences: what every narrative extractor reads. Offsets are those of <see cref="SourceDocument.Text"/>.</summary>
public sealed class NarrativeText
{
    internal NarrativeText(SourceDocument document, ImmutableArray<Section> sections, ImmutableArray<Sentence> sentences)
    {
        Document = document;
        Text = document.Text;
        Sections = sections;
        Sentences = sentences;
    }

    /// <summary>The document.</summary>
    public SourceDocument Document { get; }

    /// <summary>Its whole text.</summary>
    public string Text { get; }

    /// <summary>Sections in text order, without gaps; the first one may have no title.</summary>
    public ImmutableArray<Section> Sections { get; }

    /// <summary>Sentences in text order; list items, table rows and label-value lines count as sentences.</summary>
    public ImmutableArray<Sentence> Sentences { get; }

    /// <summary>The sentence that holds an offset (the nearest earlier one when it falls between two).</summary>
    /// <param name="offset">Offset in <see cref="Text"/>.</param>
    public Sentence SentenceAt(int offset) => Sentences[IndexAt(offset)];

    /// <summary>The place among <see cref="Sentences"/> of the sentence that holds an offset; found by halving, so that a text of many sentences stays cheap.</summary>
    /// <param name="offset">Offset in <see cref="Text"/>.</param>
    public int IndexAt(int offset)
    {
        int low = 0, high = Sentences.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Sentences[middle].Start <= offset)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    /// <summary>The section of a sentence.</summary>
    /// <param name="sentence">One of <see cref="Sentences"/>.</param>
    public Section SectionOf(Sentence sentence) => Sections[sentence.Section];

    /// <summary>The text of a span.</summary>
    /// <param name="start">Start.</param>
    /// <param name="end">End, exclusive.</param>
    public ReadOnlySpan<char> Slice(int start, int end) => Text.AsSpan(start, end - start);
}

/// <summary>A part of a document under one title.</summary>
/// <param name="Concept">What the title says, in the words of <c>rules/terminology/sections.yaml</c> (<c>family-history</c>, <c>plan</c>); empty for none or an unknown title.</param>
/// <param name="Start">Start, title included.</param>
/// <param name="Body">Where the title ends.</param>
/// <param name="End">End, exclusive.</param>
public readonly record struct Section(string Concept, int Start, int Body, int End);

/// <summary>A sentence, list item, table row or label-value line.</summary>
/// <param name="Start">Start.</param>
/// <param name="End">End, exclusive.</param>
/// <param name="Section">Index into <see cref="NarrativeText.Sections"/>.</param>
public readonly record struct Sentence(int Start, int End, int Section)
{
    /// <summary>Start of the heading or introducing line that governs this list item (<c>Negative for:</c>, <c>NOT DETECTED</c>).</summary>
    public int HeadingStart { get; init; }

    /// <summary>End of that heading, exclusive; 0 when none governs it.</summary>
    public int HeadingEnd { get; init; }

    /// <summary>Start of the heading above that heading.</summary>
    public int OuterStart { get; init; }

    /// <summary>End of it, exclusive; 0 when there is none.</summary>
    public int OuterEnd { get; init; }
}
