using System.Diagnostics;
using System.Text.Json;
using ImageMagick;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Door;
using Navis.Personalize.Formats.Isolation;

namespace Navis.Personalize.Cli.Tests;

/// <summary>A scan from the file to the facts, through the program's own reading process.</summary>
public sealed class ScanTests
{
    private static readonly string[] Tools = ["tesseract", "pdftoppm"];

    [Fact]
    public async Task A_scanned_report_gives_facts_with_boxes_on_the_page()
    {
        Assert.SkipUnless(Tools.All(t => Find(t) is not null), "tesseract and pdftoppm are not installed on this machine ('./navis install-ocr' installs them)");
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

    [Fact]
    public async Task A_page_that_stops_the_reader_is_named_and_the_others_are_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the recogniser that crashes is a shell script");
        Assert.SkipUnless(Tools.All(t => Find(t) is not null), "tesseract and pdftoppm are not installed on this machine ('./navis install-ocr' installs them)");
        using var folder = new TemporaryFolder();
        var pages = new List<string>();
        foreach (var (text, number) in new[] { "EGFR exon 19 deletion detected in the tissue.", "Wide page that no reader survives, said at length.", "ALK rearrangement not detected in the tissue." }.Select(static (t, i) => (t, i)))
        {
            var pdf = folder.Write($"{number}.pdf", HostileFiles.Report(text + "\nThe pathologist has signed this page of the report.\nIt was printed for the patient."));
            using var draw = Process.Start("pdftoppm", ["-r", "150", "-png", "-singlefile", pdf, Path.Combine(folder.Path, $"page{number}")]);
            await draw.WaitForExitAsync(TestContext.Current.CancellationToken);
            pages.Add(Path.Combine(folder.Path, $"page{number}.png"));
        }

        // A recogniser that ends its reading process at a page that is wider than high, as a crash in a library would.
        var bin = Path.Combine(folder.Path, "bin");
        folder.WriteScript(Path.Combine("bin", "tesseract"), $$"""
            page=$(mktemp)
            cat > "$page"
            size=$(head -c 20 "$page" | sed -n 2p)
            if [ "${size%% *}" -gt "${size##* }" ]; then rm "$page"; kill -9 "$PPID"; exit 1; fi
            {{Find("tesseract")}} "$@" < "$page"
            result=$?
            rm "$page"
            exit $result
            """);
        var tiff = TiffOf(pages, wide: 1);
        using var pool = new WorkerPool(new("env", [$"PATH={bin}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}", "dotnet", Path.Combine(AppContext.BaseDirectory, "navis.dll"), ReadWorker.Verb]), new ReadingLimits());
        var document = Assert.Single(StandardDoor.Create(pool).Read(new SourceFile("scan.tif", tiff), "d1"));
        Assert.Equal([1, 3], document.Pages.Select(p => p.Number));
        Assert.Contains("EGFR exon 19", document.Pages[0].Text, StringComparison.Ordinal);
        Assert.Contains("ALK rearrangement", document.Pages[1].Text, StringComparison.Ordinal);
        var issue = Assert.Single(document.Issues, i => i.Code == "READ-FAILED");
        Assert.Equal(2, issue.Page);
        Assert.Contains("scan.tif: page 2", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_tesseract_the_models_read_alone_and_every_number_is_marked()
    {
        Assert.SkipUnless(Find("pdftoppm") is not null, "pdftoppm is not installed on this machine ('./navis install-ocr' installs it)");
        Assert.SkipUnless(Directory.Exists(Path.Combine(Navis.Root, "artifacts", "ocr-models")), "the models of the second reader are not on this machine ('./navis install-ocr' fetches them)");
        using var folder = new TemporaryFolder();
        var pdf = folder.Write("report.pdf", HostileFiles.Report("Lung, right upper lobe, lobectomy: invasive adenocarcinoma, 3.2 cm.\nPathologic stage (AJCC 8th edition): pT2a pN1, stage IIB.\nEGFR exon 19 deletion detected."));
        using (var draw = Process.Start("pdftoppm", ["-r", "150", "-png", "-singlefile", pdf, Path.Combine(folder.Path, "scan")]))
        {
            await draw.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var bin = Directory.CreateDirectory(Path.Combine(folder.Path, "bin")).FullName;
        File.CreateSymbolicLink(Path.Combine(bin, "pdftoppm"), Find("pdftoppm")!);
        using var pool = new WorkerPool(new("env", [$"PATH={bin}", $"NAVIS_OCR_MODELS={Path.Combine(Navis.Root, "artifacts", "ocr-models")}", Find("dotnet")!, Path.Combine(AppContext.BaseDirectory, "navis.dll"), ReadWorker.Verb]), new ReadingLimits());
        var document = Assert.Single(StandardDoor.Create(pool).Read(new SourceFile("scan.png", await File.ReadAllBytesAsync(Path.Combine(folder.Path, "scan.png"), TestContext.Current.CancellationToken)), "d1"));
        Assert.Contains(document.Issues, i => i.Code == "OCR-ONE-READER");
        Assert.Contains("invasive adenocarcinoma, 3.2 cm", document.Text, StringComparison.Ordinal);
        Assert.Contains("pT2a pN1, stage IIB", document.Text, StringComparison.Ordinal);
        Assert.All(document.Pages[0].Words.Where(w => document.Pages[0].Text.Substring(w.Start, w.Length).Any(char.IsAsciiDigit)), w => Assert.True(w.Confidence < 0.7));
    }

    /// <summary>Pages as one TIFF; of one only the upper part, so that it is wider than high.</summary>
    private static byte[] TiffOf(List<string> pages, int wide)
    {
        using var all = new MagickImageCollection(pages.Select(p => new MagickImage(p)));
        all[wide].Crop(new MagickGeometry(0, 0, all[wide].Width, 700));
        all[wide].ResetPage();
        return all.ToByteArray(MagickFormat.Tiff);
    }

    private static string? Find(string program) => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(p => Path.Combine(p, program)).FirstOrDefault(File.Exists);

    private static string? Kind(JsonElement fact) => fact.GetProperty("kind").GetString();

    private static string? Value(IEnumerable<JsonElement> facts, string kind) => facts.First(f => Kind(f) == kind).GetProperty("value").GetString();
}
