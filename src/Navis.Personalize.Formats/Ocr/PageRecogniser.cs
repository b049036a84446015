using System.Collections.Immutable;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Pdf;

namespace Navis.Personalize.Formats.Ocr;

/// <summary>A recognised page.</summary>
/// <param name="Page">Text, words with boxes on the picture as it came, confidence.</param>
/// <param name="Doubtful">How many values are to be checked.</param>
/// <param name="IsPoor">Whether the picture is too poor for any word of it to be believed without a look.</param>
internal sealed record RecognisedPage(DocumentPage Page, int Doubtful, bool IsPoor);

/// <summary>From the picture of a page to its words in reading order.</summary>
internal static class PageRecogniser
{
    /// <summary>Mean confidence below which the page may lie on its side.</summary>
    private const double PoorConfidence = 0.6;

    /// <summary>Recognises a page; null when no engine could.</summary>
    /// <param name="number">Page number.</param>
    /// <param name="picture">Picture.</param>
    /// <param name="seconds">Longest time for an engine.</param>
    public static RecognisedPage? Recognise(int number, Picture picture, int seconds)
    {
        var (quarters, prepared, words) = Upright(picture.Image, seconds);
        if (words is null)
        {
            return null;
        }

        var scale = 72 / picture.Dpi;
        var doubtful = 0;
        var placed = new List<LayoutWord>();
        var confirmed = Confirmation.Confirm(prepared.Image, words, Engine.Second);
        if (Engine.Second is { } second)
        {
            var more = UnreadPrint.Read(prepared.Image, words, second);
            words.AddRange(more);
            confirmed = confirmed.AddRange(more);
        }

        var isPoor = PageQuality.Of(prepared, words, confirmed).IsPoor;
        foreach (var (word, line) in Lines(isPoor || Engine.IsAlone ? [.. confirmed.Select(Doubted)] : confirmed))
        {
            doubtful += word.Confidence < DoubtfulValue.TwoReaders && DoubtfulValue.IsValue(word.Text) ? 1 : 0;
            placed.Add(new(word.Text, line) { Shown = Scaled(TurnBack(prepared.Back(word.Box), quarters, picture.Image), scale), Confidence = word.Confidence });
        }

        // Laid out in pixels of the level picture: rows are rows there.
        var page = PageLayout.Arrange(number, prepared.Image.Width, prepared.Image.Height, placed);
        return new(page with { Width = picture.Image.Width * scale, Height = picture.Image.Height * scale }, doubtful, isPoor);
    }

    /// <summary>Of a poor page, and of one that a single reader without words of its own has read, nothing is sure, words that are no numbers included: a gene or a drug may be misread too.</summary>
    private static RecognisedWord Doubted(RecognisedWord word) => word with { Confidence = Math.Min(word.Confidence, DoubtfulValue.IsValue(word.Text) ? DoubtfulValue.ToBeChecked : DoubtfulValue.OneReader) };

    private static (int Quarters, PreparedPage Prepared, List<RecognisedWord>? Words) Upright(GrayImage image, int seconds)
    {
        var prepared = PreparedPage.Of(image);
        var words = Engine.Recognise(prepared.Image, seconds);
        if (words is null || (Confidence(words) >= PoorConfidence && !LiesOnItsSide(words)))
        {
            return (0, prepared, words);
        }

        var quarters = Engine.Orientation(prepared.Image, seconds) ?? 0;
        if (quarters == 0)
        {
            return (0, prepared, words);
        }

        var turned = PreparedPage.Of(image.Turn(quarters));
        var again = Engine.Recognise(turned.Image, seconds);
        return again is not null && (Weight(again) > Weight(words) || LiesOnItsSide(words)) ? (quarters, turned, again) : (0, prepared, words);
    }

    /// <summary>The engine reads lines that run upwards too, but their boxes stand on end and their order is lost.</summary>
    private static bool LiesOnItsSide(List<RecognisedWord> words)
    {
        var longer = words.Where(static w => w.Text.Length >= 4).ToList();
        return longer.Count(static w => w.Box.Height > w.Box.Width) > longer.Count / 2;
    }

    private static double Confidence(List<RecognisedWord> words) => words.Count < 5 ? 0 : Weight(words) / words.Sum(static w => w.Text.Length);

    private static double Weight(List<RecognisedWord> words) => words.Sum(static w => w.Confidence * w.Text.Length);

    /// <summary>Each word with its box made as high as its line, so that a dash or a full stop stands in its row.</summary>
    private static IEnumerable<(RecognisedWord Word, PageBox Line)> Lines(ImmutableArray<RecognisedWord> words)
    {
        foreach (var line in words.GroupBy(static w => w.Line))
        {
            var heights = line.Select(static w => w.Box.Height).Order().ToImmutableArray();
            var height = heights[heights.Length / 2];
            foreach (var word in line)
            {
                // A line that still falls a little is followed word by word; tall noise is cut to size.
                var middle = word.Box.Height >= height / 2 && word.Box.Height <= 2 * height ? word.Box.Y + (word.Box.Height / 2) : Near(line, word).Y;
                yield return (word, word.Box with { Y = middle - (height / 2), Height = height });
            }
        }
    }

    private static (double Y, double Distance) Near(IEnumerable<RecognisedWord> line, RecognisedWord word) =>
        line.Where(w => w.Box != word.Box).Select(w => (w.Box.Y + (w.Box.Height / 2), Math.Abs(w.Box.X - word.Box.X))).DefaultIfEmpty((word.Box.Y + (word.Box.Height / 2), 0)).MinBy(static n => n.Item2);

    private static PageBox TurnBack(PageBox box, int quarters, GrayImage source) => quarters switch
    {
        1 => new(box.Y, source.Height - box.X - box.Width, box.Height, box.Width),
        2 => new(source.Width - box.X - box.Width, source.Height - box.Y - box.Height, box.Width, box.Height),
        3 => new(source.Width - box.Y - box.Height, box.X, box.Height, box.Width),
        _ => box,
    };

    private static PageBox Scaled(PageBox box, double scale) => new(box.X * scale, box.Y * scale, box.Width * scale, box.Height * scale);
}
