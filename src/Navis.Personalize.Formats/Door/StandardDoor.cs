using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Ccda;
using Navis.Personalize.Formats.Docx;
using Navis.Personalize.Formats.Email;
using Navis.Personalize.Formats.Fhir;
using Navis.Personalize.Formats.Hl7V2;
using Navis.Personalize.Formats.Html;
using Navis.Personalize.Formats.Pdf;
using Navis.Personalize.Formats.Rtf;
using Navis.Personalize.Formats.Text;
using Navis.Personalize.Formats.Xml;
using Navis.Personalize.Formats.Zip;

namespace Navis.Personalize.Formats.Door;

/// <summary>The door with every reader of the house, most specific first: plain text takes what no one else claims.</summary>
public static class StandardDoor
{
    /// <summary>Builds it.</summary>
    public static IDocumentDoor Create() => new DocumentDoor(door =>
    [
        new PdfReader(),
        new DocxReader(),
        new ZipReader(door),
        new RtfReader(),
        new FhirReader(door),
        new CcdaReader(door),
        new Hl7V2Reader(door),
        new HtmlReader(),
        new EmailReader(door),
        new OtherXmlReader(),
        new PlainTextReader(),
    ]);
}
