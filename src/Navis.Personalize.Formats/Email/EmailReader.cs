using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using MimeKit;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Door;
using Navis.Personalize.Formats.Html;

namespace Navis.Personalize.Formats.Email;

/// <summary>Reads e-mail files (RFC 5322, MIME): the message as text, each attachment through the door.</summary>
public sealed partial class EmailReader(IDocumentDoor door) : IDocumentReader
{
    private const int MaximumAttachments = 200;

    /// <inheritdoc/>
    public bool CanRead(SourceFile file)
    {
        var head = Text.PlainTextReader.Decode(file.Content.Span[..Math.Min(4096, file.Content.Length)]);
        return head is not null && Headers().Count(head) >= 3;
    }

    /// <inheritdoc/>
    public ImmutableArray<SourceDocument> Read(SourceFile file, string documentId)
    {
        MimeMessage message;
        try
        {
            using var stream = new MemoryStream(file.Content.ToArray(), writable: false);
            message = MimeMessage.Load(new ParserOptions { MaxMimeDepth = 20 }, stream);
        }
        catch (Exception e) when (e is FormatException or IOException or ArgumentException or NotSupportedException)
        {
            return [DocumentDoor.Unread(file, documentId, "EMAIL-BROKEN", "The e-mail is damaged. Save the attachments one by one and add those.")];
        }

        using (message)
        {
            var body = message.TextBody ?? (message.HtmlBody is { } html ? HtmlReader.TextOf(html).Text : "");
            var documents = ImmutableArray.CreateBuilder<SourceDocument>();
            documents.Add(new()
            {
                Id = documentId,
                Name = file.Name,
                Pages = string.IsNullOrWhiteSpace(body) ? [] : [new DocumentPage(1, body.Replace('\f', ' '))],
                Issues = string.IsNullOrWhiteSpace(body) ? [new("EMAIL-NO-TEXT", IssueSeverity.Info, $"{file.Name}: the message itself holds no words; its attachments are read.")] : [],
            });
            foreach (var (part, index) in message.Attachments.OfType<MimePart>().Take(MaximumAttachments).Select((p, i) => (p, i)))
            {
                using var content = new MemoryStream();
                part.Content?.DecodeTo(content);
                var name = $"{file.Name}/{part.FileName ?? string.Create(CultureInfo.InvariantCulture, $"attachment-{index + 1}")}";
                documents.AddRange(door.Read(new SourceFile(name, content.ToArray()), string.Create(CultureInfo.InvariantCulture, $"{documentId}.{index + 1}")));
            }

            return documents.ToImmutable();
        }
    }

    // "From: …", "Subject: …" at the start of a line; three different ones make an e-mail.
    [GeneratedRegex(@"^(From|To|Subject|Date|Message-ID|MIME-Version|Received|Content-Type|Return-Path):", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Headers();
}
