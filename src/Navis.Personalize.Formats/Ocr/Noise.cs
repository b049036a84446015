namespace Navis.Personalize.Formats.Ocr;

/// <summary>Smooths the grain of dark photos, as far as there is some: a clean page stays as it is.</summary>
internal static class Noise
{
    /// <summary>Grain, in grey values, below which nothing is done.</summary>
    private const double Slight = 6;

    /// <summary>Brightness to which a dark picture is raised before it is smoothed, so that rounding costs nothing.</summary>
    private const int Bright = 235;

    /// <summary>How many standard deviations of the grain that is left may lie below the paper and still be paper.</summary>
    private const double Clean = 2;

    /// <summary>The picture with even paper and its grain smoothed, and how much grain there was.</summary>
    /// <param name="source">Picture as it came.</param>
    public static (GrayImage Image, double Grain) Even(GrayImage source)
    {
        var even = Paper.Divide(source);
        var grain = Grain(even);
        if (grain < Slight)
        {
            return (even, grain);
        }

        // Smoothed before the division: the paper's brightness is then known better, and paper comes out white, not grey.
        // An engine that finds three levels (blank rim, grey paper, ink) takes the paper for ink.
        even = Paper.Divide(Blur(Raised(source), Math.Clamp(0.55 + (grain / 50), 0.6, 1.3)));
        return (Cleared(even), grain);
    }

    private static GrayImage Raised(GrayImage source)
    {
        var counts = new int[256];
        foreach (var pixel in source.Pixels)
        {
            counts[pixel]++;
        }

        var bright = 255;
        for (var seen = counts[255]; bright > 1 && seen < source.Pixels.Length / 50; seen += counts[bright])
        {
            bright--;
        }

        return bright >= Bright ? source : Mapped(source, v => v * Bright / bright);
    }

    /// <summary>What the grain leaves of unevenness in the paper made white.</summary>
    private static GrayImage Cleared(GrayImage even)
    {
        var white = Paper.White - (Clean * Spread(even));
        return Mapped(even, v => (int)(v * Paper.White / white));
    }

    /// <summary>How far paper lies below its own level: the median depth of the pixels that are not clearly ink.</summary>
    private static double Spread(GrayImage even)
    {
        var counts = new int[256];
        foreach (var pixel in even.Pixels)
        {
            counts[pixel]++;
        }

        // What was painted over is exactly white.
        counts[Paper.White] = 0;
        var all = 0;
        for (var v = Paper.White / 2; v < Paper.White; v++)
        {
            all += counts[v];
        }

        var median = Paper.White - 1;
        for (var seen = counts[median]; median > 0 && seen < all / 2; seen += counts[median])
        {
            median--;
        }

        return Paper.White - median;
    }

    private static GrayImage Mapped(GrayImage image, Func<int, int> change)
    {
        var table = Enumerable.Range(0, 256).Select(v => (byte)Math.Clamp(change(v), 0, 255)).ToArray();
        return image with { Pixels = [.. image.Pixels.Select(p => table[p])] };
    }

    /// <summary>Standard deviation of the grain: the median answer of a mask that flat paper and straight edges leave at nothing (Immerkær 1996).</summary>
    internal static double Grain(GrayImage image)
    {
        var counts = new int[2048];
        var all = 0;
        var (w, p) = (image.Width, image.Pixels);
        for (var y = 1; y < image.Height - 1; y += 5)
        {
            for (var x = 1; x < w - 1; x += 5)
            {
                var i = (y * w) + x;

                // Blank paper, such as the desk that was painted over, says nothing.
                if (p[i] == p[i - 1] && p[i] == p[i + 1] && p[i] == p[i - w])
                {
                    continue;
                }

                var answer = p[i - w - 1] - (2 * p[i - w]) + p[i - w + 1] - (2 * p[i - 1]) + (4 * p[i]) - (2 * p[i + 1]) + p[i + w - 1] - (2 * p[i + w]) + p[i + w + 1];
                counts[Math.Min(Math.Abs(answer), counts.Length - 1)]++;
                all++;
            }
        }

        // On a clean page only letters answer, and few: they are no grain.
        if (all < image.Height / 5 * (w / 5) / 4)
        {
            return 0;
        }

        var median = 0;
        for (var seen = counts[0]; seen < all / 2; seen += counts[median])
        {
            median++;
        }

        return median / 0.6745 / 6;
    }

    private static GrayImage Blur(GrayImage image, double sigma)
    {
        var reach = (int)Math.Ceiling(2.5 * sigma);
        var kernel = Enumerable.Range(-reach, (2 * reach) + 1).Select(i => Math.Exp(-i * i / (2 * sigma * sigma))).ToArray();
        var sum = kernel.Sum();
        var weights = kernel.Select(k => (int)Math.Round(k / sum * 65536)).ToArray();
        return new(image.Width, image.Height, Pass(Pass(image.Pixels, image.Width, image.Height, 1, weights), image.Width, image.Height, image.Width, weights));
    }

    private static byte[] Pass(byte[] source, int width, int height, int step, int[] weights)
    {
        var result = new byte[source.Length];
        var reach = weights.Length / 2;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var i = (y * width) + x;
                var (place, length) = step == 1 ? (x, width) : (y, height);
                var total = 32768;
                if (place >= reach && place < length - reach)
                {
                    for (var k = 0; k < weights.Length; k++)
                    {
                        total += source[i + ((k - reach) * step)] * weights[k];
                    }
                }
                else
                {
                    for (var k = 0; k < weights.Length; k++)
                    {
                        total += source[i + ((Math.Clamp(place + k - reach, 0, length - 1) - place) * step)] * weights[k];
                    }
                }

                result[i] = (byte)Math.Min(255, total >> 16);
            }
        }

        return result;
    }
}
