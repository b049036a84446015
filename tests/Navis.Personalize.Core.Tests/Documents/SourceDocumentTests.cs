using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Core.Tests.Documents;

public sealed class SourceDocumentTests
{
    private static readonly SourceDocument Scan = new()
    {
        Id = "d1",
        Name = "scan.png",
        Reading = ReadingMode.Ocr,
        Pages = [new(1, "stage IIB, PD-L1 . 40%") { Words = [new(0, 5, default, 0.97), new(6, 4, default, 0.4), new(11, 5, default, 0.95), new(17, 1, default, 0.1), new(19, 3, default, 0.92)] }],
    };

    [Theory]
    [InlineData("stage IIB", 0.4)]
    [InlineData("PD-L1 . 40%", 0.92)]
    [InlineData("stage", 0.97)]
    public void Evidence_is_as_sure_as_its_least_sure_word(string quote, double sure) =>
        Assert.Equal(sure, Scan.ConfidenceOf(Scan.EvidenceAt(Scan.Text.IndexOf(quote, StringComparison.Ordinal), quote.Length)));

    [Fact]
    public void Stored_characters_are_sure()
    {
        var document = Scan with { Reading = ReadingMode.Text };
        Assert.Equal(1, document.ConfidenceOf(document.EvidenceAt(6, 3)));
    }
}
