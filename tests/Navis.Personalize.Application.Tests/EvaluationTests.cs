using Navis.Personalize.Application.Features.Evaluation;

namespace Navis.Personalize.Application.Tests;

public sealed class EvaluationTests
{
    private const string Surgery = "SURGICAL PATHOLOGY REPORT\n\nDIAGNOSIS\nLung, right upper lobe, lobectomy: adenocarcinoma, 3.1 cm.\nLymph nodes: 0/12 positive.\nPathologic stage (AJCC 8th edition): pT2a pN0.\n";
    private const string Genes = "MOLECULAR REPORT\nSpecimen: lung adenocarcinoma.\nEGFR L858R mutation detected.\nALK rearrangement not detected.\nPD-L1 TPS 60%.\n";
    private const string Colon = "PATHOLOGY REPORT\nColon, biopsy: adenocarcinoma of the colon. KRAS G12D detected.\n";
    private const string SurgeryGold = """{"is_nsclc":true,"histology":"adenocarcinoma","laterality":"right","lobe":"upper lobe","pT":"T2a","pN":"N0","tumor_size_cm":3.1,"nodes_examined":12,"nodes_positive":0,"treatments":[{"type":"surgery","name":"right upper lobectomy","status":"completed"}]}""";
    private const string GenesGold = """{"is_nsclc":true,"histology":"adenocarcinoma","biomarkers":[{"gene":"EGFR","alteration":"p.L858R","status":"detected"},{"gene":"ALK","status":"not_detected"},{"gene":"PD-L1","status":"detected","value":"TPS 60%"}]}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_record_read_as_the_gold_has_it_leaves_no_miss()
    {
        var result = await Evaluate((Surgery, SurgeryGold), (Genes, GenesGold));
        Assert.Equal(2, result.Records);
        Assert.Empty(result.Misses);
        Assert.All(result.Rows, r => Assert.Equal(0, r.Wrong + r.Missed));
        Assert.Equal((1, 1), Counts(result, "pT"));
        Assert.Equal((1, 3), Counts(result, "biomarker gene+status"));
        Assert.Equal((1, 1), Counts(result, "PD-L1 percent"));
        Assert.NotEmpty(result.Claims);
        Assert.All(result.Claims, c => Assert.True(c.Right));
    }

    [Fact]
    public async Task A_planted_miss_is_listed_with_what_was_expected_and_read_and_with_the_words()
    {
        var result = await Evaluate((Surgery, SurgeryGold.Replace("\"right\"", "\"left\"", StringComparison.Ordinal)));
        Assert.Equal([(false, "left", "right"), (true, "left", "right")], result.Misses.Select(m => (m.IsWrong, m.Expected, m.Got)));
        Assert.All(result.Misses, m => Assert.Equal(("r1", "r1.txt", "laterality"), (m.Record, m.File, m.Field)));
        Assert.All(result.Misses, m => Assert.Contains("right", m.Quote, StringComparison.Ordinal));
        var row = result.Rows.Single(r => r.Field == "laterality");
        Assert.Equal((1, 0, 1, 1), (row.Records, row.Right, row.Wrong, row.Missed));
        Assert.Contains(result.Claims, c => c is { Field: "laterality", Right: false });
    }

    [Fact]
    public async Task A_statement_that_does_not_hold_explains_the_miss()
    {
        var result = await Evaluate(("CLINIC NOTE\nLung adenocarcinoma. Her brother has an EGFR L858R mutation.\n", """{"is_nsclc":true,"biomarkers":[{"gene":"EGFR","alteration":"L858R","status":"detected"}]}"""));
        var miss = result.Misses.Single(m => m.Field == "biomarker gene+status");
        Assert.Equal("EGFR detected, not held (family)", miss.Got);
        Assert.Contains("EGFR", miss.Quote, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invented_gene_is_a_safety_miss_and_its_twin_in_the_gold_is_none()
    {
        var invented = await Evaluate((Genes, """{"is_nsclc":true,"biomarkers":[{"gene":"ALK","status":"not_detected"},{"gene":"PD-L1","status":"detected","value":"60 %"}]}"""));
        Assert.Equal((1, 1), (Mistakes(invented, "SAFETY positive gene invented"), Mistakes(invented, "SAFETY positive change invented")));
        Assert.Contains(invented.Misses, m => m is { Field: "SAFETY positive gene invented", Got: "EGFR" });
        var told = await Evaluate((Genes, GenesGold));
        Assert.All(told.Safety, s => Assert.Equal(0, s.Mistakes));
    }

    [Fact]
    public async Task A_missed_positive_gene_is_a_safety_miss_and_counts_among_its_chances()
    {
        var result = await Evaluate((Genes, GenesGold.Replace("\"ALK\",\"status\":\"not_detected\"", "\"ROS1\",\"status\":\"detected\"", StringComparison.Ordinal)));
        var missed = result.Safety.Single(s => s.Row == "SAFETY positive gene missed");
        Assert.Equal((1, 3), (missed.Mistakes, missed.Chances));
        Assert.InRange(missed.RateHigh, 0.34, 0.99);
    }

    [Fact]
    public async Task Nothing_of_another_disease_holds_and_the_safety_row_says_how_often_it_was_tried()
    {
        var result = await Evaluate((Colon, """{"is_nsclc":false}"""), (Surgery, SurgeryGold));
        var other = result.Safety.Single(s => s.Row == "SAFETY fact held on another disease");
        Assert.Equal((0, 1), (other.Mistakes, other.Chances));
    }

    [Fact]
    public async Task A_lung_record_that_the_gold_calls_another_disease_shows_in_that_row()
    {
        var result = await Evaluate((Genes, """{"is_nsclc":false}"""));
        Assert.True(Mistakes(result, "SAFETY fact held on another disease") > 0);
        Assert.Contains(result.Misses, m => m is { Field: "is NSCLC", Expected: "False", Got: "True" });
    }

    [Fact]
    public async Task Several_patients_are_counted_and_not_scored_further()
    {
        var result = await Evaluate((Genes, """{"is_nsclc":true,"histology":"adenocarcinoma (case 1); squamous (case 2)","biomarkers":[]}"""));
        Assert.Contains(result.Rows, r => r is { Field: "(several patients in one text: not scored further)", Records: 1 });
        Assert.DoesNotContain(result.Rows, r => r.Field == "biomarker gene+status");
    }

    [Theory]
    [InlineData("{\"id\":\"x\"", "not JSON")]
    [InlineData("[1]", "object was expected")]
    [InlineData("""{"file":"r1.txt","gold":{"is_nsclc":true}}""", "'id'")]
    [InlineData("""{"id":"x","gold":{"is_nsclc":true}}""", "'file'")]
    [InlineData("""{"id":"x","file":"r1.txt"}""", "'gold'")]
    [InlineData("""{"id":"x","file":"r1.txt","gold":{}}""", "'gold.is_nsclc'")]
    [InlineData("""{"id":"x","file":"r1.txt","gold":{"is_nsclc":"yes"}}""", "true, false or null")]
    [InlineData("""{"id":"x","file":"r1.txt","gold":{"is_nsclc":true,"tumor_size_cm":"3"}}""", "'tumor_size_cm' must be a number")]
    [InlineData("""{"id":"x","file":"r1.txt","gold":{"is_nsclc":true,"biomarkers":[{"gene":"EGFR","status":"positive"}]}}""", "'status' is none of")]
    [InlineData("""{"id":"x","file":"no.txt","gold":{"is_nsclc":true}}""", "no such file")]
    public async Task A_bad_line_is_named_by_its_number_and_the_others_are_scored(string bad, string problem)
    {
        var good = Line("r1", SurgeryGold);
        var result = await Rooms.Mediator.Send(new EvaluateGold([good, "", bad, good], Files(("r1.txt", Surgery)), null), Stop);
        Assert.Equal(2, result.Records);
        var named = Assert.Single(result.Problems);
        Assert.Equal(3, named.Line);
        Assert.Contains(problem, named.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gold_is_read_as_it_is_needed()
    {
        var most = 0;
        var running = 0;
        IEnumerable<string> Lines()
        {
            for (var i = 0; i < 200; i++)
            {
                most = Math.Max(most, ++running);
                yield return Line("r1", SurgeryGold);
            }
        }

        var files = Files(("r1.txt", Surgery));
        var result = await Rooms.Mediator.Send(new EvaluateGold(Lines(), path =>
        {
            Interlocked.Decrement(ref running);
            return files(path);
        }, null), Stop);
        Assert.Equal(200, result.Records);
        Assert.InRange(most, 1, (Environment.ProcessorCount * 4) + 1);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(10, 10, 0.7225)]
    [InlineData(0, 10, 0)]
    [InlineData(81, 100, 0.7222)]
    public void The_lower_bound_is_Wilsons(int part, int whole, double low) => Assert.Equal(low, Wilson.Low(part, whole), 4);

    private static (int Records, int Right) Counts(GoldEvaluation result, string field) => result.Rows.Where(r => r.Field == field).Select(r => (r.Records, r.Right)).Single();

    private static int Mistakes(GoldEvaluation result, string row) => result.Safety.Single(s => s.Row == row).Mistakes;

    private static string Line(string id, string gold) => $$"""{"id":"{{id}}","file":"{{id}}.txt","gold":{{gold}}}""";

    private static Func<string, System.Collections.Immutable.ImmutableArray<Features.Cases.CaseFile>> Files(params (string Name, string Text)[] files) => path =>
        files.Where(f => f.Name == path).Select(f => Rooms.File(f.Name, f.Text)).FirstOrDefault() is { } file
            ? [file]
            : [new(Rooms.File(path, "").File, new Core.Documents.DocumentIssue("FILE-MISSING", Core.Documents.IssueSeverity.Error, $"{path}: There is no such file or folder."))];

    private static async Task<GoldEvaluation> Evaluate(params (string Text, string Gold)[] records)
    {
        var files = records.Select((r, i) => ($"r{i + 1}.txt", r.Text)).ToArray();
        return await Rooms.Mediator.Send(new EvaluateGold(records.Select((r, i) => Line($"r{i + 1}", r.Gold)), Files(files), null), Stop);
    }
}
