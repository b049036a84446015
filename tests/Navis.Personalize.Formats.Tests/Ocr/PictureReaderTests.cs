using System.Buffers.Binary;
using ImageMagick;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Ocr;

namespace Navis.Personalize.Formats.Tests.Ocr;

public sealed class PictureReaderTests
{
    private const string Reason = "tesseract and pdftoppm are not installed on this machine ('./navis install-ocr' installs them)";

    private static bool CanRecognise => Tesseract.IsInstalled && PdfRenderer.IsInstalled;

    [Theory]
    [InlineData("clean 150 dpi", 1.0)]
    [InlineData("scan 150 dpi, skewed, noise", 1.0)]
    [InlineData("fax", 3.0)]
    [InlineData("phone", 1.0)]
    [InlineData("upside down", 1.0)]
    public void A_report_is_read_from_its_picture_with_no_silent_wrong_value(string sort, double characterErrors)
    {
        Assert.SkipUnless(CanRecognise, Reason);
        var document = Assert.Single(Samples.Door.Read(SyntheticReport.Picture(sort), "d1"));
        var comparison = Comparison.Of(document.Pages[0]);
        Assert.Equal(ReadingMode.Ocr, document.Reading);
        Assert.True(comparison.CharacterErrors <= characterErrors, comparison.ToString());
        Assert.Equal([], comparison.Silent);
        Assert.Contains(document.Issues, i => i.Code is "OCR-CHECK" or "OCR-POOR" && i.Page == 1);
    }

    [Fact]
    public void A_photo_too_dark_to_be_believed_is_said_so_and_no_word_of_it_is_sure()
    {
        Assert.SkipUnless(CanRecognise, Reason);
        var document = Assert.Single(Samples.Door.Read(SyntheticReport.Picture("phone, dark"), "d1"));
        Assert.Equal(1, Assert.Single(document.Issues, i => i.Code == Recognition.Poor).Page);
        Assert.Contains("adenocarcinoma", document.Text, StringComparison.Ordinal);
        Assert.All(document.Pages[0].Words, w => Assert.True(w.Confidence < 0.7));
    }

    [Fact]
    public void A_good_scan_is_not_called_poor()
    {
        Assert.SkipUnless(CanRecognise, Reason);
        var document = Assert.Single(Samples.Door.Read(SyntheticReport.Picture("scan 150 dpi, skewed, noise"), "d1"));
        Assert.DoesNotContain(document.Issues, i => i.Code == Recognition.Poor);
        Assert.Contains(document.Pages[0].Words, w => w.Confidence >= 0.9);
    }

    [Fact]
    public void Lines_that_fan_out_in_a_photo_are_level_afterwards()
    {
        var picture = SyntheticReport.Picture("phone", 3);
        var page = PreparedPage.Of(Picture.Open(picture.Content.ToArray(), MagickFormat.Jpeg, 0, new()).Image);
        var left = Skew.Of(page.Image);
        Assert.InRange(left.Degrees, -0.3, 0.3);
        Assert.InRange(left.Fan, -0.01, 0.01);
        Assert.NotEqual(0, Skew.Of(Noise.Even(Picture.Open(picture.Content.ToArray(), MagickFormat.Jpeg, 0, new()).Image).Image).Fan);
    }

