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
        Assert.Contains(", not true", failed.Output, StringComparison.Ordinal);
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
    [InlineData("words")]
    [InlineData("evidence")]
    public async Task Schema_prints_what_is_committed(string which)
    {
        var run = await Navis.RunAsync(["rules", "schema", which]);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Navis.Root, "rules", "schema", $"{which}.schema.json"), TestContext.Current.CancellationToken), run.Output);
        Assert.Equal(JsonValueKind.Object, run.Json.ValueKind);
    }

    [Fact]
    public async Task New_writes_a_draft_that_passes_the_check_and_never_overwrites()
    {
        using var home = CopyOfContent();
        var run = await Navis.RunAsync(["rules", "new", "resistance", "a-new-idea"], home: home.Path);
        Assert.Equal((0, "rules/tailoring/resistance/a-new-idea.rule.yaml\nrules/tailoring/resistance/a-new-idea.cases.yaml\n"), (run.Exit, run.Output));
        Assert.Equal(0, (await Navis.RunAsync(["rules", "check", "--as-of", "2026-12-01"], home: home.Path)).Exit);
        var again = await Navis.RunAsync(["rules", "new", "resistance", "a-new-idea"], home: home.Path);
        Assert.Equal((1, ""), (again.Exit, again.Output));
        Assert.Equal(2, (await Navis.RunAsync(["rules", "new", "weather", "a-new-idea"], home: home.Path)).Exit);
        Assert.Equal(2, (await Navis.RunAsync(["rules", "new", "resistance", "A New Idea"], home: home.Path)).Exit);
    }

    [Fact]
    public async Task Approve_needs_a_person_and_binds_to_the_text()
    {
        using var home = CopyOfContent();
        Assert.Equal(2, (await Navis.RunAsync(["rules", "approve", "NP-0501", "--by", "Ines"], home: home.Path)).Exit);
        Assert.Equal(2, (await Navis.RunAsync(["rules", "approve", "NP-0501"], home: home.Path)).Exit);
        var run = await Navis.RunAsync(["rules", "approve", "NP-0501", "--by", "Dr Ines Ferro", "--as-of", "2026-12-01"], home: home.Path);
        Assert.Equal(0, run.Exit);
        Assert.Matches("^NP-0501 approved by Dr Ines Ferro: sha256 [0-9a-f]{64}\n$", run.Output);
        Assert.Equal(0, (await Navis.RunAsync(["rules", "check", "--as-of", "2026-12-01"], home: home.Path)).Exit);
        home.Change("rules/tailoring/risk-factors/nodes-with-cancer.rule.yaml", "order: ", "order: 1");
        var broken = await Navis.RunAsync(["rules", "check", "--as-of", "2026-12-01"], home: home.Path);
        Assert.Equal(1, broken.Exit);
        Assert.Contains("The rule was changed after Dr Ines Ferro approved it.", broken.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approve_refuses_a_rule_with_a_mistake_and_changes_nothing()
    {
        using var home = CopyOfContent();
        home.Change("rules/tailoring/risk-factors/nodes-with-cancer.rule.yaml", "evidence: [risk-001]", "evidence: [risk-999]");
        var run = await Navis.RunAsync(["rules", "approve", "NP-0501", "--by", "Dr Ines Ferro", "--as-of", "2026-12-01"], home: home.Path);
        Assert.Equal((1, ""), (run.Exit, run.Output));
        Assert.Contains("status: in-review", await File.ReadAllTextAsync(Path.Combine(home.Path, "rules/tailoring/risk-factors/nodes-with-cancer.rule.yaml"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_tells_what_changed_and_which_cases_change()
    {
        using var home = CopyOfContent();
        Assert.Equal((0, "No rule, no evidence and no answer changes.\n"), await Diff(home.Path));
        home.Change("rules/tailoring/risk-factors/nodes-with-cancer.rule.yaml", "in: [N1, N2, N3]", "in: [N3]");
        var (exit, output) = await Diff(home.Path);
        Assert.Equal(0, exit);
        Assert.Contains("NP-0501 changed: ", output, StringComparison.Ordinal);
        Assert.Matches(@"NP-0501: true -> (false|unknown) on \d+, such as NP-", output);
        Assert.Equal(2, (await Navis.RunAsync(["rules", "diff", "no-such-revision"])).Exit);

        static async Task<(int, string)> Diff(string now) => await Navis.RunAsync(["rules", "diff", Navis.Root, now, "--as-of", "2026-12-01", "--cases", "none"]) is var run ? (run.Exit, run.Output) : default;
    }

    [Fact]
    public async Task Replay_tells_who_changes_under_other_rules_and_keeps_no_words_of_the_record()
    {
        using var home = CopyOfContent();
        var kept = await Navis.RunAsync(["rules", "profiles", Path.Combine(Navis.Root, "samples", "stage-iv-egfr-t790m"), "--as-of", "2026-12-01"]);
        Assert.Equal(0, kept.Exit);
        Assert.Contains("\"T790M\":\"found\"", kept.Output, StringComparison.Ordinal);
        var file = home.Write("profiles.jsonl", kept.Output + "{\"case\":\"other\",\"profile\":{}}\n");
        var same = await Navis.RunAsync(["rules", "replay", file, "--old", Navis.Root, "--as-of", "2026-12-01"], home: home.Path);
        Assert.Equal((0, ""), (same.Exit, same.Output));
        home.Change("rules/tailoring/resistance/t790m-after-older-egfr-pill.rule.yaml", "found: T790M", "found: C797S");
        var changed = await Navis.RunAsync(["rules", "replay", file, "--old", Navis.Root, "--as-of", "2026-12-01"], home: home.Path);
        Assert.Equal("stage-iv-egfr-t790m", changed.Json.GetProperty("case").GetString());
        Assert.Contains("1 of 2 profiles change", changed.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await Navis.RunAsync(["rules", "replay", home.Write("bad.jsonl", "{\"profile\":{\"mood\":\"good\"}}\n"), "--old", Navis.Root])).Exit);
    }

    [Fact]
    public async Task Docs_writes_one_page_with_every_rule()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "handbook.html");
        Assert.Equal(0, (await Navis.RunAsync(["rules", "docs", "--out", file])).Exit);
        var page = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var rules = (await Navis.RunAsync(["rules", "list", "--format", "json"])).Json;
        Assert.All(rules.EnumerateArray(), r => Assert.Contains($"<article id=\"{r.GetProperty("id").GetString()}\">", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mutate_shows_how_many_mistakes_the_cases_of_a_rule_notice()
    {
        var run = await Navis.RunAsync(["rules", "mutate", "NP-0301", "--at-least", "50"]);
        Assert.Equal(0, run.Exit);
        Assert.Matches(@"\d+ mistakes: \d+ noticed by cases", run.Output);
        Assert.Equal(1, (await Navis.RunAsync(["rules", "mutate", "NP-0301", "--at-least", "101"])).Exit);
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
