using System.Globalization;
using ImageMagick;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Isolation;
using Navis.Personalize.Formats.Ocr;

namespace Navis.Personalize.Formats.Pictures;

/// <summary>Draws one page, inside a reading process. The name of the file that it is given is the number of the page; the picture is given back as a file.</summary>
/// <param name="limits">Limits.</param>
internal sealed class PictureOfPage(ReadingLimits limits) : IPageReader
{
    /// <summary>Longer side of a picture, pixels: letters of 8 points can be read, and a page is some 200 KB.</summary>
    private const int LongerSide = 1500;
    private const int Quality = 82;

    public string Format => "picture-of-page";

    // Asked for by name only: no file is its own.
    public bool CanRead(SourceFile file) => false;

    public void Read(SourceFile file, IPageSink sink)
    {
        var page = int.Parse(file.Name, NumberStyles.None, CultureInfo.InvariantCulture);
        sink.Begin(page);
        var content = file.Content.ToArray();
        if ((Ocr.Picture.FormatOf(content) is { } format ? OfPicture(content, format, page) : OfPdf(content, page)) is { } picture)
        {
            sink.Add(new SourceFile(file.Name, picture));
        }
    }

    // The file goes in by standard input: a record never lies open on the disk for being looked at.
    private byte[]? OfPdf(byte[] content, int page)
    {
        var number = page.ToString(CultureInfo.InvariantCulture);
        return ToolProcess.Run("pdftoppm", ["-png", "-cropbox", "-scale-to", LongerSide.ToString(CultureInfo.InvariantCulture), "-f", number, "-l", number, "-singlefile", "-"], content, limits.ToolSeconds);
    }

    private byte[]? OfPicture(byte[] content, MagickFormat format, int page)
    {
        try
        {
            var (count, tooLarge) = Ocr.Picture.Measure(content, format, limits);
            if (tooLarge || page > count)
            {
                return null;
            }

            using var image = new MagickImage(content, new MagickReadSettings { Format = format, FrameIndex = (uint)(page - 1), FrameCount = 1 });
            image.AutoOrient();
            image.BackgroundColor = MagickColors.White;
            image.Alpha(AlphaAction.Remove);
            image.Resize(new MagickGeometry(LongerSide, LongerSide) { Greater = true });
            image.Strip();
            image.Quality = Quality;
            return image.ToByteArray(MagickFormat.Jpeg);
        }
        catch (MagickException)
        {
            return null;
        }
    }
}
