using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Ocr;

/// <summary>The pieces of ink of a page that have about the shape of a letter.</summary>
internal static class Letters
{
    /// <summary>Grey value below which a pixel is ink, where paper is even.</summary>
    public const int Ink = 150;


    /// <summary>Lower pieces are grain or dots: print as low as that can't be read.</summary>
    private const int Smallest = 6;
    private const int Tallest = 120;

    /// <summary>Least number of letters from which a page is said to have a size of print.</summary>
    private const int Few = 30;

    /// <summary>Height of small letters, pixels: the commonest height of the pieces. 0 when there are too few.</summary>
    /// <param name="pieces">Pieces of the page.</param>
    public static double Height(IReadOnlyCollection<PageBox> pieces)
    {
        if (pieces.Count < Few)
        {
            return 0;
        }

        var heights = new int[Tallest + 2];
        foreach (var piece in pieces)
        {
            heights[(int)piece.Height]++;
        }

        // Small letters are the commonest, and their height wanders by a pixel.
        return Enumerable.Range(Smallest, Tallest - Smallest).MaxBy(h => heights[h - 1] + (2 * heights[h]) + heights[h + 1]);
    }

    /// <summary>The pieces: ink that hangs together, as boxes in pixels.</summary>
    /// <param name="image">Picture with even paper.</param>
    public static List<PageBox> Pieces(GrayImage image)
    {
        var pieces = new List<PageBox>();
        var seen = new bool[image.Pixels.Length];
        var open = new Stack<int>();
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            if (seen[i] || image.Pixels[i] >= Ink)
            {
                continue;
            }

            int left = int.MaxValue, right = 0, top = int.MaxValue, bottom = 0, count = 0;
            Visit(i);
            while (open.TryPop(out var at))
            {
                int x = at % image.Width, y = at / image.Width;
                (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
                count++;
                for (var dy = -1; dy <= 1; dy++)
                {
                    for (var dx = -1; dx <= 1; dx++)
                    {
                        if (x + dx >= 0 && x + dx < image.Width && y + dy >= 0 && y + dy < image.Height)
                        {
                            Visit(at + (dy * image.Width) + dx);
                        }
                    }
                }
            }

            int height = bottom - top + 1, width = right - left + 1;
            if (height is >= Smallest and <= Tallest && width < 3 * height && width * 4 > height && count > height)
            {
                pieces.Add(new(left, top, width, height));
            }
        }

        return pieces;

        void Visit(int at)
        {
            if (!seen[at] && image.Pixels[at] < Ink)
            {
                seen[at] = true;
                open.Push(at);
            }
        }
    }
}
