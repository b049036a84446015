using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Navis.Personalize.Core.Documents;
using WordText = DocumentFormat.OpenXml.Wordprocessing.Text;

namespace Navis.Personalize.Formats.Tests.Docx;

public sealed class DocxReaderTests
{
    [Fact]
    public void Paragraphs_and_table_rows_are_lines()
    {
        var bytes = Word(new Paragraph(new Run(new WordText("Stage IIB"))), new Table(Row("Gene", "Result"), Row("ALK", "negative")), new Paragraph(new Run(new WordText("End"))));
        Assert.Equal("Stage IIB\n\nGene   Result\nALK   negative\n\nEnd", Read(bytes).Text);
    }

    [Fact]
    public void Deleted_text_of_tracked_changes_is_not_read()
    {
        var bytes = Word(new Paragraph(new DeletedRun(new Run(new DeletedText("stage IV"))), new Run(new WordText("stage I"))));
        Assert.Equal("stage I", Read(bytes).Text);
    }

    [Fact]
    public void A_damaged_document_is_an_issue()
    {
        var bytes = Word(new Paragraph(new Run(new WordText(new string('x', 4000)))));
        for (var length = 64; length < bytes.Length; length += 97)
        {
            var document = Read(bytes[..length]);
            Assert.Empty(document.Pages);
            Assert.Contains(document.Issues, i => i.Severity == IssueSeverity.Error);
        }
    }

    private static TableRow Row(params string[] cells) => new(cells.Select(c => new TableCell(new Paragraph(new Run(new WordText(c))))));

    private static byte[] Word(params OpenXmlElement[] content)
    {
        using var stream = new MemoryStream();
        using (var word = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            word.AddMainDocumentPart().Document = new Document(new Body(content));
        }

        return stream.ToArray();
    }

    private static SourceDocument Read(byte[] bytes) => Samples.Door.Read(new SourceFile("a.docx", bytes), "d1")[0];
}
