using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Fhir;
using Navis.Personalize.Formats.Isolation;
using Navis.Personalize.Formats.Ocr;
using Navis.Personalize.Formats.Pdf.Writing;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace Navis.Personalize.Formats.Pdf;

/// <summary>Reads PDFs: stored characters with boxes, lines rebuilt by vertical overlap; pages that are pictures, or whose hidden text is poor, from their picture.</summary>
/// <param name="limits">Limits.</param>
internal sealed class PdfReader(ReadingLimits limits) : IPageReader
{
    public string Format => "pdf";

    public bool CanRead(SourceFile file)
    {
        // ISO 32000-1, implementation note 13: the header may stand anywhere in the first 1024 bytes.
        var head = file.Content.Span[..Math.Min(1024, file.Content.Length)];
        return head.IndexOf("%PDF-"u8) >= 0;
    }

    public void Read(SourceFile file, IPageSink sink)
    {
        sink.Begin(0);
        try
        {
            using var pdf = PdfDocument.Open(file.Content);
            if (pdf.Information.Creator is AnswerPdfWriter.Creator)
            {
                sink.Add(new DocumentIssue(OwnOutput.IssueCode, IssueSeverity.Error, $"{file.Name}: {OwnOutput.Message}"));
                return;
            }

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
        var extras = new PdfExtras(pdf);
        var running = new RunningLines();
        var doubtful = new SortedDictionary<int, DocumentPage>();
        var read = 0;
        for (var number = 1; number <= last; number++)
        {
            if (!sink.Wants(number))
            {
                continue;
            }

            sink.Begin(number);
            switch (Page(pdf, number, extras, running))
            {
                case null:
                    sink.Add(new DocumentIssue("PAGE-BROKEN", IssueSeverity.Error, $"{file.Name}: page {number} is damaged and can't be read. Download the file again, or ask for that page as text.", number));
                    break;
                case (var page, true):
                    doubtful.Add(number, page);
                    break;
                case (var page, false):
                    sink.Add(page);
                    read++;
                    break;
            }
        }

        if (last < pdf.NumberOfPages)
        {
            sink.Add(new DocumentIssue("PDF-TOO-LONG", IssueSeverity.Warning, $"{file.Name}: only the first {limits.Pages} pages were read. Split the file and add the rest."));
        }

        extras.Files(sink);
        if (doubtful.Count > 0)
        {
            ReadPictures(file, sink, doubtful, read == 0);
        }
    }

    /// <summary>Reads pages from their pictures; where that can't be done, what was stored stays.</summary>
    private void ReadPictures(SourceFile file, IPageSink sink, SortedDictionary<int, DocumentPage> doubtful, bool isAll)
    {
        using var renderer = PdfRenderer.IsInstalled ? new PdfRenderer(file.Content.Span) : null;
        var recognition = new Recognition(file, sink, limits);
        var hasStored = doubtful.Values.Any(static p => !p.Words.IsEmpty);
        if (!Recognition.IsPossible || renderer is null)
        {
            recognition.Scans(renderer is null ? [] : doubtful.Keys, Draw);
            foreach (var page in doubtful.Values)
            {
                sink.Add(page);
                sink.Add(new DocumentIssue(Recognition.Missing, isAll && !hasStored ? IssueSeverity.Error : IssueSeverity.Warning, $"{file.Name}: page {page.Number} is a picture, and no text recognition is installed on this machine. {Recognition.HowToInstall}", page.Number));
            }

            return;
        }

        recognition.Pages(doubtful.Keys, Draw, number => doubtful[number]);

        Picture? Draw(int number) => renderer?.Render(number, doubtful[number].Width, doubtful[number].Height, limits.ToolSeconds);
    }

    private static (DocumentPage Page, bool IsDoubtful)? Page(PdfDocument pdf, int number, PdfExtras extras, RunningLines running)
    {
        try
        {
            var source = pdf.GetPage(number);
            var (width, height, words) = PageWords.Of(source);
            words = running.Without(words, height);
            words.AddRange(extras.Words(source));
            var page = PageLayout.Arrange(number, width, height, words) with { Width = source.Width, Height = source.Height };
            return (page, TextLayer.IsDoubtful(source, page));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }
}
