using System.Globalization;
using System.Text.RegularExpressions;
using MimeKit;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Html;
using Navis.Personalize.Formats.Isolation;

namespace Navis.Personalize.Formats.Email;

/// <summary>Reads e-mail files (RFC 5322, MIME): the message as text, each attachment as a file inside the file.</summary>
internal sealed partial class EmailReader : IPageReader
{
    private const int MaximumAttachments = 200;

    public string Format => "mail";

    public bool CanRead(SourceFile file)
    {
        var head = Text.PlainTextReader.Decode(file.Content.Span[..Math.Min(4096, file.Content.Length)]);
        return head is not null && Headers().Count(head) >= 3;
    }

    public void Read(SourceFile file, IPageSink sink)
    {
        sink.Begin(0);
        try
        {
            using var stream = new MemoryStream(file.Content.ToArray(), writable: false);
            using var message = MimeMessage.Load(new ParserOptions { MaxMimeDepth = 20 }, stream);
            Message(message, file, sink);
        }
        catch (Exception e) when (e is FormatException or IOException or ArgumentException or NotSupportedException)
        {
            sink.Add(new DocumentIssue("EMAIL-BROKEN", IssueSeverity.Error, $"{file.Name}: The e-mail is damaged. Save the attachments one by one and add those."));
        }
    }

    private static void Message(MimeMessage message, SourceFile file, IPageSink sink)
    {
        var body = message.TextBody ?? (message.HtmlBody is { } html ? HtmlReader.TextOf(html).Text : "");
        if (string.IsNullOrWhiteSpace(body))
        {
            sink.Add(new DocumentIssue("EMAIL-NO-TEXT", IssueSeverity.Info, $"{file.Name}: the message itself holds no words; its attachments are read."));
        }
        else
        {
            sink.Add(new DocumentPage(1, body.Replace('\f', ' ')));
        }

        foreach (var (part, index) in message.Attachments.OfType<MimePart>().Take(MaximumAttachments).Select(static (p, i) => (p, i)))
        {
            using var content = new MemoryStream();
            part.Content?.DecodeTo(content);
            sink.Add(new SourceFile(part.FileName is { Length: > 0 } name ? name : string.Create(CultureInfo.InvariantCulture, $"attachment-{index + 1}"), content.ToArray()));
        }
    }

    // "From: …", "Subject: …" at the start of a line; three different ones make an e-mail.
    [GeneratedRegex(@"^(From|To|Subject|Date|Message-ID|MIME-Version|Received|Content-Type|Return-Path):", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Headers();
}
