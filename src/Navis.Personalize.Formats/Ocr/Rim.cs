namespace Navis.Personalize.Formats.Ocr;

/// <summary>Blanks what the blocks around the paper left of the desk: dark strips along the paper's edge, which engines take for letters and levelling for lines.</summary>
internal static class Rim
{
    private const int Cell = 4;

    /// <summary>Share of the paper's brightness below which a cell beside the desk is desk.</summary>
    private const double Desk = 0.78;

    /// <summary>How far the desk may reach into the page, blocks: further in a dark strip is print.</summary>
    private const int Reach = 1;

    /// <summary>Blanks the strips.</summary>
    /// <param name="image">Picture with even paper; changed in place.</param>
    /// <param name="around">For each block, whether it was blanked.</param>
    /// <param name="block">Side of a block, pixels.</param>
    /// <param name="across">Blocks in a row.</param>
    public static void Blank(GrayImage image, bool[] around, int block, int across)
    {
        int wide = (image.Width + Cell - 1) / Cell, high = (image.Height + Cell - 1) / Cell, down = around.Length / across;
        var near = Near(around, across, down);
        var desk = new bool[wide * high];
        var open = new Stack<int>();
        for (var i = 0; i < desk.Length; i++)
        {
            if (IsBlanked(i) || !near[Block(i)])
            {
                continue;
            }

            int x = i % wide, y = i / wide;
            if ((x > 0 && IsBlanked(i - 1)) || (x < wide - 1 && IsBlanked(i + 1)) || (y > 0 && IsBlanked(i - wide)) || (y < high - 1 && IsBlanked(i + wide)))
            {
                Take(i);
            }
        }

        while (open.TryPop(out var at))
        {
            int x = at % wide, y = at / wide;
            for (var dy = -1; dy <= 1; dy++)
            {
                for (var dx = -1; dx <= 1; dx++)
                {
                    if (x + dx >= 0 && x + dx < wide && y + dy >= 0 && y + dy < high)
                    {
                        Take(at + (dy * wide) + dx);
                    }
                }
            }
        }

        for (var i = 0; i < desk.Length; i++)
        {
            // One cell more on each side: the edge of the paper is neither dark nor white.
            if (desk[i])
            {
                Fill(image, ((i % wide) - 1) * Cell, ((i / wide) - 1) * Cell, 3 * Cell);
            }
        }

        int Block(int cell) => Math.Min(cell / wide * Cell / block, down - 1) * across + Math.Min(cell % wide * Cell / block, across - 1);

        bool IsBlanked(int cell) => around[Block(cell)];

        void Take(int cell)
        {
            if (!desk[cell] && near[Block(cell)] && !IsBlanked(cell) && Mean(image, cell % wide * Cell, cell / wide * Cell) < Desk * Paper.White)
            {
                desk[cell] = true;
                open.Push(cell);
            }
        }
    }

    private static bool[] Near(bool[] around, int across, int down)
    {
        var near = new bool[around.Length];
        for (var i = 0; i < around.Length; i++)
        {
            int x = i % across, y = i / across;
            for (var v = Math.Max(0, y - Reach); !near[i] && v <= Math.Min(down - 1, y + Reach); v++)
            {
                near[i] = around.AsSpan((v * across) + Math.Max(0, x - Reach), Math.Min(across - 1, x + Reach) - Math.Max(0, x - Reach) + 1).Contains(true);
            }
        }

        return near;
    }

    private static double Mean(GrayImage image, int left, int top)
    {
        int sum = 0, count = 0;
        for (var y = top; y < Math.Min(top + Cell, image.Height); y++)
        {
            foreach (var pixel in image.Pixels.AsSpan((y * image.Width) + left, Math.Min(Cell, image.Width - left)))
            {
                sum += pixel;
                count++;
            }
        }

        return (double)sum / count;
    }

    private static void Fill(GrayImage image, int left, int top, int side)
    {
        for (var y = Math.Max(0, top); y < Math.Min(top + side, image.Height); y++)
        {
            image.Pixels.AsSpan((y * image.Width) + Math.Max(0, left), Math.Min(left + side, image.Width) - Math.Max(0, left)).Fill(Paper.White);
        }
    }
}
