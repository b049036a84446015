using System.Collections.Immutable;
using System.Text;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Pdf;

/// <summary>A word to be put into its place.</summary>
/// <param name="Text">Characters.</param>
/// <param name="Box">Where it stands for the layout.</param>
internal sealed record LayoutWord(string Text, PageBox Box)
{
    /// <summary>Where it stands on the page as shown, when that differs.</summary>
    public PageBox? Shown { get; init; }

    /// <summary>0..1.</summary>
    public double Confidence { get; init; } = 1;
}

/// <summary>Puts the words of a page into reading order: lines by vertical overlap, table rows kept whole, columns of prose read one after the other.</summary>
/// <remarks>A gap wider than <see cref="CellGap"/> times the type size separates cells or columns. A run of lines is columns, not a table, when both sides
/// are mostly full: prose fills its column, cells do not.</remarks>
internal static class PageLayout
{
    /// <summary>Horizontal gap, in type sizes, from which words belong to different cells.</summary>
    private const double CellGap = 1.3;

    /// <summary>Fewest lines that make a pair of columns.</summary>
    private const int ColumnLines = 6;

    /// <summary>Share of a column's width that a line must fill to look like prose, and share of the lines that must do so.</summary>
    private const double FullLine = 0.7;

    /// <summary>Vertical distance, in line heights, from which a blank line is written.</summary>
    private const double ParagraphGap = 1.7;

    /// <summary>The page's text in reading order, each word with its place.</summary>
    /// <param name="number">Page number.</param>
    /// <param name="width">Page width, points.</param>
    /// <param name="height">Page height, points.</param>
    /// <param name="words">Words in any order.</param>
    public static DocumentPage Arrange(int number, double width, double height, IEnumerable<LayoutWord> words)
    {
        var text = new StringBuilder();
        var placed = ImmutableArray.CreateBuilder<PageWord>();
        PageBox? previous = null;
        foreach (var line in ReadingOrder(Rows(words)))
        {
            if (previous is { } above)
            {
                var distance = line.Box.Y - above.Y;
                text.Append(distance < 0 || distance > ParagraphGap * above.Height ? "\n\n" : "\n");
            }

            previous = line.Box;
            for (var s = 0; s < line.Segments.Count; s++)
            {
                text.Append(s == 0 ? "" : "   ");
                var first = true;
                foreach (var word in line.Segments[s].Words)
                {
                    text.Append(first ? "" : " ");
                    first = false;
                    placed.Add(new(text.Length, word.Text.Length, word.Shown ?? word.Box, word.Confidence));
                    text.Append(word.Text);
                }
            }
        }

        return new(number, text.ToString()) { Words = placed.ToImmutable(), Width = width, Height = height };
    }

    private static List<Line> Rows(IEnumerable<LayoutWord> words)
    {
        var rows = new List<(PageBox Extent, List<LayoutWord> Words)>();
        foreach (var word in words.OrderBy(w => w.Box.Y + (w.Box.Height / 2)).ThenBy(w => w.Box.X))
        {
            // Words come from top to bottom, so only the last few rows can still take one.
            var index = -1;
            for (var i = rows.Count - 1; i >= Math.Max(0, rows.Count - 4) && index < 0; i--)
            {
                index = rows[i].Extent.SameLineAs(word.Box) ? i : -1;
            }

            if (index < 0)
            {
                rows.Add((word.Box, [word]));
            }
            else
            {
                rows[index].Words.Add(word);
            }
        }

        return [.. rows.OrderBy(r => r.Extent.Y).Select(r => Line.Of(r.Words))];
    }

    private static IEnumerable<Line> ReadingOrder(List<Line> rows)
    {
        var at = 0;
        while (at < rows.Count)
        {
            if (ColumnsFrom(rows, at) is { } columns)
            {
                foreach (var line in columns.Left)
                {
                    yield return line;
                }

                foreach (var line in columns.Right)
                {
                    yield return line;
                }

                at += columns.Count;
            }
            else
            {
                yield return rows[at++];
            }
        }
    }

    private static (List<Line> Left, List<Line> Right, int Count)? ColumnsFrom(List<Line> rows, int from)
    {
        if (rows[from].Segments.Count != 2)
        {
            return null;
        }

        // The gutter narrows while rows are added; a row that crosses it ends the run.
        var left = rows[from].Segments[0].Box.X + rows[from].Segments[0].Box.Width;
        var right = rows[from].Segments[1].Box.X;
        var lefts = new List<Line>();
        var rights = new List<Line>();
        var count = 0;
        for (var i = from; i < rows.Count; i++, count++)
        {
            double nextLeft = left, nextRight = right;
            List<Segment> a = [], b = [];
            foreach (var segment in rows[i].Segments)
            {
                var middle = segment.Box.X + (segment.Box.Width / 2);
                if (middle < (left + right) / 2)
                {
                    a.Add(segment);
                    nextLeft = Math.Max(nextLeft, segment.Box.X + segment.Box.Width);
                }
                else
                {
                    b.Add(segment);
                    nextRight = Math.Min(nextRight, segment.Box.X);
                }
            }

            if (nextRight - nextLeft < rows[i].Box.Height / 2 || a.Count > 1 || b.Count > 1)
            {
                break;
            }

            (left, right) = (nextLeft, nextRight);
            lefts.AddRange(a.Select(s => new Line([s], s.Box)));
            rights.AddRange(b.Select(s => new Line([s], s.Box)));
        }

        return count >= ColumnLines && Prose(lefts) && Prose(rights) ? (lefts, rights, count) : null;
    }

    private static bool Prose(List<Line> lines)
    {
        if (lines.Count < ColumnLines)
        {
            return false;
        }

        var start = lines.Min(l => l.Box.X);
        var width = lines.Max(l => l.Box.X + l.Box.Width) - start;
        return lines.Count(l => l.Box.X + l.Box.Width - start >= FullLine * width) >= FullLine * lines.Count && lines.Average(l => l.Segments[0].Words.Count) >= 3;
    }

    private sealed record Segment(List<LayoutWord> Words, PageBox Box);

    private sealed record Line(List<Segment> Segments, PageBox Box)
    {
        public static Line Of(List<LayoutWord> words)
        {
            words.Sort((a, b) => a.Box.X.CompareTo(b.Box.X));
            var segments = new List<Segment>();
            var whole = words[0].Box;
            var current = new List<LayoutWord> { words[0] };
            var box = words[0].Box;
            for (var i = 1; i < words.Count; i++)
            {
                var gap = words[i].Box.X - (box.X + box.Width);
                if (gap > CellGap * Math.Min(box.Height, words[i].Box.Height))
                {
                    segments.Add(new(current, box));
                    current = [];
                    box = words[i].Box;
                }

                current.Add(words[i]);
                box = box.Union(words[i].Box);
                whole = whole.Union(words[i].Box);
            }

            segments.Add(new(current, box));
            return new(segments, whole);
        }
    }
}
