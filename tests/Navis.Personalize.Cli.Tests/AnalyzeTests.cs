using System.Text;

namespace Navis.Personalize.Cli.Tests;

public sealed class AnalyzeTests
{
    private const string Report = "Patient: Test Person   DOB: 1950-01-01\n\nDIAGNOSIS\nLung, right upper lobe, lobectomy: adenocarcinoma, 2.1 cm.\nLymph nodes: 0/9 positive.\nPathologic stage (AJCC 8th edition): pT1c pN0.\nEGFR L858R mutation detected.\n";

    [Fact]
    public async Task A_report_gives_profile_and_answer_and_exit_code_zero()
    {
        using var folder = new TemporaryFolder();
        var run = await Navis.AnalyzeAsync(folder.Write("report.txt", Report));
        Assert.Equal(0, run.Exit);
        Assert.Equal("navis-profile/1", run.Json.GetProperty("schema").GetString());
        Assert.Equal("navis-answer/1", run.Json.GetProperty("answer").GetProperty("schema").GetString());
        Assert.Equal("nsclc", run.Json.GetProperty("profile").GetProperty("fields").GetProperty("diagnosis").GetProperty("value").GetString());
    }

    [Fact]
    public async Task A_record_of_another_disease_is_exit_code_three_and_nothing_is_tailored()
    {
        using var folder = new TemporaryFolder();
        var run = await Navis.AnalyzeAsync(folder.Write("mri.txt", "MRI RIGHT KNEE\nComplex tear of the medial meniscus. Her mother had lung cancer.\n"));
        Assert.Equal(3, run.Exit);
        Assert.Equal(0, run.Holding);
        Assert.Empty(run.Json.GetProperty("answer").GetProperty("unknowns").EnumerateArray());
        Assert.DoesNotContain("\"tailored\"", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"safety\"", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("empty.txt", "", "FILE-EMPTY")]
    [InlineData("cut.json", "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":{\"resourceType\":\"Pati", null)]
    [InlineData("broken.pdf", "%PDF-1.7 and nothing more", "PDF-BROKEN")]
    public async Task A_file_that_cannot_be_read_is_named_with_the_next_step(string name, string content, string? code)
    {
        using var folder = new TemporaryFolder();
        var run = await Navis.AnalyzeAsync(folder.Write(name, content));
        Assert.Equal(1, run.Exit);
        Assert.Equal(0, run.Holding);
        var issue = run.Json.GetProperty("documents")[0].GetProperty("issues").EnumerateArray().First(i => i.GetProperty("severity").GetString() == "error");
        Assert.StartsWith(name + ": ", issue.GetProperty("message").GetString(), StringComparison.Ordinal);
        if (code is not null)
        {
            Assert.Equal(code, issue.GetProperty("code").GetString());
        }
    }

    [Fact]
    public async Task Binary_garbage_is_an_unknown_type()
    {
        using var folder = new TemporaryFolder();
        var run = await Navis.AnalyzeAsync(folder.Write("x.dat", [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 31 % 251))]));
        Assert.Equal((1, "FILE-UNKNOWN-TYPE"), (run.Exit, run.IssueCodes.Single()));
    }

    [Fact]
    public async Task A_missing_path_is_named_and_prints_the_object_all_the_same()
    {
        var run = await Navis.AnalyzeAsync("no/such/file.txt");
        Assert.Equal((1, "FILE-MISSING"), (run.Exit, run.IssueCodes.Single()));
    }

    [Fact]
    public async Task A_folder_with_nothing_in_it_is_named()
    {
        using var folder = new TemporaryFolder();
        var run = await Navis.AnalyzeAsync(folder.Path);
        Assert.Equal((1, "FOLDER-EMPTY"), (run.Exit, run.IssueCodes.Single()));
    }