    [Theory]
    [InlineData("scan 200 dpi, skewed")]
    [InlineData("phone")]
    [InlineData("sideways")]
    public void A_words_box_lies_on_the_picture_as_it_came(string sort)
    {
        Assert.SkipUnless(CanRecognise, Reason);
        var file = SyntheticReport.Picture(sort);
        var page = Samples.Door.Read(file, "d1")[0].Pages[0];
        var evidence = page.BoxesOf(page.Text.IndexOf("adenocarcinoma", StringComparison.Ordinal), page.Text.IndexOf("adenocarcinoma", StringComparison.Ordinal) + 14);
        var box = Assert.Single(evidence);

        // The box cut out of the picture, turned upright, reads the word.
        using var picture = new MagickImage(file.Content.ToArray());
        var scale = picture.Width / page.Width;
        picture.Crop(new MagickGeometry((int)((box.X - 3) * scale), (int)((box.Y - 3) * scale), (uint)((box.Width + 6) * scale), (uint)((box.Height + 6) * scale)));
        picture.ResetPage();
        picture.Rotate(sort == "sideways" ? -90 : 0);
        picture.BorderColor = MagickColors.White;
        picture.Border(20);
        picture.Grayscale();
        picture.Depth = 8;
        var words = Tesseract.Recognise(new GrayImage((int)picture.Width, (int)picture.Height, picture.ToByteArray(MagickFormat.Gray)), 30);
        Assert.Contains("adenocarcinoma", string.Concat(words!.Select(w => w.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_of_several_pages_keeps_their_numbers()
    {
        Assert.SkipUnless(CanRecognise, Reason);
        using var pages = new MagickImageCollection { SyntheticReport.Draw(150), new MagickImage(MagickColors.White, 1275, 1650), SyntheticReport.Draw(150) };
        var document = Assert.Single(Samples.Door.Read(new SourceFile("scan.tif", pages.ToByteArray(MagickFormat.Tiff)), "d1"));
        Assert.Equal([1, 2, 3], document.Pages.Select(p => p.Number));
        Assert.Contains("pT2a", document.Pages[2].Text, StringComparison.Ordinal);
        Assert.Equal("", document.Pages[1].Text);
        Assert.Contains(document.Issues, i => i.Code == "PAGE-NO-WORDS" && i.Page == 2);
    }

    [Theory]
    [InlineData(MagickFormat.WebP)]
    [InlineData(MagickFormat.Png)]
    [InlineData(MagickFormat.Jpeg)]
    public void A_photo_of_any_usual_format_is_read(MagickFormat format)
    {
        Assert.SkipUnless(CanRecognise, Reason);
        using var page = SyntheticReport.Draw(150);
        Assert.Contains("osimertinib 80 mg", Samples.Door.Read(new SourceFile("photo", page.ToByteArray(format)), "d1")[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_heic_photo_is_read()
    {
        Assert.SkipUnless(CanRecognise, Reason);
        using var page = SyntheticReport.Draw(150);
        var heic = await HeicAsync(page);
        Assert.SkipWhen(heic is null, "neither Magick.NET nor heif-enc (Debian: libheif-examples) on this machine writes HEIC");
        var document = Assert.Single(Samples.Door.Read(new SourceFile("IMG_0001.HEIC", heic), "d1"));
        Assert.Contains("osimertinib 80 mg", document.Text, StringComparison.Ordinal);
        Assert.Equal(ReadingMode.Ocr, document.Reading);
    }

    [Theory]
    [InlineData(6, -90)]
    [InlineData(3, 180)]
    public void A_jpeg_is_turned_as_its_camera_says(ushort orientation, double stored)
    {
        using var page = SyntheticReport.Draw(100);
        var upright = (page.Width, page.Height);
        var top = Ink(Picture.Open(page.ToByteArray(MagickFormat.Png), MagickFormat.Png, 0, new()).Image);
        page.Rotate(stored);
        page.Quality = 90;
        var file = page.ToByteArray(MagickFormat.Jpeg);

        // An APP1 segment with one entry, the orientation (Exif 2.32, 4.5 and 4.6.4), right after the start of the image.
        byte[] camera = [0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0"u8, (byte)orientation, 0, 0, 0, 0, 0, 0];
        var image = Picture.Open([.. file[..2], .. camera, .. file[2..]], MagickFormat.Jpeg, 0, new()).Image;
        Assert.Equal(((int)upright.Width, (int)upright.Height), (image.Width, image.Height));

        // The report fills the upper part of its page: so it must afterwards.
        Assert.InRange(Ink(image), 0.9 * top, 1.1 * top);
        Assert.True(top > 0.6);
    }

    /// <summary>Share of the ink that lies in the upper half.</summary>
    private static double Ink(GrayImage image)
    {
        var half = image.Width * (image.Height / 2);
        return (double)image.Pixels.Take(half).Count(static p => p < 128) / image.Pixels.Count(static p => p < 128);
    }

    private static async Task<byte[]?> HeicAsync(MagickImage page)
    {
        try
        {
            return page.ToByteArray(MagickFormat.Heic);
        }
        catch (MagickException)
        {
            // This build of the library only reads it.
        }

        if (!ToolProcess.IsInstalled("heif-enc"))
        {
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("navis-heic-");
        try
        {
            string png = Path.Combine(folder.FullName, "page.png"), heic = Path.Combine(folder.FullName, "page.heic");
            await File.WriteAllBytesAsync(png, page.ToByteArray(MagickFormat.Png), TestContext.Current.CancellationToken);
            using var encode = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("heif-enc", ["-q", "70", "-o", heic, png]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            await encode.WaitForExitAsync(TestContext.Current.CancellationToken);
            return File.Exists(heic) ? await File.ReadAllBytesAsync(heic, TestContext.Current.CancellationToken) : null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_damaged_picture_is_named()
    {
        var document = Assert.Single(Samples.Door.Read(new SourceFile("photo.png", System.Text.Encoding.Latin1.GetBytes("\u0089PNG\r\n\u001A\nnothing")), "d1"));
        Assert.Equal("PICTURE-BROKEN", Assert.Single(document.Issues).Code);
    }

    [Fact]
    public void A_picture_that_unpacks_to_a_hundred_million_pixels_is_not_opened()
    {
        using var small = new MagickImage(MagickColors.White, 10, 10);
        var file = small.ToByteArray(MagickFormat.Png);

        // Width and height of the header (PNG 11.2.2), with its checksum.
        var header = file.AsSpan(12, 17);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], 20_000);
        BinaryPrimitives.WriteInt32BigEndian(header[8..], 20_000);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(29), Crc32(header));
        var document = Assert.Single(Samples.Door.Read(new SourceFile("huge.png", file), "d1"));
        Assert.Equal("PICTURE-TOO-LARGE", Assert.Single(document.Issues).Code);
    }

    [Theory]
    [InlineData("IIIA", true)]
    [InlineData("pT2a,", true)]
    [InlineData("40%", true)]
    [InlineData("pNO", true)]
    [InlineData("lIB", true)]
    [InlineData("HIA.", true)]
    [InlineData("adenocarcinoma", false)]
    [InlineData("In", false)]
    public void Values_are_told_from_words(string word, bool isValue) => Assert.Equal(isValue, DoubtfulValue.IsValue(word));

    [Theory]
    [InlineData("21%", true)]
    [InlineData("=1%", true)]
    [InlineData("34.6%", false)]
    [InlineData("80%", false)]
    public void A_comparison_may_hide_in_a_number(string word, bool may) => Assert.Equal(may, DoubtfulValue.MayHideComparison(word));

    // CRC-32 as in PNG, annex D.
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var i = 0; i < 8; i++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
