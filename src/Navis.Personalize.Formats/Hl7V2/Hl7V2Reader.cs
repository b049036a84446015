using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Hl7;
using Navis.Personalize.Formats.Text;

namespace Navis.Personalize.Formats.Hl7V2;

/// <summary>Reads HL7 version 2 results and documents (ORU, MDM): coded results as entries, the text of each report and attached files as documents of their own.</summary>
public sealed class Hl7V2Reader : IDocumentReader
{
    /// <summary>From this length on a text value is part of a report.</summary>
    private const int ReportLength = 120;

    /// <summary>Messages take dozens of times their size while they are read.</summary>
    private const int MaximumBytes = 16 * 1024 * 1024;

    private readonly IDocumentDoor door;

    /// <summary>A reader.</summary>
    /// <param name="door">The door for attached files.</param>
    public Hl7V2Reader(IDocumentDoor door) => this.door = door;

    /// <inheritdoc/>
    public bool CanRead(SourceFile file)
    {
        var head = PlainTextReader.Decode(file.Content.Span[..Math.Min(256, file.Content.Length)])?.TrimStart('\u000b', '\ufeff', ' ', '\r', '\n') ?? string.Empty;
        return head.Length > 8 && head[..3] is "MSH" or "FHS" or "BHS" && !char.IsLetterOrDigit(head[3]) && !char.IsWhiteSpace(head[3]) && !char.IsLetterOrDigit(head[4]);
    }

    /// <inheritdoc/>
    public ImmutableArray<SourceDocument> Read(SourceFile file, string documentId)
    {
        if (file.Content.Length > MaximumBytes)
        {
            return [Door.DocumentDoor.Unread(file, documentId, "HL7-TOO-LARGE", "the messages are larger than 16 MB together. Add them in several files.")];
        }

        var segments = Hl7Message.Read(PlainTextReader.Decode(file.Content.Span) ?? string.Empty);
        var message = new Message();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var segment in segments)
        {
            var number = counts[segment.Name] = counts.GetValueOrDefault(segment.Name) + 1;
            message.Add(segment, string.Create(CultureInfo.InvariantCulture, $"{segment.Name}[{number}]"));
        }

