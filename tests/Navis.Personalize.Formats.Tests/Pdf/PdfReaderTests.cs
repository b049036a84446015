using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Tests.Pdf;

public sealed class PdfReaderTests
{
    [Fact]
    public void A_result_table_comes_out_as_rows()
    {
        var document = Assert.Single(Samples.Door.Read(Samples.File("stage-ib-egfr-adjuvant-osimertinib/2-molecular-report.pdf"), "d1"));
        Assert.Contains("EGFR   exon 19 deletion, p.E746_A750del   Detected   41%\nALK   rearrangement   Not detected", document.Text, StringComparison.Ordinal);
        Assert.Empty(document.Issues);
    }

    [Fact]
    public void A_quote_has_a_box_on_its_page()
    {
        var document = Assert.Single(Samples.Door.Read(Samples.File("stage-iiia-no-driver-neoadjuvant/1-surgical-pathology.pdf"), "d1"));
        var evidence = document.EvidenceAt(document.Text.IndexOf("TPS 80%", StringComparison.Ordinal), 7);
        Assert.Equal((2, "TPS 80%"), (evidence.Page, evidence.Quote));
        var box = Assert.Single(evidence.Boxes);
        Assert.InRange(box.X, 155, 165);
        Assert.InRange(box.Height, 8, 14);
    }

    [Theory]
    [InlineData("%PDF-1.4\nthis is all there is", "PDF-BROKEN")]
    [InlineData("%PDF-", "PDF-BROKEN")]
    public void A_damaged_file_is_an_issue_and_no_exception(string content, string code)
    {
        var document = Assert.Single(Samples.Door.Read(new SourceFile("x.pdf", System.Text.Encoding.Latin1.GetBytes(content)), "d1"));
        Assert.Equal((code, IssueSeverity.Error), (document.Issues[0].Code, document.Issues[0].Severity));
        Assert.Empty(document.Pages);
    }

    [Fact]
    public void A_file_cut_in_the_middle_never_throws()
    {
        var whole = Samples.File("stage-iv-egfr-t790m/2-plasma-ngs.pdf");
        for (var length = 8; length < whole.Content.Length; length += 61)
        {
            var document = Assert.Single(Samples.Door.Read(whole with { Content = whole.Content[..length] }, "d1"));
            Assert.True(document.Issues.Length > 0 || document.Text.Contains("T790M", StringComparison.Ordinal), $"cut at {length}: neither text nor issue");
        }
    }
}
