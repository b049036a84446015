using System.Collections.Immutable;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Core.Documents;

/// <summary>One record as a reader saw it: text by page, coded entries, who it is about, and what went wrong while reading.</summary>
/// <remarks>Reading never throws: an unreadable file is a document without pages and with an issue of severity <see cref="IssueSeverity.Error"/>.</remarks>
public sealed record SourceDocument
{
    /// <summary>Stable id inside the case: <c>d1</c>, <c>d2</c> … in input order; an attachment is <c>d1.1</c>.</summary>
    public required string Id { get; init; }

    /// <summary>File name as the user knows it (no directory), or <c>archive.zip/member.txt</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What sort of record this is; <see cref="DocumentKind.Other"/> until something settles it.</summary>
    public DocumentKind Kind { get; init; } = DocumentKind.Other;

    /// <summary>The clinical date of the record (collected, signed, effective), or null when it has none.</summary>
    public PartialDate? Date { get; init; }

    /// <summary>How the content was obtained.</summary>
    public ReadingMode Reading { get; init; } = ReadingMode.Text;

    /// <summary>BCP 47 language of the narrative; <c>en</c> by default.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Pages in order; plain text is one page. Page numbers start at 1.</summary>
    public ImmutableArray<DocumentPage> Pages { get; init; } = [];

    /// <summary>Coded statements (FHIR, C-CDA, HL7 v2) in source order.</summary>
    public ImmutableArray<CodedEntry> Entries { get; init; } = [];

    /// <summary>Every person that the record says it is about; more than one makes the record mixed.</summary>
    public ImmutableArray<SubjectClaim> Subjects { get; init; } = [];

    /// <summary>What could not be read, or was read with doubt.</summary>
    public ImmutableArray<DocumentIssue> Issues { get; init; } = [];

    /// <summary>The whole text: pages joined by a form feed, so that a whole-text offset maps to exactly one page.</summary>
    public string Text => text ??= string.Join('\f', Pages.Select(p => p.Text));

    private string? text;

    /// <summary>Evidence for a span of <see cref="Text"/>. A span over a page break keeps its longer side.</summary>
    /// <param name="start">Offset in <see cref="Text"/>, UTF-16 units.</param>
    /// <param name="length">Length, more than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The span is empty or lies outside the text.</exception>
    public Evidence EvidenceAt(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        Evidence? best = null;
        var pageStart = 0;
        foreach (var page in Pages)
        {
            var from = Math.Max(start, pageStart) - pageStart;
            var to = Math.Min(start + length, pageStart + page.Text.Length) - pageStart;
            if (to > from && (best is null || to - from > best.End - best.Start))
            {
                best = new Evidence(Id, page.Number, from, to, page.Text[from..to]) { Boxes = page.BoxesOf(from, to), Path = page.Path };
            }

            pageStart += page.Text.Length + 1;
        }

        return best ?? throw new ArgumentOutOfRangeException(nameof(start), start, "The span lies outside the document's text.");
    }

    /// <summary>0..1: how surely the words of a piece of evidence were read, that is the least sure of them; 1 for stored characters and coded entries.</summary>
    /// <param name="evidence">Evidence in this document.</param>
    public double ConfidenceOf(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var sure = 1.0;
        foreach (var word in Reading is ReadingMode.Ocr ? Pages.FirstOrDefault(p => p.Number == evidence.Page)?.Words ?? [] : [])
        {
            // Single signs between words are often specks.
            if (word.Start < evidence.End && word.Start + word.Length > evidence.Start && word.Length > 1)
            {
                sure = Math.Min(sure, word.Confidence);
            }
        }

        return sure;
    }
}

/// <summary>How the content of a document was obtained.</summary>
public enum ReadingMode
{
    /// <summary>Characters as stored.</summary>
    Text,

    /// <summary>Characters recognised from a picture: may be wrong.</summary>
    Ocr,

    /// <summary>Coded entries.</summary>
    Structured,
}

/// <summary>One page of text with the boxes of its words.</summary>
/// <param name="Number">1-based.</param>
/// <param name="Text">Text in reading order, lines separated by <c>\n</c>; holds no form feed.</param>
public sealed record DocumentPage(int Number, string Text)
{
    /// <summary>Words in text order; empty where the format has no geometry.</summary>
    public ImmutableArray<PageWord> Words { get; init; } = [];

    /// <summary>Element path (<c>Bundle.entry[3].resource.conclusion</c>) of the structured record that the text was taken from, or null.</summary>
    public string? Path { get; init; }

    /// <summary>Page width in points (1/72 inch), 0 when unknown.</summary>
    public double Width { get; init; }

    /// <summary>Page height in points, 0 when unknown.</summary>
    public double Height { get; init; }

    /// <summary>The boxes that cover a span of <see cref="Text"/>, one a line.</summary>
    /// <param name="start">Start offset, inclusive.</param>
    /// <param name="end">End offset, exclusive.</param>
    public ImmutableArray<PageBox> BoxesOf(int start, int end)
    {
        if (Words.IsEmpty)
        {
            return [];
        }

        var lines = ImmutableArray.CreateBuilder<PageBox>();
        foreach (var word in Words)
        {
            if (word.Start >= end || word.Start + word.Length <= start)
            {
                continue;
            }

            if (lines.Count > 0 && lines[^1].SameLineAs(word.Box))
            {
                lines[^1] = lines[^1].Union(word.Box);
            }
            else
            {
                lines.Add(word.Box);
            }
        }

        return lines.ToImmutable();
    }
}

/// <summary>One word on a page: where it stands in the text and on the paper.</summary>
/// <param name="Start">Offset in the page's text.</param>
/// <param name="Length">Length in the page's text.</param>
/// <param name="Box">Place on the page.</param>
/// <param name="Confidence">0..1; 1 for stored characters, the recogniser's own figure for OCR.</param>
public readonly record struct PageWord(int Start, int Length, PageBox Box, double Confidence = 1);

/// <summary>A rectangle in points, origin top left, y downwards.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public readonly record struct PageBox(double X, double Y, double Width, double Height)
{
    /// <summary>True when the two overlap vertically by more than half of the smaller height.</summary>
    /// <param name="other">Another box of the same page.</param>
    public bool SameLineAs(PageBox other) =>
        Math.Min(Y + Height, other.Y + other.Height) - Math.Max(Y, other.Y) > Math.Min(Height, other.Height) / 2;

    /// <summary>The smallest box that holds both.</summary>
    /// <param name="other">Another box of the same page.</param>
    public PageBox Union(PageBox other)
    {
        var left = Math.Min(X, other.X);
        var top = Math.Min(Y, other.Y);
        return new(left, top, Math.Max(X + Width, other.X + other.Width) - left, Math.Max(Y + Height, other.Y + other.Height) - top);
    }
}
