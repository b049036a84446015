using System.Collections.Immutable;

namespace Navis.Personalize.Formats.Ocr;

/// <summary>Has every number, code and category of a page read a second time, and says how far each can be believed.</summary>
internal static class Confirmation
{
    /// <summary>Confidence from which one reader alone is believed half-way.</summary>
    private const double Sure = 0.95;

    /// <summary>Gap, in heights of a line, at which a piece ends: cells of a table are read apart.</summary>
    private const double CellGap = 1.5;

    /// <summary>The words with the confidence that they deserve: values that both readers read alike are sure, values of one reader are half sure, values that
    /// they read differently are to be checked. Other words stay as they are.</summary>
    /// <param name="image">Picture, lines level.</param>
    /// <param name="words">Words of the first reader.</param>
    /// <param name="second">Second reader, or null.</param>
    public static ImmutableArray<RecognisedWord> Confirm(GrayImage image, IReadOnlyList<RecognisedWord> words, SecondReader? second)
    {
        var confirmed = words.Select(static w => DoubtfulValue.IsValue(w.Text) ? w with { Confidence = w.Confidence >= Sure && !DoubtfulValue.IsTreacherous(w.Text) ? DoubtfulValue.OneReader : DoubtfulValue.ToBeChecked } : w).ToArray();
        if (second is not null)
        {
            foreach (var piece in Pieces(words))
            {
                Compare(image, words, piece, second, confirmed);
            }
        }

        return [.. confirmed];
    }

    /// <summary>Runs of words of one line that hold a value, with the word before and after it: short pieces are read badly.</summary>
    internal static IEnumerable<(int First, int Last)> Pieces(IReadOnlyList<RecognisedWord> words)
    {
        var end = -1;
        for (var i = 0; i < words.Count; i++)
        {
            if (i <= end || !DoubtfulValue.IsValue(words[i].Text))
            {
                continue;
            }

            var first = i > end + 1 && Together(words[i - 1], words[i]) ? i - 1 : i;
            end = i;
            while (end + 1 < words.Count && Together(words[end], words[end + 1]) && (DoubtfulValue.IsValue(words[end + 1].Text) || DoubtfulValue.IsValue(words[end].Text)))
            {
                end++;
            }

            yield return (first, end);
        }
    }

    private static bool Together(RecognisedWord left, RecognisedWord right) =>
        left.Line == right.Line && right.Box.X - (left.Box.X + left.Box.Width) < CellGap * Math.Max(left.Box.Height, right.Box.Height);

    private static void Compare(GrayImage image, IReadOnlyList<RecognisedWord> words, (int First, int Last) piece, SecondReader second, RecognisedWord[] confirmed)
    {
        var box = Enumerable.Range(piece.First, piece.Last - piece.First + 1).Select(i => words[i].Box).Aggregate(static (a, b) => a.Union(b));
        var margin = box.Height * 0.25;
        var reading = second.Read(image, new(box.X - margin, box.Y - margin, box.Width + (2 * margin), box.Height + (2 * margin)));
        if (reading.Text.Length == 0)
        {
            return;
        }

        var first = string.Concat(Enumerable.Range(piece.First, piece.Last - piece.First + 1).Select(i => Plain(words[i].Text)));
        var places = Align(first, reading.Text);
        var at = 0;
        for (var i = piece.First; i <= piece.Last; i++)
        {
            var plain = Plain(words[i].Text);
            var other = reading.Text[places[at]..places[at + plain.Length]];
            at += plain.Length;
            if (!DoubtfulValue.IsValue(words[i].Text) && !DoubtfulValue.IsValue(other))
            {
                continue;
            }

            if (string.Equals(plain, other, StringComparison.Ordinal))
            {
                var together = Math.Max(words[i].Confidence, reading.Confidence);
                confirmed[i] = words[i] with { Confidence = DoubtfulValue.IsTreacherous(plain) ? DoubtfulValue.ToBeChecked : Math.Max(together, DoubtfulValue.TwoReaders) };
                continue;
            }

            // The surer of the two stands in the text; either way a person has to look.
            var text = reading.Confidence > words[i].Confidence && other.Length > 0 ? other : words[i].Text;
            confirmed[i] = words[i] with { Text = text, Confidence = DoubtfulValue.ToBeChecked };
        }
    }

    private static string Plain(string word) => string.Concat(word.Select(static c => c switch { '\u2014' or '\u2013' or '\u2212' => '-', '\u2019' or '\u2018' => '\'', '\u201C' or '\u201D' => '"', _ => c }));

    /// <summary>For each place between characters of the first text, the place in the second that fits best (least edits).</summary>
    internal static int[] Align(string first, string second)
    {
        var cost = new int[first.Length + 1, second.Length + 1];
        for (var i = 0; i <= first.Length; i++)
        {
            for (var j = 0; j <= second.Length; j++)
            {
                cost[i, j] = (i, j) switch
                {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => Math.Min(cost[i - 1, j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1), Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1),
                };
            }
        }

        var places = new int[first.Length + 1];
        for (int i = first.Length, j = second.Length; i > 0 || j > 0;)
        {
            places[i] = j;
            if (i > 0 && j > 0 && cost[i, j] == cost[i - 1, j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1))
            {
                (i, j) = (i - 1, j - 1);
            }
            else if (j > 0 && cost[i, j] == cost[i, j - 1] + 1)
            {
                j--;
            }
            else
            {
                i--;
            }
        }

        places[0] = 0;
        return places;
    }
}
