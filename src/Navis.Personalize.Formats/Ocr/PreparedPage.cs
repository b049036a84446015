using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Ocr;

/// <summary>A picture of a page made ready for recognition: shadows divided out, the desk around the paper blanked, noise smoothed, lines level. Knows the way back to the picture as it came.</summary>
/// <remarks>Worth more than the choice of engine: dividing by the paper's own brightness rescues dark photos, levelling rescues skewed scans. No
/// binarising, which makes poor pictures worse.</remarks>
internal sealed class PreparedPage
{
    private readonly GrayImage source;
    private readonly double cos = 1;
    private readonly double sin;

    private PreparedPage(GrayImage source, GrayImage image, double degrees)
    {
        (this.source, Image, Degrees) = (source, image, degrees);
        (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
    }

    /// <summary>The picture to recognise; of the size of the source.</summary>
    public GrayImage Image { get; }

    /// <summary>By how much the lines of the source fall to the right, degrees.</summary>
    public double Degrees { get; }

    /// <summary>Prepares a picture.</summary>
    /// <param name="source">Picture, upright or turned by quarters.</param>
    public static PreparedPage Of(GrayImage source)
    {
        var even = Noise.Smooth(Paper.Divide(source));
        var degrees = Skew.Of(even);
        if (Math.Abs(degrees) < 0.15)
        {
            return new(source, even, 0);
        }

        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        double middleX = source.Width / 2.0, middleY = source.Height / 2.0;
        var level = even.Sample(source.Width, source.Height, cos, -sin, middleX - (cos * middleX) + (sin * middleY), sin, cos, middleY - (sin * middleX) - (cos * middleY));
        return new(source, level, degrees);
    }

    /// <summary>The place in the source of a box in <see cref="Image"/>: the upright box around the turned one.</summary>
    public PageBox Back(PageBox box)
    {
        if (Degrees == 0)
        {
            return box;
        }

        // Only the middle is turned: the corners' reach would make boxes of long words tall.
        double middleX = source.Width / 2.0, middleY = source.Height / 2.0;
        double x = box.X + (box.Width / 2) - middleX, y = box.Y + (box.Height / 2) - middleY;
        double backX = (cos * x) - (sin * y) + middleX, backY = (sin * x) + (cos * y) + middleY;
        var height = box.Height + (Math.Abs(sin) * box.Width);
        return new(backX - (box.Width / 2), backY - (height / 2), box.Width, height);
    }
}
