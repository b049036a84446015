using System.Globalization;
using System.Text;
using Navis.Personalize.Application.Features.Evaluation;

namespace Navis.Personalize.Cli.Evaluation;

/// <summary>An evaluation as text: the table, the lower bounds, the safety rows with what they cover, and every miss on a line of its own.</summary>
internal static class EvaluationText
{
    public static string Write(GoldEvaluation result)
    {
        var text = new StringBuilder();
        Line(text, $"{"field",-34}{"n",5}{"tp",6}{"fp",6}{"fn",6}{"P",8}{"R",8}{"F1",8}{"P low",8}{"R low",8}{"F1 low",8}");
        foreach (var row in result.Rows)
        {
            Row(text, row);
        }

        Line(text, $"{result.Records} records");
        Line(text, $"low: lower end of the 95 % interval (Wilson)");
        text.Append('\n');
        foreach (var row in EvaluationTables.Pooled(result))
        {
            Row(text, row);
        }

        Line(text, $"\nsafety: mistakes of chances (upper end of the 95 % interval of their rate)");
        foreach (var safety in result.Safety)
        {
            Line(text, $"  {safety.Row["SAFETY ".Length..],-32}{safety.Mistakes,4} of {safety.Chances,4} {safety.Unit} (< {safety.RateHigh:0.000})");
        }

        Line(text, $"\ncertainty        facts  right  share   mean | from here up: facts  coverage  share right");
        foreach (var step in EvaluationTables.Certainty(result))
        {
            Line(text, $"  {step.From:0.000}-{step.To:0.000}{step.Facts,9}{step.Right,7}{step.Share,7:0.000}{step.Mean,7:0.000} |{step.Above,20}{step.Coverage,10:0.000}{step.AboveShare,13:0.0000}");
        }

        Line(text, $"\n{result.Misses.Length} misses: document, field, missed or wrong, expected, got, words");
        foreach (var miss in result.Misses)
        {
            Line(text, $"{miss.Record}\t{miss.Field}\t{(miss.IsWrong ? "wrong" : "missed")}\texpected {miss.Expected ?? "nothing"}\tgot {miss.Got ?? "nothing"}\t{(miss.Quote is null ? "" : $"\"{OneLine(miss.Quote)}\"")}");
        }

        return text.ToString();
    }

    /// <summary>Words of a record on one line.</summary>
    public static string OneLine(string quote) => string.Join(' ', quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static void Row(StringBuilder text, EvaluationRow r) =>
        Line(text, $"{r.Field,-34}{r.Records,5}{r.Right,6}{r.Wrong,6}{r.Missed,6}{Three(r.Precision),8:0.000}{Three(r.Recall),8:0.000}{Three(r.F1),8:0.000}{Three(r.PrecisionLow),8:0.000}{Three(r.RecallLow),8:0.000}{Three(r.F1Low),8:0.000}");

    // By the exact value of the number, halves to the even digit: as other tools print this table.
    private static decimal Three(double share) => Math.Round(decimal.Parse(share.ToString("F20", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), 3);

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
