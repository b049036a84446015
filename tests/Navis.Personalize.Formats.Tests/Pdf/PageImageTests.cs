using System.Globalization;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Ocr;

namespace Navis.Personalize.Formats.Tests.Pdf;

/// <summary>The boxes of words against the page as a viewer draws it: the ink lies inside them, however the page is turned or cut.</summary>
public sealed class PageImageTests
{
    private const string Upright = "BT /F1 11 Tf 1 0 0 1 120 600 Tm (Stage IIB) Tj 1 0 0 1 120 560 Tm (Margins negative) Tj 1 0 0 1 300 520 Tm (EGFR L858R) Tj ET";

    [Theory]
    [InlineData("", Upright)]
    [InlineData("/CropBox[100 200 500 700]", Upright)]
    [InlineData("/Rotate 90", "q 0 1 -1 0 500 100 cm BT /F1 11 Tf 0 0 Td (Stage IIB) Tj 0 -26 Td (Margins negative) Tj ET Q")]
    [InlineData("/Rotate 180", "q -1 0 0 -1 550 700 cm BT /F1 11 Tf 0 0 Td (Stage IIB) Tj 0 -26 Td (Margins negative) Tj ET Q")]
    [InlineData("/Rotate 270", "q 0 -1 1 0 100 700 cm BT /F1 11 Tf 0 0 Td (Stage IIB) Tj 0 -26 Td (Margins negative) Tj ET Q")]
    [InlineData("/Rotate 90/CropBox[50 50 562 742]", "q 0 1 -1 0 500 100 cm BT /F1 11 Tf 0 0 Td (Stage IIB) Tj 0 -26 Td (Margins negative) Tj ET Q")]
    [InlineData("", "q 0 1 -1 0 300 100 cm BT /F1 11 Tf 0 0 Td (EGFR) Tj 200 0 Td (detected) Tj ET Q")]
    public void The_ink_of_a_page_lies_inside_the_boxes_of_its_words(string entries, string content)
    {
        Assert.SkipUnless(PdfRenderer.IsInstalled, "pdftoppm is not installed on this machine ('./navis install-ocr' installs it)");
        var file = SmallPdf.With(entries, "", [content]);
        var page = Assert.Single(Samples.Door.Read(new SourceFile("report.pdf", file), "d1")[0].Pages);
        using var renderer = new PdfRenderer(file);
        var picture = renderer.Render(1, page.Width, page.Height, 30)!;
        var scale = picture.Dpi / 72;
        Assert.Equal((page.Width * scale, page.Height * scale), (picture.Image.Width, picture.Image.Height), (a, b) => Math.Abs(a.Item1 - b.Item1) < 3 && Math.Abs(a.Item2 - b.Item2) < 3);

        int ink = 0, inside = 0;
        var hits = new int[page.Words.Length];
        for (var y = 0; y < picture.Image.Height; y++)
        {
            for (var x = 0; x < picture.Image.Width; x++)
            {
                if (picture.Image.Pixels[(y * picture.Image.Width) + x] > 128)
                {
                    continue;
                }

                ink++;
                var word = Array.FindIndex([.. page.Words], w => Holds(w.Box, x / scale, y / scale));
                inside += word >= 0 ? 1 : 0;
                hits[Math.Max(0, word)] += word >= 0 ? 1 : 0;
            }
        }

        Assert.True(ink > 500);
        Assert.True(inside >= 0.98 * ink, string.Create(CultureInfo.InvariantCulture, $"{inside} of {ink}"));
        Assert.All(hits, h => Assert.True(h > 20));
    }

    [Fact]
    public void Ligatures_are_plain_letters_and_other_signs_stay()
    {
        const string Font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[1/fi/fl]>>>>";
        var file = SmallPdf.With("", "", ["BT /F6 11 Tf 60 600 Td (\\001nal classi\\001cation, \\002uid \\261 caf\\351) Tj ET"], Font).Replace("/F5 5 0 R>>", "/F5 5 0 R/F6 6 0 R>>");
        Assert.Equal("final classification, fluid \u00B1 caf\u00E9", Samples.Door.Read(new SourceFile("report.pdf", file), "d1")[0].Text);
    }

    [Theory]
    [InlineData(3, "EGFR   L858R")]
    [InlineData(14, "EGFR\nL858R")]
    public void A_row_is_what_overlaps_in_height(int lower, string text)
    {
        var file = SmallPdf.Of(string.Create(CultureInfo.InvariantCulture, $"BT /F1 11 Tf 1 0 0 1 60 600 Tm (EGFR) Tj 1 0 0 1 300 {600 - lower} Tm (L858R) Tj ET"));
        Assert.Equal(text, Samples.Door.Read(new SourceFile("report.pdf", file), "d1")[0].Text);
    }

    private static bool Holds(PageBox box, double x, double y) => x >= box.X - 1 && x <= box.X + box.Width + 1 && y >= box.Y - 1 && y <= box.Y + box.Height + 1;
}
