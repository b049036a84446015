using System.Collections.Immutable;
using System.Text;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Door;
using Navis.Personalize.Formats.Isolation;

namespace Navis.Personalize.Formats.Tests.Hostile;

/// <summary>Files made to do harm, other than to PDF readers.</summary>
public sealed class HostileFileTests
{
    [Theory]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]><ClinicalDocument xmlns=\"urn:hl7-org:v3\">&c;</ClinicalDocument>")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY s SYSTEM \"file:///etc/hostname\">]><Bundle xmlns=\"http://hl7.org/fhir\"><id value=\"&s;\"/></Bundle>")]
    public void Entities_are_never_resolved(string xml)
    {
        var document = Assert.Single(Read(Encoding.UTF8.GetBytes(xml)));
        Assert.Equal("XML-DOCTYPE", Assert.Single(document.Issues).Code);
    }

    [Fact]
    public void A_member_that_unpacks_to_a_thousand_times_its_size_is_named_and_the_others_are_read()
    {
        var documents = Read(Seeds.Zip(("a-bomb.txt", new byte[64 * 1024 * 1024]), ("b-report.txt", "Margins negative"u8.ToArray())));
        Assert.Contains(documents, d => d.Name == "record/a-bomb.txt" && d.Issues.Any(i => i.Code == "ZIP-TOO-LARGE"));
        Assert.Contains(documents, d => d.Text == "Margins negative");
    }

    [Fact]
    public void Paths_that_lead_out_of_an_archive_are_only_names()
    {
        var outside = Path.Combine(Path.GetTempPath(), "navis-escaped.txt");
        File.Delete(outside);
        var documents = Read(Seeds.Zip(("../../../../../../../../" + outside, "Margins negative"u8.ToArray()), ("..\\..\\x.txt", "Stage IIB"u8.ToArray())));
        Assert.False(File.Exists(outside));
        Assert.Equal(2, documents.Count(d => d.Text.Length > 0));
    }

    [Fact]
    public void Archives_inside_archives_end()
    {
        var archive = Seeds.Zip(("a.txt", "Margins negative"u8.ToArray()));
        for (var i = 0; i < 6; i++)
        {
            archive = Seeds.Zip(("inner.zip", archive));
        }

        Assert.Contains(Read(archive), d => d.Issues.Any(i => i.Code == "ZIP-NESTED"));
    }

    [Theory]
    [InlineData("{\"resourceType\":\"Bundle\",\"entry\":[", "{\"a\":", 100_000)]
    [InlineData("[", "[", 100_000)]
    [InlineData("<Bundle xmlns=\"http://hl7.org/fhir\">", "<a>", 100_000)]
    [InlineData("<ClinicalDocument xmlns=\"urn:hl7-org:v3\"><component><structuredBody><component><section><text>", "<table><tr><td>", 50_000)]
    [InlineData("<!DOCTYPE html><html><body>", "<div>", 100_000)]
    [InlineData("{\\rtf1 ", "{\\b ", 100_000)]
    [InlineData("From: a\nTo: b\nSubject: c\nContent-Type: multipart/mixed; boundary=x\n\n", "--x\nContent-Type: multipart/mixed; boundary=x\n\n", 5_000)]
    public void Nesting_without_end_is_an_issue_or_a_short_text(string head, string level, int depth)
    {
        var documents = Read(Encoding.UTF8.GetBytes(head + new StringBuilder().Insert(0, level, depth)));
        Assert.NotEmpty(documents);
        Assert.All(documents, d => Assert.True(d.Text.Length < 1000));
    }

    [Fact]
    public void Text_without_end_is_cut_at_a_page_and_told()
    {
        var door = StandardDoor.Create(new ReadingLimits { Characters = 30 });
        var document = Assert.Single(door.Read(new("record", "Margins negative\fStage IIB\fALK negative"u8.ToArray()), "d1"));
        Assert.Equal(("Margins negative\fStage IIB", "TEXT-TOO-LONG", 3), (document.Text, document.Issues[0].Code, document.Issues[0].Page));
        Assert.Empty(door.Read(new("record", "Margins negative\fStage IIB"u8.ToArray()), "d1")[0].Issues);
    }

    [Fact]
    public void A_file_over_the_limit_is_refused_unread()
    {
        var door = StandardDoor.Create(new ReadingLimits { FileMegabytes = 1 });
        Assert.Equal("FILE-TOO-LARGE", Assert.Single(Assert.Single(door.Read(new("record", new byte[(1024 * 1024) + 1]), "d1")).Issues).Code);
    }

    private static ImmutableArray<SourceDocument> Read(byte[] content) => Samples.Door.Read(new SourceFile("record", content), "d1");
}
