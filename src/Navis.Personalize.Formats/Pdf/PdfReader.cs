using System.Text;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Isolation;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Exceptions;

namespace Navis.Personalize.Formats.Pdf;

/// <summary>Reads PDFs that carry their text: words with boxes, lines rebuilt by vertical overlap.</summary>
/// <param name="limits">Limits.</param>
internal sealed class PdfReader(ReadingLimits limits) : IPageReader
{
    /// <inheritdoc/>
    public string Format => "pdf";

    /// <inheritdoc/>
    public bool CanRead(SourceFile file)
    {
        // ISO 32000-1, implementation note 13: the header may stand anywhere in the first 1024 bytes.
        var head = file.Content.Span[..Math.Min(1024, file.Content.Length)];
        return head.IndexOf("%PDF-"u8) >= 0;
    }

    /// <inheritdoc/>
    public void Read(SourceFile file, IPageSink sink)
    {
        sink.Begin(0);
        try
        {
            using var pdf = PdfDocument.Open(file.Content.ToArray());
            ReadPages(pdf, file, sink);
        }
        catch (PdfDocumentEncryptedException)
        {
            sink.Add(new DocumentIssue("PDF-ENCRYPTED", IssueSeverity.Error, $"{file.Name}: The PDF is locked with a password. Open it, save or print it without the password, and add that copy."));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The parser meets broken files with many kinds of exception; each means the same to the user.
            sink.Add(new DocumentIssue("PDF-BROKEN", IssueSeverity.Error, $"{file.Name}: The PDF is damaged and can't be opened. Download it again, or ask for a new copy."));
        }
    }

    private void ReadPages(PdfDocument pdf, SourceFile file, IPageSink sink)
    {
        var last = Math.Min(pdf.NumberOfPages, limits.Pages);
        var words = 0;
        for (var number = 1; number <= last; number++)
        {
            sink.Begin(number);
            var page = Page(pdf, number);
            if (page is null)
            {
                sink.Add(new DocumentIssue("PAGE-BROKEN", IssueSeverity.Error, $"{file.Name}: page {number} is damaged and can't be read. Download the file again, or ask for that page as text.", number));
                continue;
            }

            sink.Add(page);
            words += page.Words.Length;
            if (page.Text.Length == 0)
            {
                sink.Add(new DocumentIssue("PAGE-NO-WORDS", IssueSeverity.Warning, $"{file.Name}: page {number} holds no words that can be read; it may be a picture. Check that page by eye, or ask for the report as text.", number));
            }
        }

        if (last < pdf.NumberOfPages)
        {
            sink.Add(new DocumentIssue("PDF-TOO-LONG", IssueSeverity.Warning, $"{file.Name}: only the first {limits.Pages} pages were read. Split the file and add the rest."));
        }

        if (words == 0)
        {
            sink.Add(new DocumentIssue("PDF-NO-TEXT", IssueSeverity.Error, $"{file.Name}: the PDF holds pictures of pages, no text. Ask for the report as a text PDF or as a FHIR export."));
        }
    }

    private static DocumentPage? Page(PdfDocument pdf, int number)
    {
        try
        {
            return Layout(pdf.GetPage(number));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }

    private static DocumentPage Layout(Page page)
    {
        var height = page.Height;
        var words = page.GetWords().Where(w => !string.IsNullOrWhiteSpace(w.Text)).Select(w => new LayoutWord(Clean(w.Text), LineBox(w, height)));
        return PageLayout.Arrange(page.Number, page.Width, height, words);
    }

    /// <summary>Ligatures and compatibility forms as plain letters, so that words are found whatever the font.</summary>
    private static string Clean(string word) => word.AsSpan().ContainsAnyInRange('\uFB00', '\uFB06') ? word.Normalize(NormalizationForm.FormKC) : word;

    /// <summary>The word's box with the height of its line: glyph boxes are tight, and a dash would be too thin to see.</summary>
    private static PageBox LineBox(Word word, double pageHeight)
    {
        var box = word.BoundingBox;
        var left = Math.Min(box.Left, box.Right);
        var top = Math.Max(box.Top, box.Bottom);
        var bottom = Math.Min(box.Top, box.Bottom);
        if (word.TextOrientation == TextOrientation.Horizontal && word.Letters.Count > 0)
        {
            var baseline = word.Letters[0].StartBaseLine.Y;
            var size = word.Letters.Max(l => l.PointSize);
            top = Math.Max(top, baseline + (0.75 * size));
            bottom = Math.Min(bottom, baseline - (0.2 * size));
        }

        return new(left, pageHeight - top, Math.Abs(box.Right - box.Left), top - bottom);
    }
}
