namespace Navis.Personalize.Formats.Ocr;

/// <summary>What reads the words of a page first: tesseract, or the models of the second reader alone where it is absent.</summary>
internal static class Engine
{
    /// <summary>Mean confidence of the models from which a page surely stands upright.</summary>
    private const double Upright = 0.85;

    /// <summary>Whether anything on this machine recognises text.</summary>
    public static bool IsThere => Tesseract.IsInstalled || IsAlone;

    /// <summary>Whether the models read alone, so that nothing they read is confirmed.</summary>
    public static bool IsAlone => !Tesseract.IsInstalled && LineFinder.Instance is not null && SecondReader.Instance is not null;

    /// <summary>What confirms the first reader's values, or null.</summary>
    public static SecondReader? Second => IsAlone ? null : SecondReader.Instance;

    /// <summary>The words of a picture; null when the engine failed or took too long.</summary>
    /// <param name="image">Picture, lines level.</param>
    /// <param name="seconds">Longest time.</param>
    public static List<RecognisedWord>? Recognise(GrayImage image, int seconds) => IsAlone ? Alone(image) : Tesseract.Recognise(image, seconds);

    /// <summary>By how many quarters clockwise the picture must be turned to stand upright; null when that can't be told.</summary>
    /// <param name="image">Picture.</param>
    /// <param name="seconds">Longest time.</param>
    public static int? Orientation(GrayImage image, int seconds) => IsAlone ? Turn(image) : Tesseract.Orientation(image, seconds);

    private static List<RecognisedWord>? Alone(GrayImage image)
    {
        if (SecondReader.Instance is not { } reader || LineFinder.Instance is not { } finder)
        {
            return null;
        }

        var words = new List<RecognisedWord>();
        foreach (var (box, line) in finder.Find(image).OrderBy(static b => b.Y + (b.Height / 2)).Select(static (b, i) => (b, i)))
        {
            words.AddRange(LineWords.Read(reader, image, box, line));
        }

        return words;
    }

    /// <summary>Lines that stand on end tell a page on its side; upright or upside down is told by reading a few lines each way.</summary>
    private static int? Turn(GrayImage image)
    {
        if (SecondReader.Instance is not { } reader || LineFinder.Instance is not { } finder)
        {
            return null;
        }

        var isOnSide = finder.Find(image) is { Count: > 0 } lines && lines.Count(static b => b.Height > 1.5 * b.Width) > lines.Count / 2;
        var best = (isOnSide ? (int[])[1, 3] : [0, 2]).Select(q => (Quarters: q, Sure: Sureness(image.Turn(q)))).MaxBy(static t => t.Sure);
        return best.Sure < Upright / 2 ? null : best.Quarters;

        double Sureness(GrayImage turned) => finder.Find(turned).OrderByDescending(static b => b.Width).Take(8).Select(b => reader.Read(turned, b).Confidence).DefaultIfEmpty(0).Average();
    }
}
