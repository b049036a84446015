using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Door;
using Navis.Personalize.Formats.Isolation;

namespace Navis.Personalize.Formats.Tests.Zip;

public sealed class ZipReaderTests
{
    [Fact]
    public void Each_member_goes_through_the_door_and_the_index_says_so()
    {
        var documents = Read(("b.txt", "ALK negative"), ("a.rtf", @"{\rtf1 EGFR detected}"), ("__MACOSX/._b.txt", "x"), ("c.bin", "\u0000\u0001\u0002"));
        Assert.Equal(["records.zip", "records.zip/a.rtf", "records.zip/b.txt", "records.zip/c.bin"], documents.Select(d => d.Name));
        Assert.Contains("2 of 3 files", documents[0].Issues.Single(i => i.Code == "ZIP-INDEX").Message, StringComparison.Ordinal);
        Assert.Equal(["ZIP-SYSTEM-FILES", "ZIP-INDEX"], documents[0].Issues.Select(i => i.Code));
        Assert.Equal(["", "EGFR detected", "ALK negative", ""], documents.Select(d => d.Text));
    }

    [Theory]
    [InlineData("../../escape.txt", true)]
    [InlineData("..\\..\\escape.txt", true)]
    [InlineData("/etc/escape.txt", true)]
    [InlineData("C:\\escape.txt", true)]
    [InlineData("letters/a..b.txt", false)]
    public void A_path_that_climbs_is_only_a_name_and_is_told(string path, bool told)
    {
        var documents = Read((path, "words of a record"));
        Assert.Equal("words of a record", documents[1].Text);
        Assert.Equal(told, documents[1].Issues.Any(i => i.Code == "ZIP-PATH"));
        Assert.False(File.Exists(Path.GetFullPath("../../escape.txt")));
    }

    [Fact]
    public void A_bomb_is_named_and_costs_itself_alone()
    {
        var documents = Read(("bomb.txt", new string('a', 64 * 1024 * 1024)), ("report.txt", "ALK negative"));
        Assert.Equal("ZIP-TOO-LARGE", Assert.Single(documents[1].Issues).Code);
        Assert.Equal("ALK negative", documents[2].Text);
    }

    [Fact]
    public void An_empty_archive_is_an_error() => Assert.Equal("ZIP-EMPTY", Assert.Single(Read()[0].Issues).Code);

    [Fact]
    public void The_parts_of_an_xdm_package_are_told_and_its_documents_read()
    {
        var documents = Read(
            ("INDEX.HTM", "<HTML><BODY><A HREF=\"IHE_XDM/SUBSET01/DOC0001.XML\">Summary of Ida Tessler</A></BODY></HTML>"),
            ("README.TXT", "This disc was made by Example Hospital for stage IV care."),
            ("IHE_XDM/SUBSET01/METADATA.XML", "<?xml version=\"1.0\"?><lcm:SubmitObjectsRequest xmlns:lcm=\"urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0\"/>"),
            ("IHE_XDM/SUBSET01/CDA.XSL", "<?xml version=\"1.0\"?><xsl:stylesheet version=\"1.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\"/>"),
            ("IHE_XDM/SUBSET01/STYLE.CSS", "body { color: black }"),
            ("IHE_XDM/SUBSET01/DOC0001.XML", "<ClinicalDocument xmlns=\"urn:hl7-org:v3\"><component><structuredBody><component><section><title>Plan</title><text>Margins negative</text></section></component></structuredBody></component></ClinicalDocument>"));
        Assert.All(documents, d => Assert.All(d.Issues, i => Assert.Equal(IssueSeverity.Info, i.Severity)));
        Assert.Equal("Plan:\nMargins negative", Assert.Single(documents, d => d.Text.Length > 0).Text);
        Assert.Equal(
            ["CDA.XSL PACKAGE-STYLE", "METADATA.XML PACKAGE-INDEX", "STYLE.CSS PACKAGE-STYLE", "INDEX.HTM PACKAGE-INDEX", "README.TXT PACKAGE-INDEX"],
            documents.Skip(1).Where(d => d.Text.Length == 0).Select(d => $"{d.Name.Split('/')[^1]} {Assert.Single(d.Issues).Code}"));
    }

    [Fact]
    public void A_readme_outside_of_such_a_package_is_a_record_like_any_other() => Assert.Equal("Margins negative", Read(("README.TXT", "Margins negative"))[1].Text);

    [Fact]
    public void Of_a_phones_export_the_hospital_records_are_read_and_the_rest_is_named()
    {
        var documents = Read(
            ("apple_health_export/export.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData (Me)>\n]>\n<HealthData locale=\"en_US\">" + new string(' ', 40 * 1024 * 1024) + "</HealthData>"),
            ("apple_health_export/export_cda.xml", "<?xml version=\"1.0\"?><ClinicalDocument xmlns=\"urn:hl7-org:v3\"><id extension=\"Health Export CDA\" root=\"1.1\"/></ClinicalDocument>"),
            ("apple_health_export/workout-routes/route_2024-05-06.gpx", "<?xml version=\"1.0\"?><gpx version=\"1.1\" xmlns=\"http://www.topografix.com/GPX/1/1\"></gpx>"),
            ("apple_health_export/electrocardiograms/ecg_2024-05-06.csv", "Name,\"Ida Tessler\"\nDate of Birth,\"Mar 14, 1961\"\nRecorded Date,2024-05-06\nClassification,Sinus Rhythm\nSymptoms,\nSample Rate,512 hertz\n\n-12\n"),
            ("apple_health_export/clinical-records/Condition-1.json", "{\"resourceType\":\"Condition\",\"id\":\"1\",\"subject\":{\"reference\":\"Patient/p\"},\"code\":{\"text\":\"Adenocarcinoma of lung\"}}"));
        Assert.Equal(4, documents.Count(d => d.Issues is [{ Code: "PHONE-MEASUREMENTS", Severity: IssueSeverity.Info }]));
        Assert.Equal("Adenocarcinoma of lung", Assert.Single(documents, d => !d.Entries.IsEmpty).Entries[0].Code.Text);
        Assert.All(documents, d => Assert.Empty(d.Text));
    }

