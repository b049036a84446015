namespace Navis.Personalize.Formats.Ocr;

/// <summary>How the lines of a page fall: a scan lies askew, and a camera that is not held level makes lines fall otherwise at the top than at the bottom.</summary>
/// <param name="Degrees">Fall of the lines in the middle of the page, degrees clockwise.</param>
/// <param name="Fan">By how much the slope of the lines grows from the top of the page to its bottom, pixels a pixel; 0 for a scan.</param>
internal readonly record struct Skew(double Degrees, double Fan)
{
    private const double MaximumSkew = 10;
    private const double MaximumFan = 0.12;

    /// <summary>Share of sharpness that leaning on a fan must win: two numbers always fit a little better than one.</summary>
    private const double Worth = 1.03;

    /// <summary>Edges that are looked at: more say no more.</summary>
    private const int Enough = 30_000;

    /// <summary>The fall at which the lower edges of the letters come into the sharpest rows.</summary>
    /// <param name="image">Picture with even paper.</param>
    public static Skew Of(GrayImage image)
    {
        var small = image.Width > 1000 ? image.Resize(1000, Math.Max(1, (int)(image.Height * 1000L / image.Width))) : image;
        var edges = Edges(small);
        if (edges.Count < 50)
        {
            return default;
        }

        var rows = new int[small.Height + (2 * small.Width)];
        var level = Best(new(0, 0), MaximumSkew, 0.5, 0, 1);
        level = Best(level, 0.5, 0.05, 0, 1);
        var fan = Best(new(0, 0), MaximumSkew, 1, MaximumFan, 0.02);
        fan = Best(fan, 1, 0.2, 0.02, 0.005);
        fan = Best(fan, 0.2, 0.05, 0.004, 0.002);
        return Sharpness(fan) > Worth * Sharpness(level) ? fan : level;

        Skew Best(Skew middle, double reach, double step, double fanReach, double fanStep)
        {
            var (best, score) = (middle, -1.0);
            for (var angle = middle.Degrees - reach; angle <= middle.Degrees + reach + 1e-9; angle += step)
            {
                for (var f = middle.Fan - fanReach; f <= middle.Fan + fanReach + 1e-9; f += fanStep)
                {
                    if (Sharpness(new(angle, f)) is var sharpness && sharpness > score)
                    {
                        (best, score) = (new(angle, f), sharpness);
                    }
                }
            }

            return best;
        }

        double Sharpness(Skew skew)
        {
            Array.Clear(rows);
            var (slope, fan) = (Math.Tan(skew.Degrees * Math.PI / 180), skew.Fan / small.Height);
            double middleX = small.Width / 2.0, middleY = small.Height / 2.0;
            foreach (var (x, y) in edges)
            {
                // Where the line through the edge crosses the middle of the page.
                var (dx, dy) = (x - middleX, y - middleY);
                var row = (int)Math.Round(((dy - (dx * slope)) / (1 + (dx * fan))) + middleY) + small.Width;
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

            return sharpness;
        }
    }

    private static List<(int X, int Y)> Edges(GrayImage small)
    {
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

        var every = (edges.Count / Enough) + 1;
        return every == 1 ? edges : [.. edges.Where((_, i) => i % every == 0)];
    }
}
