using System.Text.Json;

namespace Navis.Personalize.Cli.Tests;

public sealed class RulesTests
{
    [Fact]
    public async Task Check_passes_over_the_project_s_rules_and_says_how_many()
    {
        var run = await Navis.RunAsync(["rules", "check", "--as-of", "2026-12-01"]);
        Assert.Equal(0, run.Exit);
        Assert.Matches(@"\d+ rules, \d+ cases, \d+ items of evidence: no mistakes\.", run.Output);
    }

    [Fact]
    public async Task Check_fails_on_a_broken_rule_and_names_file_line_rule_and_next_step()
    {
        using var home = CopyOfContent();
        home.Change("rules/tailoring/risk-factors/nodes-with-cancer.rule.yaml", "evidence: [risk-001]", "evidence: [risk-999]");
        var run = await Navis.RunAsync(["rules", "check", "--as-of", "2026-12-01"], home: home.Path);
        Assert.Equal(1, run.Exit);
        Assert.Matches(@"rules/tailoring/risk-factors/nodes-with-cancer\.rule\.yaml\(\d+\): NP-0501: No item of evidence is called 'risk-999'\. See rules/evidence\.", run.Output);
        var json = (await Navis.RunAsync(["rules", "check", "--as-of", "2026-12-01", "--format", "json"], home: home.Path)).Json;
        Assert.False(json.GetProperty("passed").GetBoolean());
        Assert.Contains(json.GetProperty("problems").EnumerateArray(), p => p.GetProperty("code").GetString() == "no-evidence" && p.GetProperty("rule").GetString() == "NP-0501");
    }

    [Fact]
    public async Task Check_names_what_is_out_of_date_and_fails_on_it_only_when_strict()
    {
        var note = await Navis.RunAsync(["rules", "check", "--as-of", "2035-01-01"]);
        Assert.Equal(0, note.Exit);
        Assert.Contains("note: rules/tailoring/", note.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await Navis.RunAsync(["rules", "check", "--as-of", "2035-01-01", "--strict"])).Exit);
    }

    [Fact]
    public async Task Test_runs_the_cases_of_one_rule_and_fails_when_one_differs()
    {
        var run = await Navis.RunAsync(["rules", "test", "NP-0501"]);
        Assert.Equal(0, run.Exit);
        Assert.Matches(@"^\d+ cases passed, 0 failed\.\n$", run.Output);
        using var home = CopyOfContent();
        home.Change("rules/tailoring/risk-factors/nodes-with-cancer.rule.yaml", "in: [N1, N2, N3]", "in: [N3]");
        var failed = await Navis.RunAsync(["rules", "test", "NP-0501"], home: home.Path);
        Assert.Equal(1, failed.Exit);
        Assert.Contains("it is false, not true", failed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_says_condition_statement_evidence_and_cases()
    {
        var run = await Navis.RunAsync(["rules", "explain", "NP-0301"]);
        Assert.Equal(0, run.Exit);
        foreach (var words in (string[])["MET amplification was found in the tumor", "the aim of treatment is control (intent)", "but not when", "To patients", "egfr-res-009:", "verified", "unknown  never tested again"])
        {
            Assert.Contains(words, run.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("explain")]
    [InlineData("test")]
    public async Task A_rule_that_does_not_exist_is_wrong_use(string verb)
    {
        var run = await Navis.RunAsync(["rules", verb, "NP-9999"]);
        Assert.Equal((2, ""), (run.Exit, run.Output));
        Assert.Contains("No rule is called 'NP-9999'", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rules")]
    [InlineData("rules", "fly")]
    [InlineData("rules", "schema", "poem")]
    [InlineData("rules", "check", "--as-of", "soon")]
    public async Task Wrong_use_prints_nothing(params string[] arguments)
    {
        var run = await Navis.RunAsync(arguments);
        Assert.Equal(2, run.Exit);
        Assert.NotEmpty(run.Error);
    }

    [Fact]
    public async Task List_has_one_line_a_rule_and_can_be_json()
    {
        var text = await Navis.RunAsync(["rules", "list", "--section", "risk-factors"]);
        Assert.All(text.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), l => Assert.Contains("risk-factors", l, StringComparison.Ordinal));
        var json = (await Navis.RunAsync(["rules", "list", "--format", "json"])).Json;
        Assert.Contains(json.EnumerateArray(), r => r.GetProperty("id").GetString() == "NP-0501");
    }

    [Theory]
    [InlineData("rule")]
    [InlineData("cases")]
    [InlineData("evidence")]
    public async Task Schema_prints_what_is_committed(string which)
    {
        var run = await Navis.RunAsync(["rules", "schema", which]);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Navis.Root, "rules", "schema", $"{which}.schema.json"), TestContext.Current.CancellationToken), run.Output);
        Assert.Equal(JsonValueKind.Object, run.Json.ValueKind);
    }

    private static TemporaryFolder CopyOfContent()
    {
        var folder = new TemporaryFolder();
        foreach (var top in (string[])["rules", "seeds"])
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Navis.Root, top), "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(folder.Path, Path.GetRelativePath(Navis.Root, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }

        return folder;
    }
}
