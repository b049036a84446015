using System.Globalization;
using System.Net;
using System.Text;
using Navis.Personalize.Application.Features.Evaluation;

namespace Navis.Personalize.Cli.Evaluation;

/// <summary>An evaluation as one page for the people who look at the misses: no script, no outside assets, prints on plain paper, follows the reader's dark mode and text size.</summary>
internal static class EvaluationPage
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1c2b33;--soft:#52646f;--paper:#fbfaf7;--line:#d9dedf;--mark:#0b5d6b;--quote:#eaf3f4;--alarm:#8a2b12}
        @media(prefers-color-scheme:dark){:root{--ink:#e6ecef;--soft:#a9b7bf;--paper:#141b1f;--line:#34424a;--mark:#8fd3df;--quote:#1b2b30;--alarm:#ffb59d}}
        *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,sans-serif}
        main{max-width:64rem;margin:0 auto;padding:2rem 1.25rem 4rem}h1{font-size:1.7rem;line-height:1.25;margin:0 0 .25rem}h2{font-size:1.2rem;margin:2.5rem 0 .5rem;padding-top:.75rem;border-top:1px solid var(--line)}
        h3{font-size:1rem;margin:1.5rem 0 .25rem}p{margin:.4rem 0}.sub{color:var(--soft)}.scroll{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums;width:100%}
        caption{text-align:left;color:var(--soft);padding:.3rem 0}th,td{padding:.25rem .6rem .25rem 0;text-align:right;border-bottom:1px solid var(--line);vertical-align:top}th{font-weight:600}th[scope=row],.words td,.words th{text-align:left;font-weight:400}thead th{font-weight:600!important}
        .words td:nth-child(5){background:var(--quote);overflow-wrap:anywhere;padding-left:.5rem;min-width:14rem}.alarm{color:var(--alarm);font-weight:600}a{color:var(--mark)}a:focus-visible{outline:3px solid var(--mark);outline-offset:2px}
        @media print{body{background:#fff;color:#000;font-size:10pt}main{max-width:none;padding:0}tr{break-inside:avoid}h2,h3{break-after:avoid}.words td:nth-child(5){background:none}.scroll{overflow:visible}}
        """;

    public static string Write(GoldEvaluation result, string gold)
    {
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>What was missed</title>\n<style>\n")
            .Append(Style).Append("\n</style>\n</head>\n<body>\n<main>\n<h1>What was missed</h1>\n<p class=\"sub\">").Append(Encode(gold)).Append(Text($": {result.Records} records, {result.Misses.Length} misses. "))
            .Append("This page holds words of the records. Keep it where the records are kept.</p>\n");
        Problems(html, result);
        Misses(html, result);
        Fields(html, result);
        Safety(html, result);
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Problems(StringBuilder html, GoldEvaluation result)
    {
        if (result.Problems.IsEmpty)
        {
            return;
        }

        html.Append("<h2>Gold that could not be used</h2>\n<ul>\n");
        foreach (var problem in result.Problems)
        {
            html.Append(Text($"<li>Line {problem.Line}: ")).Append(Encode(problem.Problem)).Append("</li>\n");
        }

        html.Append("</ul>\n");
    }

    private static void Misses(StringBuilder html, GoldEvaluation result)
    {
        html.Append("<h2>Misses by record</h2>\n");
        if (result.Misses.IsEmpty)
        {
            html.Append("<p>None: every value of the gold was read, and nothing else.</p>\n");
        }

        foreach (var record in result.Misses.GroupBy(m => (m.Record, m.File)))
        {
            html.Append("<h3>").Append(Encode(record.Key.Record)).Append(" <span class=\"sub\">").Append(Encode(record.Key.File))
                .Append("</span></h3>\n<div class=\"scroll\"><table class=\"words\">\n<thead><tr><th scope=\"col\">Field</th><th scope=\"col\">Miss</th><th scope=\"col\">Expected</th><th scope=\"col\">Read</th><th scope=\"col\">Words of the record</th></tr></thead>\n<tbody>\n");
            foreach (var miss in record)
            {
                var alarm = miss.Field.StartsWith("SAFETY", StringComparison.Ordinal);
                html.Append("<tr><th scope=\"row\"").Append(alarm ? " class=\"alarm\">" : ">").Append(Encode(miss.Field)).Append("</th><td>").Append(miss.IsWrong ? "wrong" : "missed").Append("</td><td>").Append(Encode(miss.Expected ?? "nothing")).Append("</td><td>").Append(Encode(miss.Got ?? "nothing"))
                    .Append("</td><td>").Append(miss.Quote is null ? "" : $"“{Encode(EvaluationText.OneLine(miss.Quote))}”").Append("</td></tr>\n");
            }

            html.Append("</tbody>\n</table></div>\n");
        }
    }

    private static void Fields(StringBuilder html, GoldEvaluation result)
    {
        html.Append("<h2>All fields</h2>\n<div class=\"scroll\"><table>\n<caption>Pooled over the records. Low: lower end of the 95 % interval (Wilson).</caption>\n<thead><tr><th scope=\"col\">Field</th>");
        foreach (var head in (ReadOnlySpan<string>)["Records", "Right", "Wrong", "Missed", "Precision", "low", "Recall", "low", "F1", "low"])
        {
            html.Append("<th scope=\"col\">").Append(head).Append("</th>");
        }

        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var r in result.Rows.Where(r => !r.IsSafety).Concat(EvaluationTables.Pooled(result)))
        {
            html.Append("<tr><th scope=\"row\">").Append(Encode(r.Field))
                .Append(Text($"</th><td>{r.Records}</td><td>{r.Right}</td><td>{r.Wrong}</td><td>{r.Missed}</td><td>{r.Precision:0.000}</td><td>{r.PrecisionLow:0.000}</td><td>{r.Recall:0.000}</td><td>{r.RecallLow:0.000}</td><td>{r.F1:0.000}</td><td>{r.F1Low:0.000}</td></tr>\n"));
        }

        html.Append("</tbody>\n</table></div>\n");
    }

    private static void Safety(StringBuilder html, GoldEvaluation result)
    {
        html.Append("<h2>Safety</h2>\n<div class=\"scroll\"><table>\n<caption>These must stay zero. Zero of few chances says little: the last column says how often it may still happen.</caption>\n<thead><tr><th scope=\"col\">Mistake</th><th scope=\"col\">Seen</th><th scope=\"col\">Chances</th><th scope=\"col\">Rate below (95 %)</th></tr></thead>\n<tbody>\n");
        foreach (var s in result.Safety)
        {
            html.Append("<tr><th scope=\"row\"").Append(s.Mistakes > 0 ? " class=\"alarm\">" : ">").Append(Encode(s.Row["SAFETY ".Length..])).Append(Text($"</th><td>{s.Mistakes}</td><td>{s.Chances} {s.Unit}</td><td>{s.RateHigh:0.000}</td></tr>\n"));
        }

        html.Append("</tbody>\n</table></div>\n");
    }

    private static string Encode(string words) => WebUtility.HtmlEncode(words);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
