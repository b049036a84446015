namespace Navis.Personalize.Formats.Ocr;

/// <summary>How far the reading of a page can be believed as a whole.</summary>
/// <param name="Confidence">Mean confidence of the first reader, 0..1.</param>
/// <param name="Doubted">Share of the letters in words that the first reader is not sure of.</param>
/// <param name="Disputed">Share of the values that the readers read differently; 0 with one reader.</param>
/// <param name="Unread">Share of the print that lies in no word.</param>
/// <param name="LetterHeight">Height of small letters in the picture as it came, pixels; 0 where unknown.</param>
/// <param name="Grain">Grain of the picture as it came, grey values once its paper is even.</param>
internal readonly record struct PageQuality(double Confidence, double Doubted, double Disputed, double Unread, double LetterHeight, double Grain)
{
    private const double Unsure = 0.7;

    /// <summary>Share of unsure letters, and mean confidence, from which both readers are wrong alike too often to be believed when they agree.</summary>
    private const double ManyDoubted = 0.08;
    private const double LeastConfidence = 0.88;

    /// <summary>Grain that drowns print of any size, and grain that drowns print lower than <see cref="LowLetters"/> pixels.</summary>
    private const double MuchGrain = 20;
    private const double SomeGrain = 6;
    private const double LowLetters = 12;

    /// <summary>Share of the print in no word from which the layout was not understood.</summary>
    private const double MuchUnread = 0.25;

    /// <summary>Share of disputed values that says the same.</summary>
    private const double ManyDisputed = 0.5;

    /// <summary>Whether nothing of the page may be taken without a look at it: the readers may then err alike, and print may be lost. Set so that on the pictures
    /// of <c>tests/measure-ocr</c> every page on which they erred alike is poor; a page too many is only more to look at.</summary>
    public bool IsPoor =>
        Doubted >= ManyDoubted || Confidence < LeastConfidence || Disputed >= ManyDisputed || Unread >= MuchUnread || Grain >= MuchGrain || (Grain >= SomeGrain && LetterHeight < LowLetters);

    /// <summary>Judges a page.</summary>
    /// <param name="page">The picture that was read.</param>
    /// <param name="words">What the first reader read.</param>
    /// <param name="confirmed">The same words after the second reader.</param>
    public static PageQuality Of(PreparedPage page, IReadOnlyList<RecognisedWord> words, IReadOnlyList<RecognisedWord> confirmed)
    {
        double letters = Math.Max(1, words.Sum(static w => w.Text.Length));
        var values = Enumerable.Range(0, words.Count).Where(i => DoubtfulValue.IsValue(words[i].Text)).ToList();
        return new(
            words.Sum(static w => w.Confidence * w.Text.Length) / letters,
            words.Where(static w => w.Confidence < Unsure).Sum(static w => w.Text.Length) / letters,
            values.Count == 0 ? 0 : (double)values.Count(i => confirmed[i].Confidence < DoubtfulValue.OneReader && !DoubtfulValue.IsTreacherous(words[i].Text)) / values.Count,
            UnreadPrint.Of(page.Image, words).Share,
            page.LetterHeight,
            page.Grain);
    }
}
