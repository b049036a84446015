using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Ocr;

/// <summary>The words of a line by the second reader, which keeps no spaces: they are where the ink leaves wide gaps.</summary>
internal static class LineWords
{
    /// <summary>Gaps between words, as shares of the line's height: none is narrower or wider than this, and this is usual.</summary>
    private const double Narrowest = 0.11;
    private const double Usual = 0.18;
    private const double Widest = 0.3;

    /// <summary>By how much the gaps between words must be wider than those between letters to be told by that.</summary>
    private const double Jump = 1.5;

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

    /// <summary>Width from which a gap parts words: in the widest jump among the line's own gaps, where it has one.</summary>
    private static double Threshold(List<(double Start, double End)> gaps, double height)
    {
        var widths = gaps.Select(static g => g.End - g.Start).Order().ToList();
        var (best, jump) = (Usual * height, Jump);
        for (var i = 1; i < widths.Count; i++)
        {
            var middle = (widths[i] + widths[i - 1]) / 2;
            if (middle >= Narrowest * height && middle <= Widest * height && widths[i] / widths[i - 1] > jump)
            {
                (best, jump) = (middle, widths[i] / widths[i - 1]);
            }
        }

        return best;
    }
}
