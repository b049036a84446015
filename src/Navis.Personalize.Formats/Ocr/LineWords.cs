using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Ocr;

/// <summary>The words of a line by the second reader, which keeps no spaces: they are where the ink leaves wide gaps.</summary>
internal static class LineWords
{
    /// <summary>Gaps between words, as shares of the line's height: none is narrower than this or need be wider, and this is usual.</summary>
    private const double Narrowest = 0.15;
    private const double Usual = 0.19;
    private const double Widest = 0.45;

    /// <summary>How many times wider than the gaps between letters those between words are on average, where a line has both.</summary>
    private const double Apart = 2;

    /// <summary>Reads a line.</summary>
    /// <param name="reader">Second reader.</param>
    /// <param name="image">Picture, lines level.</param>
    /// <param name="box">The line with a little space around its letters, pixels.</param>
    /// <param name="line">Number of the line.</param>
    public static IEnumerable<RecognisedWord> Read(SecondReader reader, GrayImage image, PageBox box, int line)
    {
        var reading = reader.Read(image, box);
        if (reading.Text.Length == 0)
        {
            yield break;
        }

        var gaps = Gaps(image, box);
        var wide = Threshold(gaps, box.Height);
        var spaces = gaps.Where(g => g.End - g.Start >= wide).ToList();
        var first = 0;
        var left = box.X;
        for (var i = 1; i <= reading.Text.Length; i++)
        {
            var space = i == reading.Text.Length
                ? (Start: box.X + box.Width, End: box.X + box.Width)
                : spaces.Find(g => g.Middle() > box.X + reading.Starts[i - 1] && g.Middle() < box.X + reading.Starts[i]);
            if (space == default)
            {
                continue;
            }

            yield return new(reading.Text[first..i], new(left, box.Y, Math.Max(1, space.Start - left), box.Height), reading.Sure[first..i].Average(), line);
            (first, left) = (i, space.End);
        }
    }

    private static double Middle(this (double Start, double End) gap) => (gap.Start + gap.End) / 2;

    /// <summary>Runs of columns without ink inside the line, pixels of the picture.</summary>
    private static List<(double Start, double End)> Gaps(GrayImage image, PageBox box)
    {
        int left = Math.Max(0, (int)box.X), right = Math.Min(image.Width, (int)(box.X + box.Width)), top = Math.Max(0, (int)(box.Y + (0.12 * box.Height))), bottom = Math.Min(image.Height, (int)(box.Y + (0.88 * box.Height)));
        var gaps = new List<(double, double)>();
        var start = -1;
        for (var x = left; x < right; x++)
        {
            var isInk = false;
            for (var y = top; y < bottom && !isInk; y++)
            {
                isInk = image.Pixels[(y * image.Width) + x] < Letters.Ink;
            }

            if (!isInk)
            {
                start = start < 0 ? x : start;
                continue;
            }

            if (start > left)
            {
                gaps.Add((start, x));
            }

            start = -1;
        }

        return gaps;
    }

    /// <summary>Width from which a gap parts words: the line's own gaps fall into two heaps, and the split that leaves each most alike is taken (Otsu 1979).</summary>
    private static double Threshold(List<(double Start, double End)> gaps, double height)
    {
        // Gaps between cells are no wider than wide, else they alone would be one heap.
        var widths = gaps.Select(g => Math.Min(g.End - g.Start, 1.3 * Widest * height)).Order().ToList();
        var (best, most) = (Usual * height, 0.0);
        for (var i = 1; i < widths.Count; i++)
        {
            double narrow = widths.Take(i).Average(), wide = widths.Skip(i).Average(), middle = (widths[i] + widths[i - 1]) / 2;
            var between = (double)i * (widths.Count - i) * (wide - narrow) * (wide - narrow);
            if (between > most && wide > Apart * narrow && middle >= Narrowest * height && middle <= Widest * height)
            {
                (best, most) = (middle, between);
            }
        }

        return best;
    }
}