    [Fact]
    public void A_members_lock_is_named()
    {
        var zip = Zip(("locked.txt", "ALK positive"), ("open.txt", "ALK negative"));

        // Bit 0 of the flags of the first member, in its own header and in the directory.
        zip[6] |= 1;
        zip[zip.AsSpan().IndexOf("PK\u0001\u0002"u8) + 8] |= 1;
        var documents = Read(zip);
        Assert.Equal("ZIP-ENCRYPTED", Assert.Single(documents[1].Issues).Code);
        Assert.Equal(["", "", "ALK negative"], documents.Select(d => d.Text));
    }

    [Fact]
    public void Two_files_of_one_name_are_both_read_and_told()
    {
        var documents = Read(("a.txt", "ALK negative"), ("a.txt", "ROS1 negative"), ("b.txt", "RET negative"));
        Assert.Equal(["ALK negative", "ROS1 negative", "RET negative"], documents.Skip(1).Select(d => d.Text));
        Assert.Equal([false, true, false], documents.Skip(1).Select(d => d.Issues.Any(i => i.Code == "ZIP-SAME-NAME")));
    }

    [Theory]
    [InlineData("Befund_\u00FC.txt", new byte[] { 0x81 })]
    [InlineData("Befund_\u00FC.txt", new byte[] { 0xC3, 0xBC })]
    public void A_name_in_an_old_encoding_is_shown_as_it_was_meant(string name, byte[] letter)
    {
        var zip = Zip((name.Replace('\u00FC', '#').Replace("#", new string('#', letter.Length), StringComparison.Ordinal), "ALK negative"));
        for (var at = zip.AsSpan().IndexOf((byte)'#'); at >= 0; at = zip.AsSpan().IndexOf((byte)'#'))
        {
            letter.CopyTo(zip, at);
        }

        Assert.Equal($"records.zip/{name}", Read(zip)[1].Name);
    }

    [Fact]
    public void A_name_cannot_speak_to_a_terminal() => Assert.Equal("records.zip/?[2Ja?b.txt", Read(("\u001B[2Ja\u202Eb.txt", "ALK negative"))[1].Name);

    [Fact]
    public void An_archive_inside_is_read_and_deeper_ones_are_named()
    {
        var inner = Zip(("visit/letter.txt", "ALK negative"));
        var documents = Read(Zip(("visit.zip", inner)));
        Assert.Equal("records.zip/visit.zip/visit/letter.txt", Assert.Single(documents, d => d.Text == "ALK negative").Name);
        Assert.Contains(Read(Zip(("outer.zip", Zip(("visit.zip", inner))))), d => d.Issues.Any(i => i.Code == "ZIP-NESTED"));
        Assert.DoesNotContain(Read(Zip(("outer.zip", Zip(("visit.zip", inner))))), d => d.Text.Length > 0);
    }

    [Fact]
    public void Archives_inside_share_the_limits_of_the_outermost()
    {
        var inner = Zip(("a.txt", "ALK negative"), ("b.txt", "ROS1 negative"));
        var documents = StandardDoor.Create(new ReadingLimits { Members = 4 }).Read(new("records.zip", Zip(("1.zip", inner), ("2.zip", inner))), "d1");
        Assert.Equal(["ALK negative", "ROS1 negative"], documents.Select(d => d.Text).Where(t => t.Length > 0));
        Assert.Contains(documents, d => d.Name == "records.zip/2.zip" && d.Issues.Any(i => i.Code == "ZIP-TOO-MANY"));
    }

    [Fact]
    public void A_directory_without_end_is_refused_before_it_is_read()
    {
        byte[] entries = [.. Enumerable.Repeat("PK\u0001\u0002"u8.ToArray(), 300).SelectMany(e => e)];
        Assert.Equal("ZIP-TOO-MANY", Assert.Single(StandardDoor.Create(new ReadingLimits { Members = 10 }).Read(new("records.zip", (byte[])[.. "PK\u0003\u0004"u8, .. entries]), "d1")[0].Issues).Code);
    }

    private static ImmutableArray<SourceDocument> Read(params (string Name, string Text)[] members) => Read(Zip(members));

    private static ImmutableArray<SourceDocument> Read(byte[] zip) => Samples.Door.Read(new SourceFile("records.zip", zip), "d1");

    private static byte[] Zip(params (string Name, string Text)[] members) => Zip([.. members.Select(m => (m.Name, Encoding.UTF8.GetBytes(m.Text)))]);

    private static byte[] Zip(params (string Name, byte[] Content)[] members)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in members)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }
}
