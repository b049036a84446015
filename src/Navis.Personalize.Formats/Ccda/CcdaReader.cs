using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Door;
using Navis.Personalize.Formats.Hl7;
using Navis.Personalize.Formats.Xml;

namespace Navis.Personalize.Formats.Ccda;

/// <summary>Reads HL7 CDA R2 documents, C-CDA R1.1 and R2.1 above all: coded entries, the narrative of each section as a page, and embedded bodies.</summary>
public sealed class CcdaReader : IDocumentReader
{
    private const string Namespace = "urn:hl7-org:v3";
    private const int MaximumSectionDepth = 16;

    /// <summary>The tree takes fifteen times the file's size; the largest real ones, with a PDF inside, have some 20 MiB.</summary>
    private const int MaximumBytes = 40 * 1024 * 1024;

    private readonly IDocumentDoor door;

    /// <summary>A reader.</summary>
    /// <param name="door">The door for embedded bodies.</param>
    public CcdaReader(IDocumentDoor door) => this.door = door;

    /// <inheritdoc/>
    public bool CanRead(SourceFile file) => SafeXml.RootOf(file.Content) switch
    {
        { Name: "ClinicalDocument" } => true,
        { Name: "section" or "component" or "structuredBody", Namespace: Namespace or "" } => file.Content.Span.IndexOf("templateId"u8) >= 0,
        _ => false,
    };

    /// <inheritdoc/>
    public ImmutableArray<SourceDocument> Read(SourceFile file, string documentId)
    {
        if (file.Content.Length > MaximumBytes)
        {
            return [DocumentDoor.Unread(file, documentId, "CCDA-TOO-LARGE", "the document is larger than 40 MB. Export a shorter span of time, or one document a visit.")];
        }

        XElement root;
        try
        {
            SafeXml.RefuseDepth(file.Content);
            using var reader = SafeXml.Open(file.Content);
            root = XElement.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return [DocumentDoor.Unread(file, documentId, "CCDA-BROKEN", "the document is damaged or cut off, so nothing was taken from it. Download or export it again.")];
        }

        var entries = ImmutableArray.CreateBuilder<CodedEntry>();
        var pages = ImmutableArray.CreateBuilder<DocumentPage>();
        var statements = new CdaStatements(new(CdaNarrative.ById(root)), entries);
        var name = root.Name.LocalName;
        var body = root.First("component");
        var structured = body.First("structuredBody");
        if (name is "ClinicalDocument")
        {
            Sections(structured, $"{name}.component.structuredBody", pages, statements, 0);
        }
        else
        {
            Section(name is "section" ? root : root.First("section"), name is "section" ? name : $"{name}.section", pages, statements, 0);
            Sections(name is "structuredBody" ? root : null, name, pages, statements, 0);
        }

        var subjects = Subjects(root);
        var main = new SourceDocument
        {
            Id = documentId,
            Name = file.Name,
            Kind = DocumentKind.Ccda,
            Reading = ReadingMode.Structured,
            Date = Hl7Time.Parse(root.First("effectiveTime").Attr("value")) ?? Hl7Time.Parse(root.First("effectiveTime").First("low").Attr("value")),
            Language = root.First("languageCode").Attr("code") ?? "en",
            Pages = pages.DrainToImmutable(),
            Entries = entries.DrainToImmutable(),
            Subjects = subjects,
        };
        return Finish(file, main, body.First("nonXMLBody").First("text"));
    }

    private ImmutableArray<SourceDocument> Finish(SourceFile file, SourceDocument main, XElement? body)
    {
        var issues = ImmutableArray.CreateBuilder<DocumentIssue>();
        ImmutableArray<SourceDocument> members = [];
        if (body is not null)
        {
            members = Body(file, main, body, issues);
        }
        else if (main.Pages.IsEmpty && main.Entries.IsEmpty)
        {
            issues.Add(new("CCDA-EMPTY", IssueSeverity.Error, $"{file.Name}: the document has no sections with content. Ask for the export again."));
        }

        if (main.Subjects.Length > 1)
        {
            issues.Add(new("MANY-PATIENTS", IssueSeverity.Error, $"{file.Name}: the document is about {main.Subjects.Length} people, so nothing was taken from it. Choose one with --subject, or add a document about one person."));
        }

        return [main with { Issues = issues.DrainToImmutable() }, .. members];
    }

