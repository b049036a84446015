using ImageMagick;
using Navis.Personalize.Formats.Isolation;

namespace Navis.Personalize.Formats.Ocr;

/// <summary>One picture of a file, turned as its camera says.</summary>
/// <param name="Image">Grey values.</param>
/// <param name="Dpi">Pixels an inch as the file says, else guessed from a page's usual size.</param>
internal sealed record Picture(GrayImage Image, double Dpi)
{
    /// <summary>The longer side of a page in inches, for pictures that do not say.</summary>
    private const double PageInches = 11;

    /// <summary>Files that are opened: each is told by its first bytes, so that no other decoder can be reached by a file's name or content.</summary>
    public static MagickFormat? FormatOf(ReadOnlySpan<byte> content) => content switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => MagickFormat.Png,
        [0xFF, 0xD8, 0xFF, ..] => MagickFormat.Jpeg,
        [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] => MagickFormat.Tiff,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => MagickFormat.WebP,
        [0, 0, 0, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', .. var brand] when IsHeif(brand) => MagickFormat.Heic,
        _ => null,
    };

    /// <summary>How many pictures a file holds, and whether each is small enough to open.</summary>
    /// <exception cref="MagickException">The file is damaged.</exception>
    public static (int Count, bool TooLarge) Measure(byte[] content, MagickFormat format, ReadingLimits limits)
    {
        Guard(limits);
        var sizes = MagickImageInfo.ReadCollection(content, new MagickReadSettings { Format = format }).Take(limits.Pages + 1).ToList();
        return (sizes.Count, sizes.Exists(s => (long)s.Width * s.Height > limits.Megapixels * 1_000_000L));
    }

    /// <summary>Opens one picture.</summary>
    /// <param name="content">File.</param>
    /// <param name="format">Format.</param>
    /// <param name="index">0-based.</param>
    /// <param name="limits">Limits.</param>
    /// <exception cref="MagickException">The file is damaged.</exception>
    public static Picture Open(byte[] content, MagickFormat format, int index, ReadingLimits limits)
    {
        Guard(limits);
        using var image = new MagickImage(content, new MagickReadSettings { Format = format, FrameIndex = (uint)index, FrameCount = 1 });
        image.AutoOrient();
        if (image.HasAlpha)
        {
            image.BackgroundColor = MagickColors.White;
            image.Alpha(AlphaAction.Remove);
        }

        image.Grayscale(PixelIntensityMethod.Rec601Luma);
        image.Depth = 8;
        var gray = new GrayImage((int)image.Width, (int)image.Height, image.ToByteArray(MagickFormat.Gray));
        return new(gray, Resolution(image));
    }

    private static double Resolution(MagickImage image)
    {
        var stated = image.Density.Units switch
        {
            DensityUnit.PixelsPerInch => image.Density.X,
            DensityUnit.PixelsPerCentimeter => image.Density.X * 2.54,
            DensityUnit.Undefined => 0,
            _ => 0,
        };

        // Cameras and screens write 72 or 96 whatever the paper's size.
        return stated is >= 100 and <= 1200 ? stated : Math.Max(image.Width, image.Height) / PageInches;
    }

    private static bool IsHeif(ReadOnlySpan<byte> brand) => brand.Length >= 4 && (brand.StartsWith("heic"u8) || brand.StartsWith("heix"u8) || brand.StartsWith("mif1"u8) || brand.StartsWith("hevc"u8) || brand.StartsWith("msf1"u8));

    private static void Guard(ReadingLimits limits)
    {
        var pixels = (ulong)limits.Megapixels * 1_000_000;
        ResourceLimits.Area = pixels * 2;
        ResourceLimits.Memory = pixels * 8;
        ResourceLimits.Disk = 0;
        ResourceLimits.Thread = 1;
        ResourceLimits.Width = 50_000;
        ResourceLimits.Height = 50_000;
    }
}
