using System.Collections.Immutable;
using System.Text;

namespace Navis.Personalize.Formats.Pdf;

/// <summary>Takes headers and footers out of the pages that repeat them, so that a sentence runs on from page to page. The first page keeps them.</summary>
/// <remarks>A line is one when it stands in the margin zone of a page and the page before had the same line, numbers apart, at the same height.</remarks>
internal sealed class RunningLines
{
    /// <summary>Share of the page's height, at top and at bottom, where they stand.</summary>
    private const double Zone = 0.12;

    /// <summary>Points by which the height may differ.</summary>
    private const double SameHeight = 3;

    private ImmutableArray<(string Text, double Y)> before = [];

    /// <summary>The words of a page without the lines that the page before had too.</summary>
    /// <param name="words">Words.</param>
    /// <param name="height">Height of the page.</param>
    public List<LayoutWord> Without(List<LayoutWord> words, double height)
    {
        var lines = words.Where(w => w.Box.Y + w.Box.Height < Zone * height || w.Box.Y > (1 - Zone) * height).GroupBy(static w => Math.Round(w.Box.Y + w.Box.Height)).Select(static g => g.OrderBy(static w => w.Box.X).ToList()).ToList();
        var here = lines.Select(static l => (Text: Key(l), Y: l[0].Box.Y)).ToImmutableArray();
        var repeated = new HashSet<LayoutWord>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < lines.Count; i++)
        {
            if (before.Any(b => b.Text == here[i].Text && Math.Abs(b.Y - here[i].Y) < SameHeight))
            {
                repeated.UnionWith(lines[i]);
            }
        }

        before = here;
        return repeated.Count == 0 || repeated.Count == words.Count ? words : words.FindAll(w => !repeated.Contains(w));
    }

    /// <summary>The line's letters; each number is one sign, so that page numbers do not tell lines apart.</summary>
    private static string Key(List<LayoutWord> line)
    {
        var key = new StringBuilder();
        foreach (var c in string.Join(' ', line.Select(static w => w.Text)))
        {
            if (!char.IsAsciiDigit(c))
            {
                key.Append(c);
            }
            else if (key.Length == 0 || key[^1] != '#')
            {
                key.Append('#');
            }
        }

        return key.ToString();
    }
}
