namespace Navis.Personalize.Formats.Ocr;

/// <summary>Makes the paper of a page evenly white, whatever the light was, and blanks what lies around it.</summary>
internal static class Paper
{
    /// <summary>The grey value of paper afterwards.</summary>
    public const int White = 245;

    /// <summary>What is darker than this share of the brightest part near by may be desk or scanner lid.</summary>
    private const double Dark = 0.6;

    /// <summary>Share of the blocks around the page that may look written on: above it they are paper in a shadow, and stay.</summary>
    private const double Written = 0.06;

    /// <summary>Divides by the local brightness of the paper, estimated in blocks and interpolated.</summary>
    /// <param name="image">Picture.</param>
    public static GrayImage Divide(GrayImage image)
    {
        var block = Math.Max(16, image.Width / 60);
        int across = (image.Width + block - 1) / block, down = (image.Height + block - 1) / block;
        var paper = Brightness(image, block, across, down);
        var around = Around(image, paper, block, across, down);
        var result = new byte[image.Pixels.Length];
        var columns = new (int Left, int Right, float Part)[image.Width];
        for (var x = 0; x < image.Width; x++)
        {
            var place = Math.Clamp(((x + 0.5f) / block) - 0.5f, 0, across - 1);
            columns[x] = ((int)place, Math.Min((int)place + 1, across - 1), place - (int)place);
        }

        for (var y = 0; y < image.Height; y++)
        {
            var place = Math.Clamp(((y + 0.5f) / block) - 0.5f, 0, down - 1);
            int above = (int)place * across, below = Math.Min((int)place + 1, down - 1) * across;
            var part = place - (int)place;
            var row = y / block * across;
            for (var x = 0; x < image.Width; x++)
            {
                var (left, right, share) = columns[x];
                var top = paper[above + left] + ((paper[above + right] - paper[above + left]) * share);
                var bottom = paper[below + left] + ((paper[below + right] - paper[below + left]) * share);
                var white = top + ((bottom - top) * part);
                var at = (y * image.Width) + x;
                result[at] = around[row + (x / block)] ? (byte)White : (byte)Math.Min(255, image.Pixels[at] * White / white);
            }
        }

        var even = new GrayImage(image.Width, image.Height, result);
        Rim.Blank(even, around, block, across);
        return even;
    }

    /// <summary>For each block the brightness that a fifth of the pixels around it exceed: paper, as long as ink covers less than that.</summary>
    private static float[] Brightness(GrayImage image, int block, int across, int down)
    {
        var paper = new float[across * down];
        var histogram = new int[256];
        for (var by = 0; by < down; by++)
        {
            for (var bx = 0; bx < across; bx++)
            {
                Array.Clear(histogram);
                int count = 0, left = (bx * block) - (block / 2), top = (by * block) - (block / 2);
                for (var y = Math.Max(0, top); y < Math.Min(image.Height, top + (2 * block)); y += 2)
                {
                    for (var x = Math.Max(0, left); x < Math.Min(image.Width, left + (2 * block)); x += 2)
                    {
                        histogram[image.Pixels[(y * image.Width) + x]]++;
                        count++;
                    }
                }

                var value = 255;
                for (var seen = histogram[255]; value > 0 && seen <= count / 5; seen += histogram[value])
                {
                    value--;
                }

                paper[(by * across) + bx] = Math.Max(10, value);
            }
        }

        return paper;
    }

    /// <summary>The blocks around the paper: dark beside what is near them, joined to the rim, and empty. All false when that would leave too little to be a
    /// page, or when there is writing in them: a hard shadow on the paper is dark too.</summary>
    private static bool[] Around(GrayImage image, float[] paper, int block, int across, int down)
    {
        var dark = Darker(paper, across, down);
        var around = new bool[paper.Length];
        var open = new Stack<int>();
        for (var i = 0; i < paper.Length; i++)
        {
            Take(i, i % across is 0 || i % across == across - 1 || i < across || i >= paper.Length - across);
        }

        while (open.TryPop(out var at))
        {
            int x = at % across, y = at / across;
            Take(at - 1, x > 0);
            Take(at + 1, x < across - 1);
            Take(at - across, y > 0);
            Take(at + across, y < down - 1);
        }

        var inner = Enumerable.Range(0, paper.Length).Where(i => Whole(i)).ToList();
        var isPage = around.Count(static a => a) is var count && count > 0 && count < paper.Length * 3 / 4;
        return isPage && inner.Count(i => IsWritten(image, i % across * block, i / across * block, block)) <= Written * inner.Count ? around : new bool[paper.Length];

        void Take(int i, bool isThere)
        {
            if (isThere && dark[i] && !around[i])
            {
                around[i] = true;
                open.Push(i);
            }
        }

        bool Whole(int i)
        {
            int x = i % across, y = i / across;
            return Enumerable.Range(-1, 3).All(dy => Enumerable.Range(-1, 3).All(dx => x + dx < 0 || x + dx >= across || y + dy < 0 || y + dy >= down || around[i + (dy * across) + dx]));
        }
    }

    /// <summary>Whether each block is much darker than the brightest within a third of the picture.</summary>
    private static bool[] Darker(float[] paper, int across, int down)
    {
        var reach = Math.Max(1, across / 3);
        var rows = new float[paper.Length];
        var dark = new bool[paper.Length];
        for (var i = 0; i < paper.Length; i++)
        {
            int x = i % across, first = i - x;
            rows[i] = paper.AsSpan(first + Math.Max(0, x - reach), Math.Min(across, x + reach + 1) - Math.Max(0, x - reach)).ToArray().Max();
        }

        for (var i = 0; i < paper.Length; i++)
        {
            var brightest = 0f;
            for (var y = Math.Max(0, (i / across) - reach); y < Math.Min(down, (i / across) + reach + 1); y++)
            {
                brightest = Math.Max(brightest, rows[(y * across) + (i % across)]);
            }

            dark[i] = paper[i] < Dark * brightest;
        }

        return dark;
    }

    /// <summary>Whether strokes stand in a block: after smoothing, a part of it is much darker than the rest.</summary>
    private static bool IsWritten(GrayImage image, int left, int top, int block)
    {
        var values = new List<int>();
        for (var y = Math.Max(2, top); y < Math.Min(image.Height - 2, top + block); y += 2)
        {
            for (var x = Math.Max(2, left); x < Math.Min(image.Width - 2, left + block); x += 2)
            {
                var sum = 0;
                for (var dy = -2; dy <= 2; dy++)
                {
                    foreach (var pixel in image.Pixels.AsSpan(((y + dy) * image.Width) + x - 2, 5))
                    {
                        sum += pixel;
                    }
                }

                values.Add(sum);
            }
        }

        values.Sort();
        return values.Count > 0 && values[values.Count / 20] < 0.66 * values[values.Count * 4 / 5];
    }
}
