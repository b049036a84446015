using Navis.Personalize.Core.Documents;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.DocumentLayoutAnalysis.WordExtractor;

namespace Navis.Personalize.Formats.Pdf;

/// <summary>The words of a PDF page as the layout wants them: ligatures resolved, boxes as high as their line, sideways text turned upright.</summary>
internal static class PageWords
{
    /// <summary>The words in layout coordinates, each with its place on the page as shown; and the size of the layout.</summary>
    /// <param name="page">Page.</param>
    public static (double Width, double Height, List<LayoutWord> Words) Of(Page page)
    {
        var turned = page.Letters.CountBy(static l => l.TextOrientation).OrderByDescending(static g => g.Value).Select(static g => g.Key).FirstOrDefault();

        // The quick way to words knows upright lines only.
        var found = turned is TextOrientation.Horizontal or TextOrientation.Other ? page.GetWords() : page.GetWords(NearestNeighbourWordExtractor.Instance);
        var words = found.Where(static w => !string.IsNullOrWhiteSpace(w.Text)).ToList();
        var result = new List<LayoutWord>(words.Count);
        foreach (var word in words)
        {
            var shown = LineBox(word, page.Height);
            var text = Clean(word.Text);
            result.Add(turned is TextOrientation.Horizontal or TextOrientation.Other
                ? new(text, shown)
                : new(text, Upright(shown, turned, page.Width, page.Height)) { Shown = shown });
        }

        return turned is TextOrientation.Rotate90 or TextOrientation.Rotate270 ? (page.Height, page.Width, result) : (page.Width, page.Height, result);
    }

    /// <summary>Ligatures as plain letters, so that words are found whatever the font; soft hyphens dropped.</summary>
    /// <remarks>By hand: the platform's own normalization does nothing where the program runs without culture data.</remarks>
    private static string Clean(string word)
    {
        var plain = word.AsSpan().ContainsAnyInRange('\uFB00', '\uFB06') ? string.Concat(word.Select(static c => c switch
        {
            '\uFB00' => "ff",
            '\uFB01' => "fi",
            '\uFB02' => "fl",
            '\uFB03' => "ffi",
            '\uFB04' => "ffl",
            '\uFB05' or '\uFB06' => "st",
            _ => c.ToString(),
        })) : word;
        return plain.Length > 1 ? plain.Replace("\u00AD", "", StringComparison.Ordinal) : plain;
    }

    /// <summary>The word's box with the height of its line: glyph boxes are tight, and a dash would be too thin to see.</summary>
    private static PageBox LineBox(Word word, double pageHeight)
    {
        var box = word.BoundingBox;
        double left = Math.Min(box.Left, box.Right), right = Math.Max(box.Left, box.Right);
        double top = Math.Max(box.Top, box.Bottom), bottom = Math.Min(box.Top, box.Bottom);
        if (word.Letters.Count > 0)
        {
            var size = word.Letters.Max(static l => l.PointSize);
            var baseline = word.Letters[0].StartBaseLine;
            switch (word.TextOrientation)
            {
                case TextOrientation.Horizontal:
                    (top, bottom) = (Math.Max(top, baseline.Y + (0.75 * size)), Math.Min(bottom, baseline.Y - (0.2 * size)));
                    break;
                case TextOrientation.Rotate180:
                    (top, bottom) = (Math.Max(top, baseline.Y + (0.2 * size)), Math.Min(bottom, baseline.Y - (0.75 * size)));
                    break;
                case TextOrientation.Rotate90:
                    (left, right) = (Math.Min(left, baseline.X - (0.2 * size)), Math.Max(right, baseline.X + (0.75 * size)));
                    break;
                case TextOrientation.Rotate270:
                    (left, right) = (Math.Min(left, baseline.X - (0.75 * size)), Math.Max(right, baseline.X + (0.2 * size)));
                    break;
                case TextOrientation.Other:
                default:
                    break;
            }
        }

        return new(left, pageHeight - top, right - left, top - bottom);
    }

    /// <summary>A box of text that runs another way, turned so that its lines run from left to right.</summary>
    private static PageBox Upright(PageBox box, TextOrientation orientation, double width, double height) => orientation switch
    {
        // Clockwise: lines run downwards.
        TextOrientation.Rotate90 => new(box.Y, width - box.X - box.Width, box.Height, box.Width),
        TextOrientation.Rotate270 => new(height - box.Y - box.Height, box.X, box.Height, box.Width),
        TextOrientation.Rotate180 => new(width - box.X - box.Width, height - box.Y - box.Height, box.Width, box.Height),
        TextOrientation.Horizontal or TextOrientation.Other => box,
        _ => box,
    };
}
