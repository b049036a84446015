using System.Collections.Immutable;
using System.Text;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Door;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Exceptions;

namespace Navis.Personalize.Formats.Pdf;

/// <summary>Reads PDFs that carry their text: words with boxes, lines rebuilt by vertical overlap.</summary>
public sealed class PdfReader : IDocumentReader
{
    /// <summary>The most pages that are read of one file.</summary>
    public const int MaximumPages = 2000;

    /// <inheritdoc/>
    public bool CanRead(SourceFile file)
    {
        // ISO 32000-1, implementation note 13: the header may stand anywhere in the first 1024 bytes.
        var head = file.Content.Span[..Math.Min(1024, file.Content.Length)];
        return head.IndexOf("%PDF-"u8) >= 0;
    }

    /// <inheritdoc/>
    public ImmutableArray<SourceDocument> Read(SourceFile file, string documentId)
    {
        try
        {
            using var pdf = PdfDocument.Open(file.Content.ToArray());
            return [ReadPages(pdf, file, documentId)];
        }
        catch (PdfDocumentEncryptedException)
        {
            return [DocumentDoor.Unread(file, documentId, "PDF-ENCRYPTED", "The PDF is locked with a password. Open it, save or print it without the password, and add that copy.")];
        }
        catch (Exception e) when (e is PdfDocumentFormatException or InvalidOperationException or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException or KeyNotFoundException or NotSupportedException or IOException or InvalidCastException or NullReferenceException)
        {
            // The parser meets broken files with many kinds of exception; each means the same to the user.
            return [DocumentDoor.Unread(file, documentId, "PDF-BROKEN", "The PDF is damaged and can't be opened. Download it again, or ask for a new copy.")];
        }
    }

    private static SourceDocument ReadPages(PdfDocument pdf, SourceFile file, string documentId)
    {
        var pages = ImmutableArray.CreateBuilder<DocumentPage>();
        var issues = ImmutableArray.CreateBuilder<DocumentIssue>();
        var last = Math.Min(pdf.NumberOfPages, MaximumPages);
        for (var number = 1; number <= last; number++)
        {
            var page = Layout(pdf.GetPage(number));
            pages.Add(page);
            if (page.Text.Length == 0)
            {
                issues.Add(new("PAGE-NO-WORDS", IssueSeverity.Warning, $"{file.Name}: page {number} holds no words that can be read; it may be a picture. Check that page by eye, or ask for the report as text.", number));
            }
        }

        if (last < pdf.NumberOfPages)
        {
            issues.Add(new("PDF-TOO-LONG", IssueSeverity.Warning, $"{file.Name}: only the first {MaximumPages} pages were read. Split the file and add the rest."));
        }

        if (pages.All(p => p.Text.Length == 0))
        {
            issues.Insert(0, new("PDF-NO-TEXT", IssueSeverity.Error, $"{file.Name}: the PDF holds pictures of pages, no text. Ask for the report as a text PDF or as a FHIR export."));
        }

        return new() { Id = documentId, Name = file.Name, Pages = pages.ToImmutable(), Issues = issues.ToImmutable() };
    }

    private static DocumentPage Layout(Page page)
    {
        var height = page.Height;
        var words = page.GetWords().Where(w => !string.IsNullOrWhiteSpace(w.Text)).Select(w => (w.Text, Box: Box(w.BoundingBox, height))).ToList();
        var text = new StringBuilder();
        var placed = ImmutableArray.CreateBuilder<PageWord>(words.Count);
        foreach (var line in Lines(words))
        {
            if (text.Length > 0)
            {
                text.Append('\n');
            }

            var right = double.NaN;
            foreach (var (word, box) in line)
            {
                if (!double.IsNaN(right))
                {
                    // A gap of more than two letter widths keeps table cells apart.
                    text.Append(box.X - right > 2 * box.Width / Math.Max(1, word.Length) ? "   " : " ");
                }

                placed.Add(new(text.Length, word.Length, box));
                text.Append(word);
                right = box.X + box.Width;
            }
        }

        return new(page.Number, text.ToString()) { Words = placed.ToImmutable(), Width = page.Width, Height = height };
    }

    private static IEnumerable<List<(string Text, PageBox Box)>> Lines(List<(string Text, PageBox Box)> words)
    {
        var lines = new List<(PageBox Extent, List<(string Text, PageBox Box)> Words)>();
        foreach (var word in words.OrderBy(w => w.Box.Y + (w.Box.Height / 2)))
        {
            var index = lines.FindLastIndex(l => l.Extent.SameLineAs(word.Box));
            if (index < 0)
            {
                lines.Add((word.Box, [word]));
            }
            else
            {
                lines[index].Words.Add(word);
            }
        }

        return lines.OrderBy(l => l.Extent.Y).Select(l => l.Words.OrderBy(w => w.Box.X).ToList());
    }

    private static PageBox Box(PdfRectangle box, double pageHeight)
    {
        var left = Math.Min(box.Left, box.Right);
        var top = Math.Max(box.Top, box.Bottom);
        return new(left, pageHeight - top, Math.Abs(box.Width), Math.Abs(box.Height));
    }
}
