using System.Text.Json;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Ocr;
using Navis.Personalize.Formats.Pdf;

namespace Navis.Personalize.Formats.Cloud;

/// <summary>The service's answer as a page of our own: the same reading order, boxes in points, and no value surer than one reader can be.</summary>
internal static class CloudPages
{
    private const int MaximumWords = 20_000;
    private const int MaximumLength = 500;

    /// <summary>Reads the first page of an answer; null where it holds none. Words without a sound polygon are left out.</summary>
    /// <param name="answer">Root of the answer.</param>
    /// <param name="picture">What was sent.</param>
    public static DocumentPage? Read(JsonElement answer, PageScan picture)
    {
        if (!answer.TryGetProperty("analyzeResult", out var result) || !result.TryGetProperty("pages", out var pages) || pages.ValueKind is not JsonValueKind.Array || pages.GetArrayLength() == 0)
        {
            return null;
        }

        var page = pages[0];
        double width = Number(page, "width"), height = Number(page, "height");
        if (width <= 0 || height <= 0)
        {
            return null;
        }

        // Inches or pixels, whichever the service counts in: the page's size in points is known here.
        var scale = (X: picture.Width / width, Y: picture.Height / height);
        var (sin, cos) = Math.SinCos(-Number(page, "angle") * Math.PI / 180);
        var words = new List<LayoutWord>();
        foreach (var word in page.TryGetProperty("words", out var list) && list.ValueKind is JsonValueKind.Array ? list.EnumerateArray().Take(MaximumWords) : [])
        {
            if (Text(word) is { } text && Polygon(word) is { } corners)
            {
                var points = Array.ConvertAll(corners, c => (X: c.X * scale.X, Y: c.Y * scale.Y));
                var level = Array.ConvertAll(points, p => (X: (cos * p.X) - (sin * p.Y), Y: (sin * p.X) + (cos * p.Y)));
                words.Add(new(text, Around(level)) { Shown = Around(points), Confidence = Math.Clamp(Number(word, "confidence"), 0, 1) });
            }
        }

        return PageLayout.Arrange(picture.Page, picture.Width, picture.Height, words);
    }

    /// <summary>The page with each value as sure as its readers allow: alike in both, by this one alone, or read differently.</summary>
    /// <param name="page">Page from the service.</param>
    /// <param name="local">What this machine read, or null.</param>
    /// <returns>The page, and how many values are to be checked.</returns>
    public static (DocumentPage Page, int Doubtful) Compare(DocumentPage page, DocumentPage? local)
    {
        var doubtful = 0;
        var words = page.Words.ToBuilder();
        for (var i = 0; i < words.Count; i++)
        {
            var text = page.Text.Substring(words[i].Start, words[i].Length);
            if (!DoubtfulValue.IsValue(text))
            {
                continue;
            }

            var confidence = Confidence(text, words[i], local);
            words[i] = words[i] with { Confidence = confidence };
            doubtful += confidence < DoubtfulValue.TwoReaders ? 1 : 0;
        }

        return (page with { Words = words.ToImmutable() }, doubtful);
    }

    private static double Confidence(string text, PageWord word, DocumentPage? local)
    {
        if (DoubtfulValue.MayHideComparison(text) || DoubtfulValue.IsDamaged(text))
        {
            return DoubtfulValue.ToBeChecked;
        }

        var there = local?.Words.Where(w => Overlap(w.Box, word.Box)).Select(w => local.Text.Substring(w.Start, w.Length)).ToList() ?? [];
        return there.Count == 0 ? Math.Min(word.Confidence, DoubtfulValue.OneReader)
            : there.Contains(text, StringComparer.Ordinal) ? Math.Max(word.Confidence, DoubtfulValue.TwoReaders)
            : DoubtfulValue.ToBeChecked;
    }

    /// <summary>Whether more than half of the smaller box is common.</summary>
    private static bool Overlap(PageBox a, PageBox b)
    {
        var across = Math.Min(a.X + a.Width, b.X + b.Width) - Math.Max(a.X, b.X);
        var down = Math.Min(a.Y + a.Height, b.Y + b.Height) - Math.Max(a.Y, b.Y);
        return across > 0 && down > 0 && across * down > Math.Min(a.Width * a.Height, b.Width * b.Height) / 2;
    }

    private static string? Text(JsonElement word) =>
        word.ValueKind is JsonValueKind.Object && word.TryGetProperty("content", out var content) && content.ValueKind is JsonValueKind.String
        && string.Concat(content.GetString()!.Where(static c => !char.IsControl(c) && !char.IsWhiteSpace(c))) is { Length: > 0 and <= MaximumLength } text ? text : null;

    /// <summary>At least three corners, x and y in turn.</summary>
    private static (double X, double Y)[]? Polygon(JsonElement word)
    {
        if (!word.TryGetProperty("polygon", out var polygon) || polygon.ValueKind is not JsonValueKind.Array || polygon.GetArrayLength() is < 6 or > 64)
        {
            return null;
        }

        var numbers = polygon.EnumerateArray().Select(static n => n.ValueKind is JsonValueKind.Number && n.TryGetDouble(out var value) && Math.Abs(value) < 1e6 ? value : double.NaN).ToArray();
        return Array.Exists(numbers, double.IsNaN) ? null : [.. Enumerable.Range(0, numbers.Length / 2).Select(i => (numbers[2 * i], numbers[(2 * i) + 1]))];
    }

    private static PageBox Around((double X, double Y)[] points)
    {
        double left = points.Min(static p => p.X), top = points.Min(static p => p.Y);
        return new(left, top, points.Max(static p => p.X) - left, points.Max(static p => p.Y) - top);
    }

    private static double Number(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : 0;
}
