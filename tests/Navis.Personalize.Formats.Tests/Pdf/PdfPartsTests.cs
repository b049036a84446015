using System.Globalization;
using System.Text;
using ImageMagick;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Ocr;
using Navis.Personalize.Formats.Pdf;
using Navis.Personalize.Formats.Tests.Ocr;

namespace Navis.Personalize.Formats.Tests.Pdf;

/// <summary>What a PDF can hold beside upright lines of text.</summary>
public sealed class PdfPartsTests
{
    [Fact]
    public void Headers_and_footers_stand_once_and_a_sentence_runs_on()
    {
        var document = Read(SmallPdf.Of(
            Lines((740, "Northside Pathology   MRN 00483921"), (400, "The tumor invades the visceral"), (40, "Page 1 of 2")),
            Lines((740, "Northside Pathology   MRN 00483921"), (690, "pleura and is 3.2 cm."), (40, "Page 2 of 2"))));
        Assert.Equal("The tumor invades the visceral", document.Pages[0].Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1]);
        Assert.Equal("pleura and is 3.2 cm.", document.Pages[1].Text);
    }

    [Fact]
    public void A_line_at_the_top_that_is_new_is_content()
    {
        var document = Read(SmallPdf.Of(Lines((740, "ALK: not detected"), (400, "Results")), Lines((740, "ROS1: not detected"), (400, "Results"))));
        Assert.Equal("ROS1: not detected\n\nResults", document.Pages[1].Text);
    }

    [Theory]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public void A_page_that_is_shown_turned_reads_as_shown(int degrees)
    {
        // The content is written so that the viewer's turn brings it upright.
        var turn = degrees switch { 90 => "0 1 -1 0 500 100 cm", 180 => "-1 0 0 -1 550 700 cm", _ => "0 -1 1 0 100 700 cm" };
        var document = Read(SmallPdf.With($"/Rotate {degrees}", "", [$"q {turn} BT /F1 11 Tf 0 0 Td (Stage IIB) Tj 0 -16 Td (Margins negative) Tj ET Q"]));
        Assert.Equal("Stage IIB\nMargins negative", document.Text);
        var box = document.Pages[0].BoxesOf(0, 9)[0];
        Assert.True(box.Width > box.Height && box.X > 0 && box.X + box.Width < document.Pages[0].Width && box.Y > 0 && box.Y + box.Height < document.Pages[0].Height);
    }

    [Fact]
    public void A_table_that_lies_on_its_side_keeps_its_rows()
    {
        var document = Read(SmallPdf.Of("q 0 1 -1 0 300 100 cm BT /F1 11 Tf 0 0 Td (EGFR) Tj 200 0 Td (detected) Tj -200 -16 Td (ALK) Tj 200 0 Td (not detected) Tj ET Q"));
        Assert.Equal("EGFR   detected\nALK   not detected", document.Text);
        var box = document.Pages[0].BoxesOf(0, 4)[0];
        Assert.True(box.Height > box.Width);
    }

    [Fact]
    public void Answers_of_a_form_and_notes_on_a_page_are_read_where_they_stand()
    {
        const string Text = "<</Type/Annot/Subtype/Widget/FT/Tx/T(stage)/V(IIIA)/Rect[160 592 300 608]/P 9 0 R>>";
        const string Box = "<</Type/Annot/Subtype/Widget/FT/Btn/T(adeno)/V/On/AS/On/Rect[60 552 72 564]/P 9 0 R/AP<</N<</On 8 0 R/Off 8 0 R>>>>>>";
        const string Note = "<</Type/Annot/Subtype/FreeText/Contents(EGFR pending)/Rect[60 500 200 514]>>";
        var document = Read(SmallPdf.With(
            "/Annots[6 0 R 7 0 R 8 0 R]", "/AcroForm<</Fields[6 0 R 7 0 R]>>", [Lines((596, "Clinical stage:"), (554, "    Adenocarcinoma"))], Text, Box, Note));
        Assert.Contains("Clinical stage: IIIA", document.Text.Replace("   ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("[x] Adenocarcinoma", document.Text.Replace("   ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("EGFR pending", document.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_inside_goes_back_through_the_door()
    {
        const string File = "<</Type/EmbeddedFile/Length 30>>stream\nALK rearrangement: not detected\nendstream";
        var documents = Samples.Door.Read(new SourceFile("letter.pdf", SmallPdf.With("", "/Names<</EmbeddedFiles<</Names[(..\\\\..\\\\report.txt) 7 0 R]>>>>", [Lines((600, "See the report inside."))], File, "<</Type/Filespec/F(../../report.txt)/UF(../../report.txt)/EF<</F 6 0 R>>>>")), "d1");
        Assert.Equal(["letter.pdf", "letter.pdf/report.txt"], documents.Select(d => d.Name));
        Assert.StartsWith("ALK rearrangement: not detecte", documents[1].Text, StringComparison.Ordinal);
        Assert.Equal("d1.1", documents[1].Id);
    }

    [Fact]
    public void A_scan_with_poor_hidden_text_is_read_again_from_its_picture()
    {
        Assert.SkipUnless(Tesseract.IsInstalled && PdfRenderer.IsInstalled, "tesseract and pdftoppm are not installed on this machine ('./navis install-ocr' installs them)");
        var hidden = string.Join(' ', ReportText.Pathology.Lines.Where(l => l.Length > 0).Select((l, i) => string.Create(CultureInfo.InvariantCulture, $"1 0 0 1 60 {735 - (i * 18)} Tm (#~{l.Replace("e", "~c", StringComparison.Ordinal).Replace("a", "@", StringComparison.Ordinal).Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal).Replace("\u2265", "", StringComparison.Ordinal)}) Tj")));
        var document = Read(Scan($"BT 3 Tr /F1 10.5 Tf {hidden} ET"));
        Assert.Equal(ReadingMode.Ocr, document.Reading);
        Assert.Contains("pT2a", document.Text, StringComparison.Ordinal);
        Assert.Contains("osimertinib 80 mg", document.Text, StringComparison.Ordinal);
        var word = document.Pages[0].BoxesOf(document.Text.IndexOf("osimertinib", StringComparison.Ordinal), document.Text.IndexOf("osimertinib", StringComparison.Ordinal) + 11)[0];
        Assert.InRange(word.X, 55, 65);
    }

    [Fact]
    public void A_scan_whose_page_cannot_be_told_from_an_empty_one_is_said_so()
    {
        Assert.SkipUnless(Tesseract.IsInstalled && PdfRenderer.IsInstalled, "tesseract and pdftoppm are not installed on this machine ('./navis install-ocr' installs them)");
        var document = Read(SmallPdf.Of("", Lines((600, "Margins negative"))));
        Assert.Equal(ReadingMode.Text, document.Reading);
        Assert.Equal([("PAGE-NO-WORDS", 1)], document.Issues.Select(i => (i.Code, i.Page ?? 0)));
        Assert.Equal("\fMargins negative", document.Text);
    }

    [Theory]
    [InlineData("Pathologic stage (AJCC 8th edition): pT2a pN1, stage IIB. PD-L1 TPS 40%.", 0.95, 1)]
    [InlineData("P@th~l#gic st^ge {AJ¢C 8|h ed~tion}: p]'2a p~1, s|@ge 1l8.", 0, 0.6)]
    public void Words_are_told_from_rubbish(string text, double low, double high) => Assert.InRange(TextLayer.Plausible(text), low, high);

    private static SourceDocument Read(byte[] pdf) => Assert.Single(Samples.Door.Read(new SourceFile("report.pdf", pdf), "d1"));

    private static string Lines(params (int Y, string Text)[] lines) =>
        "BT /F1 11 Tf " + string.Join(' ', lines.Select(l => string.Create(CultureInfo.InvariantCulture, $"1 0 0 1 60 {l.Y} Tm ({l.Text}) Tj"))) + " ET";

    /// <summary>A page that is one picture, with more content over it.</summary>
    private static byte[] Scan(string over)
    {
        using var picture = SyntheticReport.Draw(150);
        picture.Quality = 85;
        var jpeg = Encoding.Latin1.GetString(picture.ToByteArray(MagickFormat.Jpeg));
        var image = string.Create(CultureInfo.InvariantCulture, $"<</Type/XObject/Subtype/Image/Width {picture.Width}/Height {picture.Height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode/Length {jpeg.Length}>>stream\n{jpeg}\nendstream");
        return SmallPdf.With("", "", ["q 612 0 0 792 0 0 cm /I Do Q " + over], image).Replace("/F5 5 0 R>>", "/F5 5 0 R>>/XObject<</I 6 0 R>>");
    }
}

internal static class Bytes
{
    public static byte[] Replace(this byte[] file, string old, string with) => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(file).Replace(old, with, StringComparison.Ordinal));
}
