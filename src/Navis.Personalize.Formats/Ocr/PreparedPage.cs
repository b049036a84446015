using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Ocr;

/// <summary>A picture of a page made ready for recognition: shadows divided out, the desk around the paper blanked, noise smoothed, lines level, small print
/// made larger. Knows the way back to the picture as it came.</summary>
/// <remarks>Worth more than the choice of engine: dividing by the paper's own brightness rescues dark photos, levelling rescues skewed scans. No
/// binarising, which makes poor pictures worse.</remarks>
internal sealed class PreparedPage
{
    /// <summary>Height of small letters, pixels, that engines read best; below <see cref="Small"/> the picture is made larger, up to <see cref="Largest"/> times.</summary>
    private const double Readable = 22;
    private const double Small = 14;
    private const double Largest = 2.2;

    private readonly GrayImage source;
    private readonly double scale;
    private readonly Skew skew;

    private PreparedPage(GrayImage source, GrayImage image, Skew skew, double scale, double letters, double grain) =>
        (this.source, Image, this.skew, this.scale, LetterHeight, Grain) = (source, image, skew, scale, letters, grain);

    /// <summary>The picture to recognise.</summary>
    public GrayImage Image { get; }

    /// <summary>Height of small letters in the source, pixels; 0 when none were found.</summary>
    public double LetterHeight { get; }

    /// <summary>Grain of the source once its paper is even, grey values.</summary>
    public double Grain { get; }

    /// <summary>By how much the lines of the source fall to the right in its middle, degrees.</summary>
    public double Degrees => skew.Degrees;

    /// <summary>Prepares a picture.</summary>
    /// <param name="source">Picture, upright or turned by quarters.</param>
    public static PreparedPage Of(GrayImage source)
    {
        var (even, grain) = Noise.Even(source);
        var letters = Letters.Height(Letters.Pieces(even));
        var larger = letters is > 0 and < Small ? Math.Min(Largest, Readable / letters) : 1;
        var fall = Skew.Of(even) is var found && Math.Abs(found.Degrees) < 0.15 && found.Fan == 0 ? default : found;
        var page = new PreparedPage(source, even, fall, larger, letters, grain);
        return fall == default && larger == 1 ? page : new(source, page.Level(even), fall, larger, letters, grain);
    }

    /// <summary>The place in the source of a box in <see cref="Image"/>: the upright box around the turned one.</summary>
    public PageBox Back(PageBox box)
    {
        if (skew == default)
        {
            return new(box.X / scale, box.Y / scale, box.Width / scale, box.Height / scale);
        }

        // Only the middle is turned: the corners' reach would make boxes of long words tall.
        var (x, y) = Source((box.X + (box.Width / 2)) / scale, (box.Y + (box.Height / 2)) / scale);
        double width = box.Width / scale, height = (box.Height / scale) + (Math.Abs(Math.Sin(skew.Degrees * Math.PI / 180)) * width);
        return new(x - (width / 2), y - (height / 2), width, height);
    }

    /// <summary>Where a place of the level page, in pixels of the source, lies in the source.</summary>
    private (double X, double Y) Source(double x, double y)
    {
        var (sin, cos) = Math.SinCos(skew.Degrees * Math.PI / 180);
        double dx = x - (source.Width / 2.0), dy = y - (source.Height / 2.0);
        dy += dx * dy * skew.Fan / source.Height;
        return ((cos * dx) - (sin * dy) + (source.Width / 2.0), (sin * dx) + (cos * dy) + (source.Height / 2.0));
    }

    /// <summary>Level and of the size to read: along a row the way through the source is straight.</summary>
    private GrayImage Level(GrayImage even) => even.Sample((int)(source.Width * scale), (int)(source.Height * scale), y =>
    {
        var start = Source(0.5 / scale, (y + 0.5) / scale);
        var end = Source(1.5 / scale, (y + 0.5) / scale);
        return (start.X, start.Y, end.X - start.X, end.Y - start.Y);
    });
}
