using System.Text;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Tests.Text;

public sealed class PlainTextReaderTests
{
    private const string Report = "Diagnóstico: adenocarcinoma ≥ 3 cm – márgenes negativos";

    public static TheoryData<string> Encodings => ["utf-8", "utf-16", "utf-16BE", "utf-32"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Text_is_read_in_every_common_encoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(Report)];
        Assert.Equal(Report, Read(bytes).Text);
    }

    [Fact]
    public void Windows_text_without_a_mark_is_read() =>
        Assert.Equal("Diagnóstico “adenocarcinoma” – ", Read([.. Encoding.Latin1.GetBytes("Diagnóstico "), 0x93, .. "adenocarcinoma"u8, 0x94, 0x20, 0x96, 0x20]).Text);

    [Fact]
    public void Wide_text_without_a_mark_is_read() => Assert.Equal("stage IV lung cancer", Read(Encoding.Unicode.GetBytes("stage IV lung cancer")).Text);

    [Fact]
    public void A_form_feed_starts_a_page_and_offsets_stay()
    {
        var document = Read("page one\fpage two"u8.ToArray());
        Assert.Equal([1, 2], document.Pages.Select(p => p.Number));
        var evidence = document.EvidenceAt(document.Text.IndexOf("two", StringComparison.Ordinal), 3);
        Assert.Equal((2, 5, 8, "two"), (evidence.Page, evidence.Start, evidence.End, evidence.Quote));
    }

    [Fact]
    public void Line_ends_are_left_as_they_are() => Assert.Equal("a\r\nb", Read("a\r\nb"u8.ToArray()).Text);

    [Theory]
    [InlineData("")]
    [InlineData("   \r\n ")]
    public void An_empty_file_is_an_error_and_no_text(string text)
    {
        var document = Read(Encoding.UTF8.GetBytes(text));
        Assert.Equal("FILE-EMPTY", Assert.Single(document.Issues).Code);
        Assert.Empty(document.Pages);
    }

    [Fact]
    public void Binary_content_is_not_taken_for_text()
    {
        var bytes = Enumerable.Range(0, 4096).Select(i => (byte)((i * 7919) >> 3)).ToArray();
        Assert.Equal("FILE-UNKNOWN-TYPE", Assert.Single(Read(bytes).Issues).Code);
    }

    private static SourceDocument Read(byte[] bytes) => Assert.Single(Samples.Door.Read(new SourceFile("report.txt", bytes), "d1"));
}
