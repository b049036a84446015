using System.Text;
using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace Navis.Personalize.Formats.Pdf.Writing;

/// <summary>Liberation Sans (SIL Open Font License 1.1), embedded: the fourteen fonts that every PDF reader brings have no ≥.</summary>
internal sealed class PrintFonts : IFontResolver
{
    private const string Family = "Liberation Sans";

    /// <summary>Stands for a character that the font has not (an emoji in a quote).</summary>
    private const char Missing = '\u25A1';

    static PrintFonts() => GlobalFontSettings.FontResolver ??= new PrintFonts();

    private PrintFonts()
    {
    }

    /// <summary>A font.</summary>
    /// <param name="size">Points.</param>
    /// <param name="isBold">Bold.</param>
    public static XFont Of(double size, bool isBold = false) => new(Family, size, isBold ? XFontStyleEx.Bold : XFontStyleEx.Regular, new XPdfFontOptions(PdfFontEncoding.Unicode));

    /// <summary>The text with a box in place of each character that the font can't show; white space of any kind as one space.</summary>
    /// <param name="text">Text.</param>
    /// <param name="font">Font.</param>
    public static string Printable(string text, XFont font)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                shown.Append(' ');
            }
            else if (GlyphHelper.GlyphIndexFromCodePoint(rune.Value, font) == 0)
            {
                shown.Append(Missing);
            }
            else
            {
                shown.Append(rune);
            }
        }

        return shown.ToString();
    }

    /// <inheritdoc/>
    public FontResolverInfo? ResolveTypeface(string familyName, bool bold, bool italic) => new(bold ? "Bold" : "Regular");

    /// <inheritdoc/>
    public byte[]? GetFont(string faceName)
    {
        using var stream = typeof(PrintFonts).Assembly.GetManifestResourceStream($"LiberationSans-{faceName}.ttf")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
