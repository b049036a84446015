namespace Navis.Personalize.Cli.Tests;

public sealed class LineVerbTests
{
    [Fact]
    public async Task Stage_group_answers_a_line_for_a_line()
    {
        var run = await Navis.RunAsync(["stage-group"], "8,c,T2a,N1,M0\n9,p,T1c,N2a,M0\n8,c,TX,N0,M0\n8,c,T9,N0,M0\n");
        Assert.Equal((0, "IIB\nIIB\noccult\nunknown\n"), (run.Exit, run.Output));
    }

    [Fact]
    public async Task Normalize_variant_answers_a_json_for_a_line()
    {
        var run = await Navis.RunAsync(["normalize-variant"], "EGFR Leu858Arg detected\neGFR 68 mL/min\n");
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("\"hgvsP\":\"p.L858R\",\"class\":\"EGFR L858R\",\"status\":\"detected\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"gene\":null", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assert_answers_three_words_for_a_line()
    {
        var run = await Navis.RunAsync(["assert"], "fever\tShe denies FEVER.\nlung cancer\tHis father died of LUNG CANCER.\n\tNo chest pain.\n");
        Assert.Equal("negated\trecent\tpatient\naffirmed\trecent\tfamily\nnegated\trecent\tpatient\n", run.Output);
    }
}
