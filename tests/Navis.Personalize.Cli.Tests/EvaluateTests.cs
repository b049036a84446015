namespace Navis.Personalize.Cli.Tests;

public sealed class EvaluateTests
{
    private const string Report = "SURGICAL PATHOLOGY REPORT\n\nDIAGNOSIS\nLung, right upper lobe, lobectomy: adenocarcinoma, 3.1 cm. <b>\nPathologic stage (AJCC 8th edition): pT2a pN0.\n";
    private const string Gold = """{"id":"r1","file":"r1.txt","gold":{"is_nsclc":true,"histology":"adenocarcinoma","laterality":"right","pT":"T2a","pN":"N0","treatments":[{"type":"surgery","name":"lobectomy","status":"completed"}]}}""";
    private const string Planted = """{"id":"r2","file":"r1.txt","gold":{"is_nsclc":true,"histology":"squamous cell carcinoma","pT":"T2a","pN":"N0"}}""";

    [Fact]
    public async Task Gold_that_is_met_ends_with_zero_and_prints_the_table()
    {
        using var folder = Folder(Gold);
        var run = await Evaluate(folder);
        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.StartsWith("field                                 n    tp    fp    fn       P       R      F1", run.Output, StringComparison.Ordinal);
        Assert.Contains("histology                             1     1     0     0   1.000   1.000   1.000", run.Output, StringComparison.Ordinal);
        Assert.Contains("\n0 misses", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_miss_is_no_failure_and_stands_in_text_json_and_page()
    {
        using var folder = Folder(Gold, Planted);
        var page = Path.Combine(folder.Path, "misses.html");
        var run = await Evaluate(folder, "--html", page);
        Assert.Equal(0, run.Exit);
        Assert.Contains("r2\thistology\tmissed\texpected squamous-cell-carcinoma\tgot adenocarcinoma\t\"adenocarcinoma\"", run.Output, StringComparison.Ordinal);

        var json = await Evaluate(folder, "--format", "json");
        Assert.Equal("navis-evaluation/1", json.Json.GetProperty("schema").GetString());
        var miss = json.Json.GetProperty("misses").EnumerateArray().First(m => m.GetProperty("field").GetString() == "histology");
        Assert.Equal(("r2", "adenocarcinoma"), (miss.GetProperty("document").GetString(), miss.GetProperty("quote").GetString()));

        var html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Contains("<h3>r2", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<h3>r1", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_of_a_record_are_text_on_the_page()
    {
        using var folder = new TemporaryFolder();
        folder.Write("r1.txt", Report);
        folder.Write("gold.jsonl", Planted.Replace("r2", "<i>r2", StringComparison.Ordinal));
        var page = Path.Combine(folder.Path, "misses.html");
        await Evaluate(folder, "--html", page);
        Assert.Contains("&lt;i&gt;r2", await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_line_is_named_and_ends_with_one_while_the_others_are_printed()
    {
        using var folder = Folder(Gold, "{\"id\":", Planted.Replace("r1.txt", "gone.txt", StringComparison.Ordinal), Planted.Replace("r1.txt", "../r1.txt", StringComparison.Ordinal));
        var run = await Evaluate(folder);
        Assert.Equal(1, run.Exit);
        Assert.Contains("gold.jsonl(2): ", run.Error, StringComparison.Ordinal);
        Assert.Contains("gold.jsonl(3): ", run.Error, StringComparison.Ordinal);
        Assert.Contains("gold.jsonl(4): ../r1.txt: the record lies outside", run.Error, StringComparison.Ordinal);
        Assert.Contains("\n1 records\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_to_score_is_one_and_prints_nothing()
    {
        using var folder = Folder("");
        var empty = await Evaluate(folder);
        Assert.Equal((1, ""), (empty.Exit, empty.Output));
        var missing = await Navis.RunAsync(["evaluate", Path.Combine(folder.Path, "no.jsonl"), "--records", folder.Path]);
        Assert.Equal((1, ""), (missing.Exit, missing.Output));
        Assert.Contains("no such file", missing.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evaluate")]
    [InlineData("evaluate", "gold.jsonl")]
    [InlineData("evaluate", "gold.jsonl", "--records", ".", "--format", "xml")]
    [InlineData("evaluate", "gold.jsonl", "--records", ".", "--as-of", "soon")]
    public async Task Wrong_use_is_two_and_prints_nothing(params string[] arguments)
    {
        var run = await Navis.RunAsync(arguments);
        Assert.Equal((2, ""), (run.Exit, run.Output));
        Assert.NotEmpty(run.Error);
    }

    private static TemporaryFolder Folder(params string[] lines)
    {
        var folder = new TemporaryFolder();
        folder.Write("r1.txt", Report);
        folder.Write("gold.jsonl", string.Join('\n', lines) + "\n");
        return folder;
    }

    private static Task<Run> Evaluate(TemporaryFolder folder, params string[] more) =>
        Navis.RunAsync(["evaluate", Path.Combine(folder.Path, "gold.jsonl"), "--records", folder.Path, "--as-of", "2026-11-24", .. more]);
}
