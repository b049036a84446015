using System.Diagnostics;
using System.Text.Json;

namespace Navis.Personalize.Cli.Tests;

/// <summary>A scan from the file to the facts, through the program's own reading process.</summary>
public sealed class ScanTests
{
    private static readonly string[] Tools = ["tesseract", "pdftoppm"];

    [Fact]
    public async Task A_scanned_report_gives_facts_with_boxes_on_the_page()
    {
        var path = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator);
        Assert.SkipUnless(Tools.All(t => path.Any(p => File.Exists(Path.Combine(p, t)))), "tesseract and pdftoppm are not installed on this machine ('./navis install-ocr' installs them)");
        using var folder = new TemporaryFolder();
        var pdf = folder.Write("report.pdf", HostileFiles.Report("Lung, right upper lobe, lobectomy: invasive adenocarcinoma, 3.2 cm.\nPathologic stage (AJCC 8th edition): pT2a pN1, stage IIB.\nEGFR exon 19 deletion detected.\nALK rearrangement not detected."));
        using (var draw = Process.Start("pdftoppm", ["-r", "150", "-png", "-singlefile", pdf, Path.Combine(folder.Path, "scan")]))
        {
            await draw.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var run = await Navis.AnalyzeAsync(Path.Combine(folder.Path, "scan.png"));
        Assert.Equal(0, run.Exit);
        Assert.Equal("ocr", run.Json.GetProperty("documents")[0].GetProperty("reading").GetString());
        var facts = run.Json.GetProperty("facts").EnumerateArray().ToList();
        Assert.Equal("IIB", Value(facts, "stage-group"));
        Assert.Equal("T2a", Value(facts, "t"));
        Assert.Contains(facts, f => Kind(f) == "biomarker" && f.GetProperty("value").GetString() == "detected");
        Assert.All(facts.Where(f => f.GetProperty("origin").GetString() == "stated"), f => Assert.NotEmpty(f.GetProperty("evidence")[0].GetProperty("boxes").EnumerateArray()));
        Assert.DoesNotContain("\"error\"", run.Output, StringComparison.Ordinal);
    }

    private static string? Kind(JsonElement fact) => fact.GetProperty("kind").GetString();

    private static string? Value(IEnumerable<JsonElement> facts, string kind) => facts.First(f => Kind(f) == kind).GetProperty("value").GetString();
}
