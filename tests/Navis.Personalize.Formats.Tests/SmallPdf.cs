using System.Globalization;
using System.Text;

namespace Navis.Personalize.Formats.Tests;

/// <summary>PDFs written by hand: one content stream a page, two fonts, letter size.</summary>
internal static class SmallPdf
{
    /// <summary>A file whose pages draw the content given. Fonts: F1 Helvetica, F2 Helvetica bold.</summary>
    public static byte[] Of(params string[] pages) => With("", "", pages);

    /// <summary>The operators that show a text; the sign for "at least" is taken from the symbol font.</summary>
    public static string Show(string text, int font, double size)
    {
        var escaped = text.Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal);
        return "(" + escaped.Replace("\u2265", string.Create(CultureInfo.InvariantCulture, $") Tj /F5 {size:0.#} Tf (\\263) Tj /F{font} {size:0.#} Tf ("), StringComparison.Ordinal) + ") Tj";
    }

    /// <summary>The same with more entries in each page's dictionary and in the catalog, and more objects (from number 6 on, before the pages).</summary>
    public static byte[] With(string pageEntries, string catalogEntries, string[] pages, params string[] more)
    {
        var objects = new List<string>
        {
            $"<</Type/Catalog/Pages 2 0 R{catalogEntries}>>",
            "",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
            "<</Type/Font/Subtype/Type1/BaseFont/Symbol>>",
        };
        objects.AddRange(more);
        var first = objects.Count + 1;
        foreach (var page in pages)
        {
            objects.Add(string.Create(CultureInfo.InvariantCulture, $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R/F2 4 0 R/F5 5 0 R>>>>/Contents {objects.Count + 2} 0 R{pageEntries}>>"));
            objects.Add(string.Create(CultureInfo.InvariantCulture, $"<</Length {page.Length}>>stream\n{page}\nendstream"));
        }

        objects[1] = $"<</Type/Pages/Kids[{string.Join(' ', pages.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"{first + (2 * i)} 0 R")))}]/Count {pages.Length.ToString(CultureInfo.InvariantCulture)}>>";
        var file = new StringBuilder("%PDF-1.7\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Count; i++)
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var start = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        offsets.ForEach(o => file.Append(CultureInfo.InvariantCulture, $"{o:D10} 00000 n \n"));
        file.Append(CultureInfo.InvariantCulture, $"trailer<</Size {objects.Count + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }
}
