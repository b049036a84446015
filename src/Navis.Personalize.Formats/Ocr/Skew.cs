namespace Navis.Personalize.Formats.Ocr;

/// <summary>By how much the lines of a page fall.</summary>
internal static class Skew
{
    private const double MaximumSkew = 10;

    /// <summary>The angle, degrees clockwise, at which the lower edges of the letters fall into the sharpest rows.</summary>
    /// <param name="image">Picture with even paper.</param>
    public static double Of(GrayImage image)
    {
        var small = image.Width > 1000 ? image.Resize(1000, Math.Max(1, (int)(image.Height * 1000L / image.Width))) : image;
        var ink = Math.Min((int)small.Pixels.Average(static p => (double)p) - 30, 150);
        var edges = new List<(int X, int Y)>();
        for (var y = 1; y < small.Height - 1; y++)
        {
            for (var x = 1; x < small.Width - 1; x++)
            {
                if (small.Pixels[(y * small.Width) + x] < ink && small.Pixels[((y + 1) * small.Width) + x] >= ink)
                {
                    edges.Add((x, y));
                }
            }
        }

        if (edges.Count < 50)
        {
            return 0;
        }

        var rows = new int[small.Height + (2 * small.Width)];
        var best = Best(edges, rows, small.Width, 0, MaximumSkew, 0.5);
        return Best(edges, rows, small.Width, best, 0.5, 0.05);
    }

    private static double Best(List<(int X, int Y)> edges, int[] rows, int width, double middle, double reach, double step)
    {
        double best = middle, score = -1;
        for (var angle = middle - reach; angle <= middle + reach + 1e-9; angle += step)
        {
            Array.Clear(rows);
            var slope = Math.Tan(angle * Math.PI / 180);
            foreach (var (x, y) in edges)
            {
                var row = (int)Math.Round(y - (x * slope)) + width;
                if ((uint)row < (uint)rows.Length)
                {
                    rows[row]++;
                }
            }

            var sharpness = 0.0;
            foreach (var count in rows)
            {
                sharpness += (double)count * count;
            }

            if (sharpness > score)
            {
                (best, score) = (angle, sharpness);
            }
        }

        return best;
    }
}
