namespace Navis.Personalize.Formats.Ocr;

/// <summary>Smooths the grain of dark photos, as far as there is some: a clean page stays as it is.</summary>
internal static class Noise
{
    /// <summary>Grain, in grey values, below which nothing is done.</summary>
    private const double Slight = 6;

    /// <summary>Smooths a picture.</summary>
    /// <param name="image">Picture with even paper.</param>
    public static GrayImage Smooth(GrayImage image)
    {
        var grain = Grain(image);
        return grain < Slight ? image : Blur(image, Math.Clamp(0.55 + (grain / 50), 0.6, 1.3));
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