    [Fact]
    public async Task The_other_files_of_a_case_are_still_read()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a-empty.txt", "");
        folder.Write("b-report.txt", Report);
        var run = await Navis.AnalyzeAsync(folder.Path);
        Assert.Equal(0, run.Exit);
        Assert.Contains("FILE-EMPTY", run.IssueCodes);
        Assert.True(run.Holding > 5);
    }

    [Fact]
    public async Task Records_of_two_people_are_not_merged_until_one_is_chosen()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.txt", Report);
        folder.Write("b.txt", Report.Replace("Test Person   DOB: 1950-01-01", "Another Human   DOB: 1961-02-02", StringComparison.Ordinal).Replace("right upper", "left lower", StringComparison.Ordinal));
        var run = await Navis.AnalyzeAsync(folder.Path);
        Assert.Equal((1, 0), (run.Exit, run.Holding));
        Assert.Contains("MANY-PATIENTS", run.IssueCodes);
        var chosen = await Navis.AnalyzeAsync(folder.Path, "--subject", "Test Person");
        Assert.Equal(0, chosen.Exit);
        Assert.Equal("right", chosen.Json.GetProperty("profile").GetProperty("fields").GetProperty("laterality").GetProperty("value").GetString());
    }

    [Fact]
    public async Task Each_prints_a_line_for_every_path_in_input_order()
    {
        using var folder = new TemporaryFolder();
        var good = folder.Write("good.txt", Report);
        var run = await Navis.RunAsync(["analyze", "--each", good, "missing.txt", good, "--format", "json"]);
        Assert.Equal(0, run.Exit);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Equal(lines[0], lines[2]);
        Assert.Contains("FILE-MISSING", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("analyze")]
    [InlineData("analyze", "x.txt", "--each", "--format", "pdf")]
    [InlineData("analyze", "x.txt", "--each", "--format", "fhir")]
    [InlineData("analyze", "x.txt", "--format", "docx")]
    [InlineData("analyze", "x.txt", "--language", "fr")]
    [InlineData("analyze", "x.txt", "--as-of", "yesterday")]
    [InlineData("analyze", "x.txt", "--audience", "nobody")]
    [InlineData("analyze", "x.txt", "--each", "--format", "html")]
    [InlineData("frobnicate")]
    public async Task Wrong_use_is_exit_code_two_and_prints_nothing(params string[] arguments)
    {
        var run = await Navis.RunAsync(arguments);
        Assert.Equal((2, ""), (run.Exit, run.Output));
        Assert.Contains("navis:", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text", "What we found in your records")]
    [InlineData("markdown", "## What we found in your records")]
    [InlineData("html", "<h2 id=\"found\">What we found in your records</h2>")]
    public async Task The_answer_comes_in_every_form(string format, string expected)
    {
        using var folder = new TemporaryFolder();
        var run = await Navis.RunAsync(["analyze", folder.Write("report.txt", Report), "--format", format]);
        Assert.Equal(0, run.Exit);
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fhir_is_a_bundle_and_pdf_a_document_with_the_exit_code_of_the_case()
    {
        using var folder = new TemporaryFolder();
        var report = folder.Write("report.txt", Report);
        var fhir = await Navis.RunAsync(["analyze", report, "--format", "fhir"]);
        Assert.Equal((0, "Bundle"), (fhir.Exit, fhir.Json.GetProperty("resourceType").GetString()));
        var other = await Navis.RunAsync(["analyze", folder.Write("note.txt", "Seen for a cold. Lungs clear. No cancer."), "--format", "fhir"]);
        Assert.Equal(3, other.Exit);
        var target = Path.Combine(folder.Path, "answer.pdf");
        var pdf = await Navis.RunAsync(["analyze", report, "--format", "pdf", "--out", target]);
        Assert.Equal((0, ""), (pdf.Exit, pdf.Output));
        Assert.StartsWith("%PDF-", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(target, TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fhir")]
    [InlineData("pdf")]
    public async Task What_we_wrote_is_refused_by_name(string format)
    {
        using var folder = new TemporaryFolder();
        var target = Path.Combine(folder.Path, "out." + format);
        await Navis.RunAsync(["analyze", folder.Write("report.txt", Report), "--format", format, "--out", target]);
        var run = await Navis.AnalyzeAsync(target);
        Assert.Equal(1, run.Exit);
        Assert.Contains("OWN-OUTPUT", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Out_writes_the_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var target = Path.Combine(folder.Path, "answer.html");
        var run = await Navis.RunAsync(["analyze", folder.Write("report.txt", Report), "--format", "html", "--out", target]);
        Assert.Equal((0, ""), (run.Exit, run.Output));
        Assert.EndsWith("</html>\n", await File.ReadAllTextAsync(target, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Our_own_output_is_not_read_as_a_record()
    {
        using var folder = new TemporaryFolder();
        var first = await Navis.AnalyzeAsync(folder.Write("report.txt", Report));
        var run = await Navis.AnalyzeAsync(folder.Write("profile.json", first.Output));
        Assert.Equal(0, run.Holding);
        Assert.NotEqual(0, run.Exit);
        Assert.NotEmpty(run.IssueCodes);
    }

    [Fact]
    public async Task A_site_s_number_stands_in_the_safety_block_and_a_missing_site_file_is_wrong_use()
    {
        using var folder = new TemporaryFolder();
        var report = folder.Write("report.txt", Report);
        var run = await Navis.RunAsync(["analyze", report, "--site", folder.Write("site.yaml", "emergency: \"112\"\n")]);
        Assert.Equal(0, run.Exit);
        Assert.Contains("Call 112 ", run.Output, StringComparison.Ordinal);

        var missing = await Navis.RunAsync(["analyze", report, "--site", Path.Combine(folder.Path, "gone.yaml")]);
        Assert.Equal((2, ""), (missing.Exit, missing.Output));
    }

    [Fact]
    public async Task The_answer_in_Spanish_keeps_the_quotes_of_the_record()
    {
        using var folder = new TemporaryFolder();
        var run = await Navis.RunAsync(["analyze", folder.Write("report.txt", Report), "--language", "es", "--as-of", "2026-11-24"]);
        Assert.Equal(0, run.Exit);
        Assert.Contains("Por qué puede volver el cáncer de pulmón", run.Output, StringComparison.Ordinal);
        Assert.Contains("EGFR: L858R (“EGFR L858R mutation detected", run.Output, StringComparison.Ordinal);
    }
}
