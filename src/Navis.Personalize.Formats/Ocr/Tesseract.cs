using System.Globalization;
using System.Text;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Ocr;

/// <summary>A word as recognised.</summary>
/// <param name="Text">Characters.</param>
/// <param name="Box">Place in the picture, pixels.</param>
/// <param name="Confidence">0..1, the engine's own figure.</param>
/// <param name="Line">Words of one number stand in one line, as the engine sees it.</param>
internal readonly record struct RecognisedWord(string Text, PageBox Box, double Confidence, int Line);

/// <summary>The first reader: tesseract 5, a process a page.</summary>
internal static class Tesseract
{
    private const string Program = "tesseract";

    private static readonly Lazy<bool> Installed = new(() => ToolProcess.IsInstalled(Program));

    /// <summary>Whether it is on this machine.</summary>
    public static bool IsInstalled => Installed.Value;

    /// <summary>The words of a picture in the engine's order; null when the engine failed or took too long.</summary>
    /// <param name="image">Picture, lines level.</param>
    /// <param name="seconds">Longest time.</param>
    public static List<RecognisedWord>? Recognise(GrayImage image, int seconds)
    {
        var output = ToolProcess.Run(Program, ["stdin", "stdout", "--dpi", "300", "--psm", "3", "-l", "eng", "tsv"], image.ToPgm(), seconds);
        return output is null ? null : Parse(Encoding.UTF8.GetString(output));
    }

    /// <summary>By how many quarters clockwise the picture must be turned to stand upright; null when the engine can't tell.</summary>
    /// <param name="image">Picture.</param>
    /// <param name="seconds">Longest time.</param>
    public static int? Orientation(GrayImage image, int seconds)
    {
        var output = ToolProcess.Run(Program, ["stdin", "stdout", "--dpi", "300", "--psm", "0"], image.ToPgm(), seconds);
        const string Label = "Rotate: ";
        var text = output is null ? "" : Encoding.UTF8.GetString(output);
        var at = text.IndexOf(Label, StringComparison.Ordinal);
        return at < 0 ? null : Number(text[(at + Label.Length)..].Split('\n')[0].Trim()) / 90 % 4;
    }

    /// <summary>Reads the engine's table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.</summary>
    internal static List<RecognisedWord> Parse(string table)
    {
        var words = new List<RecognisedWord>();
        foreach (var row in table.Split('\n'))
        {
            var cells = row.TrimEnd('\r').Split('\t');
            if (cells.Length < 12 || cells[0] != "5" || string.IsNullOrWhiteSpace(cells[11]))
            {
                continue;
            }

            var line = (Number(cells[2]) * 1_000_000) + (Number(cells[3]) * 1000) + Number(cells[4]);
            var confidence = double.TryParse(cells[10], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? Math.Clamp(value / 100, 0, 1) : 0;
            words.Add(new(cells[11].Trim(), new(Number(cells[6]), Number(cells[7]), Number(cells[8]), Number(cells[9])), confidence, line));
        }

        return words;
    }

    private static int Number(string cell) => int.TryParse(cell, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
