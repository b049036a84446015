using System.Text;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Door;
using Navis.Personalize.Formats.Isolation;

namespace Navis.Personalize.Cli.Tests;

/// <summary>PDFs, pictures and office files are read in processes of their own: a crash, a bomb or a hang costs that document alone.</summary>
public sealed class IsolationTests
{
    private static readonly WorkerCommand Real = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "navis.dll"), ReadWorker.Verb]);

    private static readonly ReadingLimits Tight = new() { PageSeconds = 10, HeapMegabytes = 96, Workers = 1 };

    [Fact]
    public void File_after_file_is_read_by_one_process()
    {
        using var pool = new WorkerPool(Real, Tight);
        var door = StandardDoor.Create(pool);
        for (var i = 0; i < 20; i++)
        {
            var document = Assert.Single(door.Read(new SourceFile("report.pdf", HostileFiles.Report("Adenocarcinoma of the lung", "Margins negative")), "d1"));
            Assert.Equal("Adenocarcinoma of the lung\fMargins negative", document.Text);
        }

        Assert.Equal(1, pool.Started);
    }

    [Fact]
    public void A_process_reads_what_this_one_would()
    {
        using var pool = new WorkerPool(Real, Tight);
        var file = new SourceFile("report.pdf", HostileFiles.Report("EGFR exon 19 deletion detected, 41%\nPD-L1 TPS 80%"));
        var there = StandardDoor.Create(pool).Read(file, "d1")[0];
        var here = StandardDoor.Create().Read(file, "d1")[0];
        Assert.Equal(here.Pages[0].Text, there.Pages[0].Text);
        Assert.Equal(here.Pages[0].Words, there.Pages[0].Words);
        Assert.Equal((here.Pages[0].Width, here.Pages[0].Height), (there.Pages[0].Width, there.Pages[0].Height));
    }

    [Theory]
    [InlineData("letter.rtf", "{\\rtf1 EGFR detected\\par ALK negative}", "EGFR detected\nALK negative")]
    [InlineData("letter.html", "<!DOCTYPE html><html><body><p>EGFR detected</p></body></html>", "EGFR detected")]
    [InlineData("letter.eml", "From: a@example.org\nTo: b@example.org\nSubject: report\n\nEGFR detected", "EGFR detected")]
    public void Letters_in_markup_are_read_in_a_process_and_a_dead_one_costs_them_alone(string name, string content, string text)
    {
        var file = new SourceFile(name, Encoding.UTF8.GetBytes(content));
        using (var pool = new WorkerPool(Real, Tight))
        {
            Assert.Equal(text, StandardDoor.Create(pool).Read(file, "d1")[0].Text);
            Assert.Equal(1, pool.Started);
        }

        using var dead = new WorkerPool(new("false", []), Tight);
        Assert.Equal("READ-FAILED", Assert.Single(Assert.Single(StandardDoor.Create(dead).Read(file, "d1")).Issues).Code);
    }

    [Fact]
    public void An_attachment_of_a_mail_goes_back_through_the_door()
    {
        using var pool = new WorkerPool(Real, Tight);
        const string Mail = "From: a@example.org\nTo: b@example.org\nSubject: report\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; name=r.txt\nContent-Disposition: attachment; filename=\"../r.txt\"\n\nALK negative\n--x--\n";
        var documents = StandardDoor.Create(pool).Read(new("letter.eml", Encoding.ASCII.GetBytes(Mail)), "d1");
        Assert.Equal(["d1", "d1.1"], documents.Select(d => d.Id));
        Assert.Equal("ALK negative", documents[1].Text.Trim());
        Assert.Equal(["EMAIL-NO-TEXT"], documents[0].Issues.Select(i => i.Code));
    }

    [Theory]
    [InlineData("EGFR detected")]
    [InlineData("{\"resourceType\":\"Patient\",\"id\":\"p\"}")]
    [InlineData("<ClinicalDocument xmlns=\"urn:hl7-org:v3\"/>")]
    [InlineData("MSH|^~\\&|A|B|C|D|2024||ORU^R01|1|P|2.5")]
    public void Our_own_bounded_parsers_start_no_process(string content)
    {
        using var pool = new WorkerPool(Real, Tight);
        Assert.NotEmpty(StandardDoor.Create(pool).Read(new("record", Encoding.UTF8.GetBytes(content)), "d1"));
        Assert.Equal(0, pool.Started);
    }

    [Theory]
    [InlineData("bomb")]
    [InlineData("loop")]
    public void A_hostile_file_is_named_and_the_next_one_is_read(string kind)
    {
        using var pool = new WorkerPool(Real, Tight);
        var door = StandardDoor.Create(pool);
        var document = Assert.Single(door.Read(new SourceFile("hostile.pdf", kind == "bomb" ? HostileFiles.FlateBomb(600) : HostileFiles.PageTreeLoop()), "d1"));
        Assert.Contains(document.Issues, i => i.Severity == IssueSeverity.Error && i.Message.StartsWith("hostile.pdf: ", StringComparison.Ordinal));
        Assert.Equal("", document.Text.Trim('\f'));
        Assert.Equal("Margins negative", door.Read(new SourceFile("report.pdf", HostileFiles.Report("Margins negative")), "d2")[0].Text);
    }

    [Fact]
    public void A_process_that_hangs_is_ended_at_the_limit_and_the_file_is_named()
    {
        using var pool = new WorkerPool(new("sleep", ["60"]), Tight with { PageSeconds = 1 });
        var document = Assert.Single(StandardDoor.Create(pool).Read(new SourceFile("report.pdf", HostileFiles.Report("Margins negative")), "d1"));
        Assert.Equal("READ-TIMEOUT", Assert.Single(document.Issues).Code);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("no-such-program")]
    public void A_process_that_dies_or_cannot_be_started_is_an_issue(string program)
    {
        using var pool = new WorkerPool(new(program, []), Tight);
        var document = Assert.Single(StandardDoor.Create(pool).Read(new SourceFile("report.pdf", HostileFiles.Report("Margins negative")), "d1"));
        Assert.Equal("READ-FAILED", Assert.Single(document.Issues).Code);
    }

    [Fact]
    public void Limits_come_from_the_environment_and_nonsense_changes_nothing()
    {
        var limits = ReadingLimits.From(name => name switch { "NAVIS_READ_PAGES" => "7", "NAVIS_READ_HEAP_MB" => "-5", "NAVIS_READ_WORKERS" => "many", _ => null });
        Assert.Equal((7, new ReadingLimits().HeapMegabytes, new ReadingLimits().Workers), (limits.Pages, limits.HeapMegabytes, limits.Workers));
        Assert.Equal(limits, ReadingLimits.From(name => limits.Variables().Single(v => v.Name == name).Value));
    }
}
