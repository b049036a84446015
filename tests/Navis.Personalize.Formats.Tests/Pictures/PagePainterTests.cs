using ImageMagick;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Ocr;
using Navis.Personalize.Formats.Pictures;

namespace Navis.Personalize.Formats.Tests.Pictures;

public sealed class PagePainterTests
{
    private static readonly PagePainter Painter = new();

    [Fact]
    public void A_page_of_a_pdf_is_drawn_with_its_words_where_their_boxes_are()
    {
        Assert.SkipUnless(PdfRenderer.IsInstalled, "pdftoppm is not installed on this machine ('./navis install-ocr' installs it)");
        var file = Pdf("first", "BT /F1 30 Tf 72 400 Td " + SmallPdf.Show("adenocarcinoma", 1, 30) + " ET");
        var page = Samples.Door.Read(file, "d1")[0].Pages[1];
        var picture = Painter.Paint(file, "d1", "d1", page);
        Assert.Equal("image/png", picture.Type);
        using var image = new MagickImage(picture.Content.ToArray());
        var scale = image.Width / page.Width;
        Assert.Equal(image.Height / page.Height, scale, 0.02);
        Assert.True(Darkness(image, page.Words[0].Box, scale) > 0.1);
        Assert.True(Darkness(image, page.Words[0].Box with { Y = 100 }, scale) < 0.001);
    }

    [Fact]
    public void A_photo_is_turned_upright_made_smaller_and_written_anew_without_what_the_camera_noted()
    {
        using var photo = new MagickImage(MagickColors.White, 400, 3000);
        var exif = new ExifProfile();
        exif.SetValue(ExifTag.Artist, "Zelda Quillfeather");
        exif.SetValue(ExifTag.Orientation, (ushort)6);
        photo.SetProfile(exif);
        var bytes = photo.ToByteArray(MagickFormat.Jpeg);

        // The library sets the tag to what it has written; a camera held sideways notes 6.
        var tag = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x12, 0x01, 3, 0, 1, 0, 0, 0]);
        bytes[tag + 8] = 6;
        var file = new SourceFile("photo.jpg", bytes);
        Assert.True(file.Content.Span.IndexOf("Quillfeather"u8) >= 0);
        var picture = Painter.Paint(file, "d1", "d1", new(1, "") { Width = 792, Height = 105 });
        Assert.Equal("image/jpeg", picture.Type);
        Assert.True(picture.Content.Span.IndexOf("Quillfeather"u8) < 0);
        using var image = new MagickImage(picture.Content.ToArray());
        Assert.Equal((1500u, 200u), (image.Width, image.Height));
        Assert.Null(image.GetExifProfile());
    }

    [Theory]
    [InlineData("%PDF-1.4 nothing here")]
    [InlineData("\u0089PNG\r\n\u001A\nnothing")]
    [InlineData("plain words")]
    public void What_can_not_be_drawn_is_drawn_from_its_words(string content)
    {
        var page = new DocumentPage(1, "pT1c <b>&\u0001 pN0") { Width = 612, Height = 792, Words = [new(0, 4, new(72, 72, 40, 12)), new(5, 5, new(120, 72, 40, 12))] };
        var picture = Painter.Paint(new("file", System.Text.Encoding.Latin1.GetBytes(content)), "d1", "d1", page);
        Assert.Equal("image/svg+xml", picture.Type);
        var drawn = System.Xml.Linq.XDocument.Parse(System.Text.Encoding.UTF8.GetString(picture.Content.Span));
        Assert.Equal(["pT1c", "<b>& "], drawn.Root!.Elements().Where(e => e.Name.LocalName == "text").Select(e => e.Value));
    }

    [Fact]
    public void A_page_without_end_is_drawn_in_bounds()
    {
        Assert.SkipUnless(PdfRenderer.IsInstalled, "pdftoppm is not installed on this machine ('./navis install-ocr' installs it)");
        var huge = System.Text.Encoding.Latin1.GetString(SmallPdf.Of("BT /F1 30 Tf 72 400 Td (wide) Tj ET")).Replace("0 0 612 792", "0 0 9999999 9999999", StringComparison.Ordinal);
        var picture = Painter.Paint(new("huge.pdf", System.Text.Encoding.Latin1.GetBytes(huge)), "d1", "d1", new(1, "wide") { Width = 9_999_999, Height = 9_999_999 });
        if (picture.Type == "image/png")
        {
            var size = new MagickImageInfo(picture.Content.ToArray());
            Assert.True(size.Width <= 1500 && size.Height <= 1500);
        }
    }

    [Fact]
    public void A_page_of_a_file_in_an_archive_is_found_by_its_id()
    {
        Assert.SkipUnless(PdfRenderer.IsInstalled, "pdftoppm is not installed on this machine ('./navis install-ocr' installs it)");
        using var buffer = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(buffer, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in (ReadOnlySpan<(string, byte[])>)[("a.txt", "words"u8.ToArray()), ("b.pdf", Pdf("one", "two").Content.ToArray())])
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        var file = new SourceFile("export.zip", buffer.ToArray());
        var page = new DocumentPage(2, "") { Width = 612, Height = 792 };
        Assert.Equal("image/png", Painter.Paint(file, "d1", "d1.2", page).Type);
        Assert.Equal("image/svg+xml", Painter.Paint(file, "d1", "d1.1", page).Type);
        Assert.Equal("image/svg+xml", Painter.Paint(file, "d1", "d1.7", page).Type);
    }

    private static SourceFile Pdf(params string[] pages) => new("report.pdf", SmallPdf.Of([.. pages.Select(p => p.StartsWith("BT", StringComparison.Ordinal) ? p : $"BT /F1 12 Tf 72 700 Td {SmallPdf.Show(p, 1, 12)} ET")]));

    private static double Darkness(MagickImage image, PageBox box, double scale)
    {
        using var part = (MagickImage)image.Clone();
        part.Crop(new MagickGeometry((int)(box.X * scale), (int)(box.Y * scale), (uint)(box.Width * scale), (uint)(box.Height * scale)));
        part.Grayscale();
        return 1 - (part.Statistics().Composite().Mean / Quantum.Max);
    }
}
