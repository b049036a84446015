using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Tests.Html;

public sealed class HtmlReaderTests
{
    [Fact]
    public void A_page_is_read_as_a_person_sees_it()
    {
        const string Page = "<!DOCTYPE html><html><head><title>x</title><style>b{}</style></head><body><h1>Molecular report</h1><p>EGFR <b>exon&nbsp;19</b>\n deletion</p><script>alert(1)</script></body></html>";
        Assert.Equal("Molecular report\n\nEGFR exon 19 deletion", Read(Page));
    }

    [Fact]
    public void A_table_row_is_a_line_with_cells_apart() =>
        Assert.Equal("ALK   negative\nROS1   negative", Read("<table><tr><td>ALK</td><td>negative</td></tr><tr><td>ROS1</td><td>negative</td></tr></table>"));

    [Fact]
    public void Hidden_text_is_not_read() => Assert.Equal("seen", Read("<html><body><p hidden>T790M detected</p><div style=\"color:red; display: none\">ALK detected</div><p style=\"color:red\">seen</p></body></html>"));

    [Fact]
    public void Plain_text_that_begins_with_a_sign_is_no_page() =>
        Assert.Equal("< 1 % of tumor cells", Read("< 1 % of tumor cells"));

    [Fact]
    public void A_page_nested_without_end_is_cut_and_said_so()
    {
        var page = "<html><body><p>begin</p>" + string.Concat(Enumerable.Repeat("<div>", 3000)) + "deep";
        var document = Assert.Single(Samples.Door.Read(new SourceFile("a.html", System.Text.Encoding.UTF8.GetBytes(page)), "d1"));
        Assert.Equal("HTML-TOO-DEEP", Assert.Single(document.Issues).Code);
        Assert.StartsWith("begin", document.Text, StringComparison.Ordinal);
    }

    private static string Read(string html) => Assert.Single(Samples.Door.Read(new SourceFile("a.html", System.Text.Encoding.UTF8.GetBytes(html)), "d1")).Text;
}
