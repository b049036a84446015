using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using ImageMagick;
using WordText = DocumentFormat.OpenXml.Wordprocessing.Text;

namespace Navis.Personalize.Formats.Tests.Hostile;

/// <summary>One sound file for each reader, small, from which damaged ones are made.</summary>
internal static class Seeds
{
    private const string Words = "Lung, right upper lobe, lobectomy: adenocarcinoma, 2.1 cm. pT1c pN0, stage IA3. EGFR L858R detected. ALK not detected.";

    private const string Bundle = """
        {"resourceType":"Bundle","type":"collection","entry":[
        {"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","id":"p","name":[{"family":"Tessler","given":["Ida"]}],"birthDate":"1961-03-14"}},
        {"resource":{"resourceType":"Condition","id":"c","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"http://snomed.info/sct","code":"254637007","display":"NSCLC"}]},"stage":[{"summary":{"text":"IIB"}}]}},
        {"resource":{"resourceType":"Observation","id":"o","status":"final","subject":{"reference":"urn:uuid:1"},"code":{"coding":[{"system":"http://loinc.org","code":"69548-6"}]},"valueCodeableConcept":{"coding":[{"code":"LA9633-4"}]},"component":[{"code":{"coding":[{"code":"48018-6"}]},"valueCodeableConcept":{"coding":[{"code":"HGNC:3236","display":"EGFR"}]}}]}},
        {"resource":{"resourceType":"DiagnosticReport","id":"d","status":"final","presentedForm":[{"contentType":"text/plain","data":"QUxLIG5vdCBkZXRlY3RlZA=="}]}}]}
        """;

    private const string Xml = """
        <Bundle xmlns="http://hl7.org/fhir"><type value="collection"/><entry><resource><Patient><id value="p"/><birthDate value="1961-03-14"/></Patient></resource></entry>
        <entry><resource><Condition><id value="c"/><subject><reference value="Patient/p"/></subject><code><coding><system value="http://snomed.info/sct"/><code value="254637007"/></coding></code></Condition></resource></entry></Bundle>
        """;

    private const string Cda = """
        <ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><effectiveTime value="20240506"/><recordTarget><patientRole><id root="1.2.3" extension="77"/><patient><name><given>Ida</given><family>Tessler</family></name><birthTime value="19610314"/></patient></patientRole></recordTarget>
        <component><structuredBody><component><section><title>Problems</title><text><table><tr><td><content ID="p1">Lung cancer</content></td></tr></table></text><entry><act classCode="ACT" moodCode="EVN"><entryRelationship typeCode="SUBJ"><observation classCode="OBS" moodCode="EVN"><value xsi:type="CD" code="254637007" codeSystem="2.16.840.1.113883.6.96"><originalText><reference value="#p1"/></originalText></value></observation></entryRelationship></act></entry></section></component></structuredBody></component></ClinicalDocument>
        """;

    private const string Message = "MSH|^~\\&|LAB|H|EHR|H|20240506101500||ORU^R01|1|P|2.5.1\rPID|1||77^^^HOSP^MR||Tessler^Ida||19610314|F\rOBR|1|||60567-5^Path report^LN|||20240502\rOBX|1|TX|22637-3^Diagnosis^LN||pT1c pN0\\.br\\Stage IA3||||||F\rOBX|2|CWE|55766-0^EGFR L858R^LN||LA9633-4^Present^LN||||||F";

    private const string Mail = "From: a@example.org\r\nTo: b@example.org\r\nSubject: report\r\nDate: Mon, 6 May 2024 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>See the report.</p>\r\n--x\r\nContent-Type: text/plain; name=r.txt\r\nContent-Disposition: attachment; filename=r.txt\r\nContent-Transfer-Encoding: base64\r\n\r\nQUxLIG5vdCBkZXRlY3RlZA==\r\n--x--\r\n";

    /// <summary>Name and content of each.</summary>
    public static IReadOnlyList<(string Name, byte[] Content)> All { get; } =
    [
        ("pdf", SmallPdf.With("/Annots[6 0 R]", "/AcroForm<</Fields[6 0 R]>>", [$"BT /F1 9 Tf 40 700 Td {SmallPdf.Show(Words, 1, 9)} ET", "BT /F2 9 Tf 40 700 Td (Page two) Tj ET"], "<</Type/Annot/Subtype/Widget/FT/Tx/T(stage)/V(IIIA)/Rect[160 592 300 608]>>")),
        ("docx", Word()),
        ("rtf", Encoding.ASCII.GetBytes("{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\f0\\fs22 " + Words + "\\par \\'e9\\u8805?1%{\\*\\generator x;}\\trowd\\cellx1000 ALK\\cell negative\\cell\\row}")),
        ("html", Encoding.UTF8.GetBytes("<!DOCTYPE html><html><head><title>x</title></head><body><h1>Report</h1><p>" + Words + "</p><table><tr><td>ALK</td><td>negative</td></tr></table></body></html>")),
        ("mail", Encoding.ASCII.GetBytes(Mail)),
        ("fhir-json", Encoding.UTF8.GetBytes(Bundle)),
        ("fhir-xml", Encoding.UTF8.GetBytes(Xml)),
        ("ccda", Encoding.UTF8.GetBytes(Cda)),
        ("hl7v2", Encoding.ASCII.GetBytes(Message)),
        ("zip", Zip(("letters/a.txt", Encoding.UTF8.GetBytes(Words)), ("fhir/b.json", Encoding.UTF8.GetBytes(Bundle)))),
        ("text", Encoding.UTF8.GetBytes("PATHOLOGY\n\n" + Words + "\nMargins \u2265 1 cm. \u00e9\n\fPage two")),
        ("png", Dot(MagickFormat.Png)),
        ("jpeg", Dot(MagickFormat.Jpeg)),
        ("tiff", Dot(MagickFormat.Tiff)),
        ("webp", Dot(MagickFormat.WebP)),
    ];

    /// <summary>An archive.</summary>
    public static byte[] Zip(params (string Name, byte[] Content)[] members)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in members)
            {
                using var member = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                member.Write(content);
            }
        }

        return stream.ToArray();
    }

    private static byte[] Word()
    {
        using var stream = new MemoryStream();
        using (var word = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            word.AddMainDocumentPart().Document = new Document(new Body(new Paragraph(new Run(new WordText(Words))), new Table(new TableRow(new TableCell(new Paragraph(new Run(new WordText("ALK"))))))));
        }

        return stream.ToArray();
    }

    /// <summary>A picture so small that recognising it takes no time.</summary>
    private static byte[] Dot(MagickFormat format)
    {
        using var image = new MagickImage(MagickColors.White, 48, 32);
        image.Settings.FillColor = MagickColors.Black;
        using var bar = new MagickImage(MagickColors.Black, 20, 6);
        image.Composite(bar, 10, 10, CompositeOperator.Over);
        return image.ToByteArray(format);
    }
}
