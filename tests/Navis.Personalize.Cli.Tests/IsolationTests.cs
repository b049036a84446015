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
