using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Ocr;

/// <summary>Print that the first reader left out: letters that lie in none of its words. It loses whole rows now and then, and says nothing.</summary>
internal static class UnreadPrint
{
    /// <summary>Letters further apart than this, in heights of a small letter, do not stand in one row.</summary>
    private const double Apart = 4;

    /// <summary>Fewest letters that are looked at: less is dirt, a ruling or a stamp's rim.</summary>
    private const int Fewest = 3;

    /// <summary>Least confidence of the second reader for what it alone found.</summary>
    private const double Least = 0.6;

    /// <summary>Most rows that are read in this way: more of them are no rows, but a drawing.</summary>
    private const int Most = 40;

    /// <summary>The letters of a page that lie in no word, and the share that they are of all.</summary>
    /// <param name="image">Picture, lines level.</param>
    /// <param name="words">Words found.</param>
    public static (List<PageBox> Letters, double Share, double Height) Of(GrayImage image, IReadOnlyList<RecognisedWord> words)
    {
        var pieces = Ocr.Letters.Pieces(image);
        var height = Ocr.Letters.Height(pieces);
        var letters = pieces.FindAll(p => p.Height >= 0.8 * height && p.Height <= 3 * height);
        var unread = letters.FindAll(p => !words.Any(w => IsIn(p, w.Box)));
        return (unread, letters.Count == 0 ? 0 : (double)unread.Count / letters.Count, height);
    }

    /// <summary>The words that the second reader finds there. No word of one reader is sure.</summary>
    /// <param name="image">Picture, lines level.</param>
    /// <param name="words">Words of the first reader.</param>
    /// <param name="reader">Second reader.</param>
    public static List<RecognisedWord> Read(GrayImage image, IReadOnlyList<RecognisedWord> words, SecondReader reader)
    {
        var (letters, _, height) = Of(image, words);
        var rows = new List<(PageBox Box, int Count)>();
        foreach (var letter in letters.OrderBy(static l => l.X))
        {
            var at = rows.FindIndex(r => letter.X - (r.Box.X + r.Box.Width) < Apart * height && Math.Min(letter.Y + letter.Height, r.Box.Y + r.Box.Height) - Math.Max(letter.Y, r.Box.Y) > 0.5 * Math.Min(letter.Height, r.Box.Height));
            if (at < 0)
            {
                rows.Add((letter, 1));
            }
            else
            {
                rows[at] = (rows[at].Box.Union(letter), rows[at].Count + 1);
            }
        }

        var line = words.Select(static w => w.Line).DefaultIfEmpty(0).Max();
        var taken = rows.FindAll(r => r.Count >= Fewest && r.Box.Height < 4 * height && r.Box.Width > r.Box.Height);
        return taken.Count > Most ? [] : [.. taken.SelectMany(r => Words(r.Box, ++line))];

        IEnumerable<RecognisedWord> Words(PageBox box, int number)
        {
            // Room for what hangs below and rises above the small letters.
            var room = 0.45 * height;
            return LineWords.Read(reader, image, new(box.X - room, box.Y - room, box.Width + (2 * room), box.Height + (2 * room)), number)
                .Where(w => w.Confidence >= Least && w.Text.Any(char.IsLetterOrDigit) && !words.Any(o => IsIn(w.Box, o.Box)))
                .Select(static w => w with { Confidence = Math.Min(w.Confidence, DoubtfulValue.IsValue(w.Text) ? DoubtfulValue.ToBeChecked : DoubtfulValue.OneReader) });
        }
    }

    private static bool IsIn(PageBox piece, PageBox box) =>
        piece.X + (piece.Width / 2) is var x && piece.Y + (piece.Height / 2) is var y && x >= box.X - 2 && x <= box.X + box.Width + 2 && y >= box.Y - 2 && y <= box.Y + box.Height + 2;
}