    private ImmutableArray<SourceDocument> Body(SourceFile file, SourceDocument main, XElement body, ImmutableArray<DocumentIssue>.Builder issues)
    {
        if (body.First("reference").Attr("value") is not null)
        {
            issues.Add(new("CCDA-BODY-ELSEWHERE", IssueSeverity.Error, $"{file.Name}: the document only points to another file that holds the text. Add that file too."));
            return [];
        }

        byte[] content;
        try
        {
            content = body.Attr("representation") is "B64" ? Convert.FromBase64String(body.Value) : System.Text.Encoding.UTF8.GetBytes(body.Value);
        }
        catch (FormatException)
        {
            issues.Add(new("CCDA-BODY-BROKEN", IssueSeverity.Error, $"{file.Name}: the document inside is damaged. Ask for the export again."));
            return [];
        }

        return [.. door.Read(new SourceFile($"{file.Name}#body", content), $"{main.Id}.1").Select(d => d with { Date = d.Date ?? main.Date })];
    }

    private static void Sections(XElement? parent, string path, ImmutableArray<DocumentPage>.Builder pages, CdaStatements statements, int depth)
    {
        foreach (var component in parent.Each("component"))
        {
            if (component.First("section") is { } section)
            {
                Section(section, $"{path.Below(component)}.section", pages, statements, depth);
            }
        }
    }

    private static void Section(XElement? section, string path, ImmutableArray<DocumentPage>.Builder pages, CdaStatements statements, int depth)
    {
        if (section is null || depth > MaximumSectionDepth)
        {
            return;
        }

        var text = section.First("text") is { } block ? CdaNarrative.Text(block) : string.Empty;
        if (text.Length > 0)
        {
            pages.Add(new(pages.Count + 1, section.First("title").Words() is { } title ? $"{title}:\n{text}" : text) { Path = $"{path}.text" });
        }

        foreach (var entry in section.Each("entry"))
        {
            statements.Add(entry, path.Below(entry));
        }

        Sections(section, path, pages, statements, depth + 1);
    }

    private static ImmutableArray<SubjectClaim> Subjects(XElement root)
    {
        var people = new List<SubjectClaim>();
        foreach (var role in root.Each("recordTarget").Select(t => t.First("patientRole")).OfType<XElement>())
        {
            var patient = role.First("patient");
            var claim = new SubjectClaim(NameOf(patient), Hl7Time.Parse(patient.First("birthTime").Attr("value")), patient.First("administrativeGenderCode").Attr("code") switch { "M" => "male", "F" => "female", "UN" => "other", _ => null })
            {
                Identifiers = [.. role.Each("id").Where(i => i.Attr("extension") is not null).Select(i => i.Attr("root") is { } system ? $"{system}|{i.Attr("extension")}" : i.Attr("extension")!)],
            };
            if (!people.Exists(p => (p.Name, p.BirthDate) == (claim.Name, claim.BirthDate) || p.Identifiers.Intersect(claim.Identifiers, StringComparer.Ordinal).Any()))
            {
                people.Add(claim);
            }
        }

        return [.. people];
    }

    private static string? NameOf(XElement? patient)
    {
        var name = patient.Each("name").OrderBy(n => n.Attr("use") is not "L").FirstOrDefault();
        var parts = name.Each("given").Concat(name.Each("family")).Select(p => p.Words()).OfType<string>().ToList();
        return parts.Count > 0 ? string.Join(' ', parts) : name.Words();
    }
}
