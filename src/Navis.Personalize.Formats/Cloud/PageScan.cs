using ImageMagick;
using Navis.Personalize.Formats.Ocr;

namespace Navis.Personalize.Formats.Cloud;

/// <summary>The picture of a page that the outside reader may be asked to read.</summary>
/// <param name="Page">1-based.</param>
/// <param name="Width">Width of the page, points.</param>
/// <param name="Height">Height of the page, points.</param>
/// <param name="Jpeg">The picture, newly encoded: nothing of what a camera noted is in it.</param>
internal sealed record PageScan(int Page, double Width, double Height, byte[] Jpeg)
{
    /// <summary>Sides of a picture that the service takes, pixels.</summary>
    private const int LongestSide = 10_000;
    private const int Quality = 92;

    /// <summary>Packs a picture.</summary>
    /// <param name="page">1-based.</param>
    /// <param name="picture">Picture.</param>
    public static PageScan Of(int page, Picture picture)
    {
        var scale = 72 / picture.Dpi;
        var image = picture.Image;
        var smaller = Math.Min(1, (double)LongestSide / Math.Max(image.Width, image.Height));
        var fit = smaller < 1 ? image.Resize((int)(image.Width * smaller), (int)(image.Height * smaller)) : image;
        using var jpeg = new MagickImage(fit.ToPgm(), new MagickReadSettings { Format = MagickFormat.Pgm }) { Quality = Quality };
        return new(page, image.Width * scale, image.Height * scale, jpeg.ToByteArray(MagickFormat.Jpeg));
    }
}
