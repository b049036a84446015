using System.Globalization;
using ImageMagick;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Isolation;

namespace Navis.Personalize.Formats.Ocr;

/// <summary>Reads scans and photos: PNG, JPEG, TIFF of several pages, WebP, HEIC.</summary>
/// <param name="limits">Limits.</param>
internal sealed class PictureReader(ReadingLimits limits) : IPageReader
{
    public string Format => "picture";

    public bool CanRead(SourceFile file) => Picture.FormatOf(file.Content.Span) is not null;

    public void Read(SourceFile file, IPageSink sink)
    {
        sink.Begin(0);
        var content = file.Content.ToArray();
        var format = Picture.FormatOf(content) ?? throw new ArgumentException("Not a picture.", nameof(file));
        try
        {
            var (count, tooLarge) = Picture.Measure(content, format, limits);
            if (tooLarge)
            {
                sink.Add(new DocumentIssue("PICTURE-TOO-LARGE", IssueSeverity.Error, string.Create(CultureInfo.InvariantCulture, $"{file.Name}: The picture has more than {limits.Megapixels} million pixels. Save it smaller (300 dots per inch are plenty), and add that.")));
                return;
            }

            if (count > limits.Pages)
            {
                sink.Add(new DocumentIssue("PICTURE-TOO-LONG", IssueSeverity.Warning, string.Create(CultureInfo.InvariantCulture, $"{file.Name}: only the first {limits.Pages} pages were read. Split the file and add the rest.")));
            }

            var recognition = new Recognition(file, sink, limits);
            recognition.Pages(Enumerable.Range(1, Math.Min(count, limits.Pages)), page => Open(content, format, page - 1));
        }
        catch (MagickException)
        {
            sink.Add(new DocumentIssue("PICTURE-BROKEN", IssueSeverity.Error, $"{file.Name}: The picture is damaged and can't be opened. Take or download it again."));
        }
    }

    private Picture? Open(byte[] content, MagickFormat format, int index)
    {
        try
        {
            return Picture.Open(content, format, index, limits);
        }
        catch (MagickException)
        {
            return null;
        }
    }
}
