using System.Globalization;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Isolation;
using Navis.Personalize.Formats.Pdf;

namespace Navis.Personalize.Formats.Pictures;

/// <summary>Draws pages of PDFs, scans and photos in the reading processes, under their limits.</summary>
/// <param name="pool">Reading processes; null draws in this process, which only records of one's own making should be.</param>
public sealed class PagePainter(WorkerPool? pool = null) : IPagePainter, IDisposable
{
    /// <summary>A picture larger than this is not shown, bytes.</summary>
    private const int MaximumBytes = 16 << 20;

    /// <inheritdoc/>
    public PagePicture Paint(SourceFile file, string fileId, string documentId, DocumentPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var source = fileId == documentId ? file : InnerFile.Find(file, fileId, documentId, pool);
        return (source is null ? null : Picture(source, page.Number)) ?? WordsOfPage.Draw(page);
    }

    /// <summary>Ends the reading processes.</summary>
    public void Dispose() => pool?.Dispose();

    private PagePicture? Picture(SourceFile source, int page)
    {
        var limits = pool?.Limits ?? new ReadingLimits();
        if (!new PdfReader(limits).CanRead(source) && Ocr.Picture.FormatOf(source.Content.Span) is null)
        {
            return null;
        }

        var reader = new PictureOfPage(limits);
        var request = new SourceFile(page.ToString(CultureInfo.InvariantCulture), source.Content);
        var sink = new DocumentSink();
        if (pool is not null)
        {
            pool.Read(reader.Format, request, sink);
        }
        else
        {
            PageReaders.Run(reader, request, sink);
        }

        return sink.Files is [var picture] && picture.Content.Length <= MaximumBytes && TypeOf(picture.Content.Span) is { } type ? new(type, picture.Content) : null;
    }

    private static string? TypeOf(ReadOnlySpan<byte> content) => content switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        _ => null,
    };
}