        message.CloseGroup();
        var main = new SourceDocument
        {
            Id = documentId,
            Name = file.Name,
            Kind = DocumentKind.Hl7V2,
            Reading = ReadingMode.Structured,
            Date = message.Date,
            Entries = [.. message.Entries],
            Subjects = [.. message.People],
            Issues = Issues(file, message),
        };
        return [main, .. Members(file, main, message)];
    }

    private static ImmutableArray<DocumentIssue> Issues(SourceFile file, Message message)
    {
        var issues = ImmutableArray.CreateBuilder<DocumentIssue>();
        if (message.Entries.Count == 0 && message.Groups.TrueForAll(g => g.Lines.Count == 0) && message.Files.Count == 0)
        {
            issues.Add(new("HL7-EMPTY", IssueSeverity.Error, $"{file.Name}: the message holds no results and no text. Ask the laboratory to send the report again."));
        }

        if (message.People.Count > 1)
        {
            issues.Add(new("MANY-PATIENTS", IssueSeverity.Error, string.Create(CultureInfo.InvariantCulture, $"{file.Name}: the messages are about {message.People.Count} people, so nothing was taken from them. Choose one with --subject, or add the messages of one person.")));
        }

        return issues.DrainToImmutable();
    }

    private List<SourceDocument> Members(SourceFile file, SourceDocument main, Message message)
    {
        var members = new List<SourceDocument>();
        var number = 0;
        foreach (var group in message.Groups.Where(g => g.Lines.Count > 0))
        {
            number++;
            members.Add(new()
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"{main.Id}.{number}"),
                Name = $"{file.Name}#{group.Path}",
                Kind = group.Kind,
                Date = group.Date ?? main.Date,
                Subjects = main.Subjects.Length > 1 ? [.. main.Subjects.Where(s => string.Equals(s.Reference, group.Subject, StringComparison.Ordinal))] : main.Subjects,
                Pages = [new DocumentPage(1, Text(group.Lines)) { Path = group.Path }],
            });
        }

        foreach (var (path, content) in message.Files)
        {
            number++;
            var read = door.Read(new SourceFile($"{file.Name}#{path}", content), string.Create(CultureInfo.InvariantCulture, $"{main.Id}.{number}"));
            members.AddRange(read.Select(d => d with { Date = d.Date ?? main.Date }));
        }

        return members;
    }

    // Hundreds of text lines of one code are one report; a new code is a new part of it with its own title.
    private static string Text(List<(string? Title, string Text)> lines)
    {
        var text = new StringBuilder();
        string? title = null;
        foreach (var (under, line) in lines)
        {
            if (text.Length > 0)
            {
                text.Append('\n');
            }

            if (under is not null && !string.Equals(under, title, StringComparison.Ordinal))
            {
                text.Append(under).Append(":\n");
            }

            title = under;
            text.Append(line.Replace('\f', '\n'));
        }

        return text.ToString();
    }

    private sealed class Message
    {
        private Hl7Group? group;
        private string? subject;

        public List<CodedEntry> Entries { get; } = [];

        public List<SubjectClaim> People { get; } = [];

        public List<Hl7Group> Groups { get; } = [];

        public List<(string Path, byte[] Content)> Files { get; } = [];

        public Core.Findings.PartialDate? Date { get; private set; }

        public void Add(Hl7Segment segment, string path)
        {
            switch (segment.Name)
            {
                case "MSH":
                    CloseGroup();
                    Date ??= Hl7Time.Parse(segment.Part(7));
                    break;
                case "PID":
                    CloseGroup();
                    subject = Person(segment, path);
                    break;
                case "OBR" or "TXA":
                    CloseGroup();
                    Open(segment, path);
                    break;
                case "OBX":
                    Observation(segment, path);
                    break;
                case "SPM":
                    Current(path).Specimen = Hl7Observations.Concept(segment, 4);
                    break;
                case "NTE":
                    Note(segment);
                    break;
                default:
                    if (Hl7Observations.Statement(segment, path, subject) is { } statement && !statement.Code.IsEmpty)
                    {
                        Entries.Add(statement);
                    }

                    break;
            }
        }

        public void CloseGroup()
        {
            if (group is null)
            {
                return;
            }

            for (var i = group.FirstEntry; i < Entries.Count && !group.Specimen.IsEmpty; i++)
            {
                // SPM follows the results that it belongs to.
                Entries[i] = Entries[i].Specimen.IsEmpty ? Entries[i] with { Specimen = group.Specimen } : Entries[i];
            }

            Groups.Add(group);
            group = null;
        }

        private Hl7Group Current(string path) => group ??= new() { Path = path, Subject = subject, FirstEntry = Entries.Count };

        private void Open(Hl7Segment segment, string path)
        {
            var isReport = segment.Name is "OBR";
            group = new()
            {
                Path = path,
                Subject = subject,
                Date = Hl7Time.Parse(segment.Part(isReport ? 7 : 4)),
                Issued = Hl7Time.Parse(segment.Part(isReport ? 22 : 6)),
                Kind = segment.Part(24) switch { "RAD" or "CT" or "NMR" or "NMS" or "RUS" => DocumentKind.Imaging, "CY" or "CP" => DocumentKind.Cytology, "GE" or "MO" => DocumentKind.Molecular, _ => DocumentKind.Other },
                Reasons = isReport ? [.. segment.Repeats(31).Select(r => Hl7Observations.Concept(segment, r)).Where(c => !c.IsEmpty)] : [],
                Specimen = isReport && segment.SubPart(15, 1, 1) is { } material ? new([new("HL70487", material, segment.SubPart(15, 1, 2))], null) : CodedConcept.Empty,
                FirstEntry = Entries.Count,
            };
            if (isReport && (!group.Reasons.IsEmpty || Hl7Observations.Concept(segment, 4) is { IsEmpty: false }))
            {
                Entries.Add(new()
                {
                    Path = path,
                    Kind = CodedEntryKind.ServiceRequest,
                    SourceType = "OBR",
                    Reference = path,
                    Subject = subject,
                    Code = Hl7Observations.Concept(segment, 4),
                    Reasons = group.Reasons,
                    Status = Hl7Observations.Status(segment.Part(25)),
                    Date = group.Date,
                });
            }
        }

        private void Observation(Hl7Segment segment, string path)
        {
            var current = Current(path);
            var type = segment.Part(2);
            var status = Hl7Observations.Status(segment.Part(11));
            if (type is "ED" or "RP")
            {
                if (type is "ED" && status is not ("entered-in-error" or "cancelled") && Decode(segment) is { } content)
                {
                    Files.Add((path, content));
                }

                return;
            }

            var text = segment.Text(5);
            if (type is "TX" or "FT" || (type is "ST" or null && text.Length >= ReportLength))
            {
                if (status is not ("entered-in-error" or "cancelled") && text.Trim().Length > 0)
                {
                    current.Lines.Add((segment.Part(3, 2) ?? segment.Part(3), text.Trim()));
                }

                return;
            }

            Entries.Add(Hl7Observations.Result(segment, path, current));
        }

        private void Note(Hl7Segment segment)
        {
            var text = segment.Text(3).Trim();
            if (text.Length > 0 && group is not null)
            {
                group.Lines.Add(("Note", text));
                if (Entries.Count > group.FirstEntry)
                {
                    Entries[^1] = Entries[^1] with { Notes = Entries[^1].Notes.Add(text) };
                }
            }
        }

        // ED: application ^ type ^ subtype ^ encoding ^ data.
        private static byte[]? Decode(Hl7Segment segment)
        {
            if (segment.Part(5, 5) is not { } data)
            {
                return null;
            }

            try
            {
                return segment.Part(5, 4) is "Base64" or "base64" or "BASE64" ? Convert.FromBase64String(data) : Encoding.UTF8.GetBytes(data);
            }
            catch (FormatException)
            {
                return null;
            }
        }

        private string Person(Hl7Segment segment, string path)
        {
            var name = string.Join(' ', ((string?[])[segment.Part(5, 2), segment.Part(5, 3), segment.Part(5)]).OfType<string>());
            var claim = new SubjectClaim(name.Length > 0 ? name : null, Hl7Time.Parse(segment.Part(7)), segment.Part(8) switch { "F" => "female", "M" => "male", "O" or "A" => "other", _ => null })
            {
                Identifiers = [.. segment.Repeats(3).Where(r => segment.Part(r, 1) is not null).Select(r => segment.Part(r, 4) is { } authority ? $"{authority}|{segment.Part(r, 1)}" : segment.Part(r, 1)!)],
                Reference = path,
            };
            if (People.Find(p => p.Identifiers.Intersect(claim.Identifiers, StringComparer.Ordinal).Any() || ((p.Name, p.BirthDate) == (claim.Name, claim.BirthDate) && claim.BirthDate is not null)) is { } known)
            {
                return known.Reference!;
            }

            People.Add(claim);
            return path;
        }
    }
}
