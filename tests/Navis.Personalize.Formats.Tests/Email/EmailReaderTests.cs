using System.Text;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Tests.Email;

public sealed class EmailReaderTests
{
    private const string Message = "From: a@example.org\r\nTo: b@example.org\r\nSubject: results\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=X\r\n\r\n"
        + "--X\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nALK is negative.\r\n--X\r\nContent-Type: text/plain; name=report.txt\r\nContent-Disposition: attachment; filename=report.txt\r\n\r\nEGFR exon 19 deletion detected.\r\n--X--\r\n";

    [Fact]
    public void The_message_and_its_attachment_are_two_documents()
    {
        var documents = Samples.Door.Read(new SourceFile("mail.eml", Encoding.UTF8.GetBytes(Message)), "d1");
        Assert.Equal(["d1", "d1.1"], documents.Select(d => d.Id));
        Assert.Equal("ALK is negative.", documents[0].Text.Trim());
        Assert.Equal(("mail.eml/report.txt", "EGFR exon 19 deletion detected."), (documents[1].Name, documents[1].Text.Trim()));
    }

    [Fact]
    public void A_letter_that_names_a_date_and_a_subject_is_no_mail()
    {
        var documents = Samples.Door.Read(new SourceFile("letter.txt", Encoding.UTF8.GetBytes("Date: 2025-01-02\nSubject: follow-up\n\nStage IIB.")), "d1");
        Assert.StartsWith("Date: 2025-01-02", Assert.Single(documents).Text, StringComparison.Ordinal);
    }
}
