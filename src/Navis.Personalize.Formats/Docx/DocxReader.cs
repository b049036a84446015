using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Isolation;
using Navis.Personalize.Formats.Text;
using WordText = DocumentFormat.OpenXml.Wordprocessing.Text;

namespace Navis.Personalize.Formats.Docx;

/// <summary>Reads Word documents (ECMA-376): body, tables by row, headers and footers once. Deleted text of tracked changes is left out; fields show their last value.</summary>
internal sealed class DocxReader : IPageReader
{
    private const long MaximumPartCharacters = 20_000_000;

    /// <inheritdoc/>
    public string Format => "docx";

    /// <inheritdoc/>
    public bool CanRead(SourceFile file)
    {
        if (!file.Content.Span.StartsWith("PK\u0003\u0004"u8))
        {
            return false;
        }

        try
        {
            using var zip = new ZipArchive(new MemoryStream(file.Content.ToArray(), writable: false));
            return zip.GetEntry("word/document.xml") is not null;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Read(SourceFile file, IPageSink sink)
    {
        try
        {
            using var stream = new MemoryStream(file.Content.ToArray(), writable: false);
            using var word = WordprocessingDocument.Open(stream, isEditable: false, new OpenSettings { MaxCharactersInPart = MaximumPartCharacters });
            var text = new TextAssembler();
            var main = word.MainDocumentPart;
            foreach (var header in main?.HeaderParts ?? [])
            {
                Append(header.Header, text);
            }

            Append(main?.Document?.Body, text);
            foreach (var footer in main?.FooterParts ?? [])
            {
                Append(footer.Footer, text);
            }

            var content = text.ToString();
            if (content.Length > 0)
            {
                sink.Add(new DocumentPage(1, content));
            }
            else
            {
                sink.Add(new DocumentIssue("FILE-EMPTY", IssueSeverity.Error, $"{file.Name}: The document holds no words; it may hold a picture. Save it as PDF, or ask for the report as text."));
            }
        }
        catch (Exception e) when (e is OpenXmlPackageException or InvalidDataException or XmlException or FormatException or IOException or InvalidOperationException or ArgumentException)
        {
            sink.Add(new DocumentIssue("DOCX-BROKEN", IssueSeverity.Error, $"{file.Name}: The Word document is damaged and can't be opened. Open it in Word, save it as PDF, and add that."));
        }
    }

    private static void Append(DocumentFormat.OpenXml.OpenXmlElement? root, TextAssembler text)
    {
        if (root is null)
        {
            return;
        }

        foreach (var element in root.ChildElements)
        {
            switch (element)
            {
                case WordText run:
                    text.Append(run.Text);
                    break;
                case TabChar:
                    text.NextCell();
                    break;
                case Break or CarriageReturn:
                    text.EndLine();
                    break;
                case DeletedRun or DeletedText or MoveFromRun:
                    break;
                case TableRow row:
                    text.EndLine();
                    foreach (var cell in row.Elements<TableCell>())
                    {
                        AppendCell(cell, text);
                        text.NextCell();
                    }

                    text.EndLine();
                    break;
                case Paragraph paragraph:
                    text.EndLine();
                    Append(paragraph, text);
                    text.EndLine();
                    break;
                case Table table:
                    text.EndParagraph();
                    Append(table, text);
                    text.EndParagraph();
                    break;
                default:
                    Append(element, text);
                    break;
            }
        }
    }

    /// <summary>A cell's paragraphs run on in one line, so that a row stays a row.</summary>
    private static void AppendCell(TableCell cell, TextAssembler text)
    {
        foreach (var paragraph in cell.Descendants<Paragraph>())
        {
            foreach (var run in paragraph.Descendants<WordText>())
            {
                text.Append(run.Text);
            }

            text.Append(" ");
        }
    }
}
