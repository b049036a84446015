namespace Navis.Personalize.Cli.Tests;

public sealed class ExplainTests
{
    private const string Letter = "Patient: Test Person   DOB: 1950-01-01\nDate: 2025-03-02\n\nDIAGNOSIS\nStage IVB lung adenocarcinoma, ALK fusion detected.\nTREATMENT\nAlectinib 600 mg twice daily since 2025-01-10, ongoing.\n";

    [Fact]
    public async Task A_statement_is_led_back_to_the_words_of_the_record()
    {
        using var folder = new TemporaryFolder();
        var run = await Explain(folder.Write("letter.txt", Letter), "NP-0401");
        Assert.Equal(0, run.Exit);
        Assert.Contains("NP-0401  Alectinib as the first ALK pill, no growth: true", run.Output, StringComparison.Ordinal);
        Assert.Contains("“ALK fusion detected” (letter.txt, page 1,", run.Output, StringComparison.Ordinal);
        Assert.Contains("Evidence alk-", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_statement_that_is_not_said_has_a_reason_too()
    {
        using var folder = new TemporaryFolder();
        var run = await Explain(folder.Write("letter.txt", Letter), "NP-0408");
        Assert.Contains("NP-0408  ALK G1202R found after an ALK pill: false", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("True because", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_what_if_says_what_would_be_added_and_taken_away()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("letter.txt", Letter);
        var run = await Explain(path, "--set", "treatment.alectinib=progressed", "--set", "ALK.G1202R=found");
        Assert.Contains("+ resistance, NP-0408:", run.Output, StringComparison.Ordinal);
        Assert.Contains("- resistance, NP-0401:", run.Output, StringComparison.Ordinal);

        var same = await Explain(path, "--set", "biomarker.ALK=fusion");
        Assert.Contains("What would change\n  nothing", same.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NP-9999", "NP-9999")]
    [InlineData("--set=ALK", "ALK")]
    [InlineData("--set=colour=blue", "colour")]
    [InlineData("--set=ALK=blue", "blue")]
    public async Task What_nobody_knows_is_wrong_use(string argument, string named)
    {
        using var folder = new TemporaryFolder();
        var run = await Explain(folder.Write("letter.txt", Letter), argument);
        Assert.Equal((2, ""), (run.Exit, run.Output));
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    private static Task<Run> Explain(params string[] arguments) => Navis.RunAsync(["explain", .. arguments, "--as-of", "2026-11-24"]);
}
