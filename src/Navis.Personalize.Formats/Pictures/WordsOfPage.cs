using System.Globalization;
using System.Text;
using System.Xml;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Pictures;

/// <summary>Draws a page from the words that were read of it, each in its place: where no picture can be had, the boxes still lie where they belong.</summary>
internal static class WordsOfPage
{
    private const double BaselineShare = 0.78;

    /// <summary>Draws it.</summary>
    /// <param name="page">A page with word boxes.</param>
    public static PagePicture Draw(DocumentPage page)
    {
        using var target = new MemoryStream();
        using (var svg = XmlWriter.Create(target, new() { Encoding = new UTF8Encoding(false), OmitXmlDeclaration = true, CheckCharacters = false }))
        {
            svg.WriteStartElement("svg", "http://www.w3.org/2000/svg");
            svg.WriteAttributeString("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {page.Width:0.#} {page.Height:0.#}"));
            svg.WriteStartElement("rect");
            svg.WriteAttributeString("width", "100%");
            svg.WriteAttributeString("height", "100%");
            svg.WriteAttributeString("fill", "#fff");
            svg.WriteEndElement();
            foreach (var word in page.Words)
            {
                svg.WriteStartElement("text");
                Number(svg, "x", word.Box.X);
                Number(svg, "y", word.Box.Y + (word.Box.Height * BaselineShare));
                Number(svg, "font-size", word.Box.Height * BaselineShare);
                Number(svg, "textLength", Math.Max(1, word.Box.Width));
                svg.WriteAttributeString("lengthAdjust", "spacingAndGlyphs");
                svg.WriteAttributeString("font-family", "sans-serif");
                svg.WriteString(Plain(page.Text.AsSpan(word.Start, word.Length)));
                svg.WriteEndElement();
            }

            svg.WriteEndElement();
        }

        return new("image/svg+xml", target.ToArray());
    }

    private static void Number(XmlWriter svg, string name, double value) => svg.WriteAttributeString(name, value.ToString("0.##", CultureInfo.InvariantCulture));

    // Signs that XML knows no way to write are left out.
    private static string Plain(ReadOnlySpan<char> word)
    {
        var plain = new StringBuilder(word.Length);
        foreach (var sign in word)
        {
            plain.Append(XmlConvert.IsXmlChar(sign) ? sign : ' ');
        }

        return plain.ToString();
    }
}
