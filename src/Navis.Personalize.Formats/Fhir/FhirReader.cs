using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using System.Xml;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Door;
using Navis.Personalize.Formats.Text;
using Navis.Personalize.Formats.Xml;

namespace Navis.Personalize.Formats.Fhir;

/// <summary>Reads HL7 FHIR R4: bundles of every type, single resources, arrays and NDJSON, in JSON or XML. What agrees with R4 is read of DSTU2, STU3 and R5 too.
/// Text and files inside go back through the door and follow as documents of their own.</summary>
public sealed class FhirReader : IDocumentReader
{
    /// <summary>Attachments inside attachments are opened to this depth.</summary>
    private const int MaximumNesting = 3;

    private readonly IDocumentDoor door;

    /// <summary>A reader.</summary>
    /// <param name="door">The door for attachments.</param>
    public FhirReader(IDocumentDoor door) => this.door = door;

    /// <inheritdoc/>
    /// <remarks>Every JSON object or list is claimed: one that is no FHIR is named as such rather than read as prose.</remarks>
    public bool CanRead(SourceFile file) => LooksLikeJson(WithoutMark(file.Content).Span) || IsXml(file);

    /// <inheritdoc/>
    public ImmutableArray<SourceDocument> Read(SourceFile file, string documentId)
    {
        var content = WithoutMark(file.Content);
        if (IsOwnOutput(content.Span))
        {
            return [DocumentDoor.Unread(file, documentId, OwnOutput.IssueCode, OwnOutput.Message)];
        }

        var record = new FhirRecord(file.Name);
        try
        {
            if (IsXml(file))
            {
                FhirXml.Read(file.Content, record);
            }
            else
            {
                // Old systems write their own encoding; what is no UTF-8 is taken as that.
                FhirJson.Read(Utf8.IsValid(content.Span) ? content : Encoding.UTF8.GetBytes(PlainTextReader.Decode(content.Span) ?? ""), record);
            }
        }
        catch (XmlException)
        {
            return [DocumentDoor.Unread(file, documentId, "FHIR-XML-BROKEN", string.Create(CultureInfo.InvariantCulture, $"the file is damaged or cut off after {record.Resources} complete entries, so nothing was taken from it. Download or export it again."))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: half of a character, written as an escape (R4 asks for UTF-8). A cut record may have lost the entry that takes another one back: nothing of it is used.
            return [DocumentDoor.Unread(file, documentId, "FHIR-JSON-BROKEN", string.Create(CultureInfo.InvariantCulture, $"the file is damaged or cut off after {record.Resources} complete entries, so nothing was taken from it. Download or export it again."))];
        }
        finally
        {
            ConceptCache.Clear();
        }

        return Finish(file, documentId, record);
    }

    private ImmutableArray<SourceDocument> Finish(SourceFile file, string documentId, FhirRecord record)
    {
        var entries = record.Finish(out var subjects);
        if (record.IsOwn || (record.Own > 0 && entries.IsEmpty && subjects.IsEmpty && record.Attachments.Items.Count == 0))
        {
            return [DocumentDoor.Unread(file, documentId, OwnOutput.IssueCode, OwnOutput.Message)];
        }

        if (record.Resources == 0)
        {
            return [record.Outcomes > 0
                ? DocumentDoor.Unread(file, documentId, "FHIR-OUTCOME", "the server answered with an error message instead of the record. Ask for the export again.")
                : DocumentDoor.Unread(file, documentId, "JSON-NOT-FHIR", "the file is JSON but holds no FHIR resource. Export the record as FHIR, PDF or text and add that instead.")];
        }

        if (record.Outcomes > 0)
        {
            record.Tell("FHIR-OUTCOME", IssueSeverity.Warning, "the server reported errors beside the record, so parts of it may be missing. Ask for the export again.");
        }

        if (record.Own > 0)
        {
            record.Tell("OWN-OUTPUT-INSIDE", IssueSeverity.Warning, string.Create(CultureInfo.InvariantCulture, $"{record.Own} of its entries are results of Navis Personalize, not records, and were left out. Check that the records that they were made from are there too."));
        }

        if (record.Versions.Other is { } version)
        {
            record.Tell("FHIR-VERSION", IssueSeverity.Warning, $"the record is in an older or newer form of FHIR ({version}); what is the same as in R4 was read.{(record.LeftOut is { } left ? $" Left out: {left}." : "")} If something is missing, ask for the record as FHIR R4.");
        }

        if (entries.IsEmpty && subjects.IsEmpty && record.Attachments.Items.Count == 0 && record.LeftOut is { } unread)
        {
            record.Tell("FHIR-NOTHING-READ", IssueSeverity.Warning, $"nothing of the entries in it is used here ({unread}). If it should say something of the disease, ask for the whole record as FHIR R4.");
        }

        if (record.Attachments.Elsewhere > 0)
        {
            record.Tell("FHIR-ATTACHMENT-ELSEWHERE", IssueSeverity.Info, string.Create(CultureInfo.InvariantCulture, $"{record.Attachments.Elsewhere} documents are only named, not contained. Download them and add them too."));
        }

        var main = new SourceDocument
        {
            Id = documentId,
            Name = file.Name,
            Kind = DocumentKind.Fhir,
            Reading = ReadingMode.Structured,
            Date = entries.Length == 1 ? entries[0].Date : null,
            Entries = entries,
            Subjects = subjects,
            Issues = record.Issues,
        };
        return [main, .. Members(file, main, record)];
    }

    private List<SourceDocument> Members(SourceFile file, SourceDocument main, FhirRecord record)
    {
        var members = new List<SourceDocument>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var item in record.Attachments.Items)
        {
            // A report and the reference to it often carry the same file.
            var bytes = item.Text is null ? item.Content.Span : Encoding.UTF8.GetBytes(item.Text);
            if (!seen.Add(Convert.ToHexString(SHA256.HashData(bytes))))
            {
                continue;
            }

            number++;
            var id = string.Create(CultureInfo.InvariantCulture, $"{main.Id}.{number}");
            var name = $"{file.Name}#{item.Key}";
            var subjects = record.SubjectsOf(item.Subject, main.Subjects);
            if (item.Text is not null)
            {
                members.Add(new()
                {
                    Id = id,
                    Name = name,
                    Kind = item.Kind,
                    Date = item.Date,
                    Subjects = subjects,
                    Pages = [new DocumentPage(1, item.Text.Replace('\f', '\n').ReplaceLineEndings("\n")) { Path = item.Path }],
                });
            }
            else if (id.Count(c => c == '.') <= MaximumNesting)
            {
                foreach (var read in door.Read(new SourceFile(name, item.Content), id))
                {
                    members.Add(read with { Date = read.Date ?? item.Date, Kind = read.Kind == DocumentKind.Other ? item.Kind : read.Kind });
                }
            }
        }

        return members;
    }

    private static bool IsXml(SourceFile file) => SafeXml.RootOf(file.Content) is { Namespace: FhirXml.Namespace };

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> content) => content.Span.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? content[3..] : content;

    private static bool LooksLikeJson(ReadOnlySpan<byte> content)
    {
        var start = content.TrimStart(" \t\r\n"u8);
        if (start.IsEmpty || start[0] is not ((byte)'{' or (byte)'['))
        {
            return false;
        }

        var next = start[1..].TrimStart(" \t\r\n"u8);
        return !next.IsEmpty && (start[0] == (byte)'{' ? next[0] is (byte)'"' or (byte)'}' : next[0] is (byte)'{' or (byte)']');
    }

    private static bool IsOwnOutput(ReadOnlySpan<byte> content)
    {
        var head = content[..Math.Min(256, content.Length)];
        var schema = head.IndexOf("\"schema\""u8);
        return schema >= 0 && head[schema..].IndexOf("\"navis-"u8) is >= 0 and < 24;
    }
}
