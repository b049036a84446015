using System.Text.Json;
using Navis.Personalize.Application.Features.Evaluation;

namespace Navis.Personalize.Cli.Evaluation;

/// <summary>An evaluation as one JSON object, <c>navis-evaluation/1</c>.</summary>
internal static class EvaluationJson
{
    public const string Schema = "navis-evaluation/1";

    public static void Write(Utf8JsonWriter json, GoldEvaluation result)
    {
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteNumber("records", result.Records);
        Rows(json, "fields", result.Rows);
        Rows(json, "pooled", EvaluationTables.Pooled(result));
        json.WriteStartArray("safety");
        foreach (var safety in result.Safety)
        {
            json.WriteStartObject();
            json.WriteString("row", safety.Row);
            json.WriteNumber("mistakes", safety.Mistakes);
            json.WriteNumber("chances", safety.Chances);
            json.WriteString("unit", safety.Unit);
            Number(json, "rateHigh95", safety.RateHigh);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("certainty");
        foreach (var step in EvaluationTables.Certainty(result))
        {
            json.WriteStartObject();
            Number(json, "from", step.From);
            Number(json, "to", step.To);
            json.WriteNumber("facts", step.Facts);
            json.WriteNumber("right", step.Right);
            Number(json, "mean", step.Mean);
            json.WriteNumber("above", step.Above);
            json.WriteNumber("aboveRight", step.AboveRight);
            Number(json, "coverage", step.Coverage);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("misses");
        foreach (var miss in result.Misses)
        {
            json.WriteStartObject();
            json.WriteString("document", miss.Record);
            json.WriteString("file", miss.File);
            json.WriteString("field", miss.Field);
            json.WriteString("miss", miss.IsWrong ? "wrong" : "missed");
            json.WriteString("expected", miss.Expected);
            json.WriteString("got", miss.Got);
            json.WriteString("quote", miss.Quote);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("problems");
        foreach (var problem in result.Problems)
        {
            json.WriteStartObject();
            json.WriteNumber("line", problem.Line);
            json.WriteString("problem", problem.Problem);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Rows(Utf8JsonWriter json, string name, IEnumerable<EvaluationRow> rows)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("field", row.Field);
            json.WriteNumber("n", row.Records);
            json.WriteNumber("tp", row.Right);
            json.WriteNumber("fp", row.Wrong);
            json.WriteNumber("fn", row.Missed);
            Number(json, "precision", row.Precision);
            Number(json, "recall", row.Recall);
            Number(json, "f1", row.F1);
            Number(json, "precisionLow95", row.PrecisionLow);
            Number(json, "recallLow95", row.RecallLow);
            Number(json, "f1Low95", row.F1Low);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, double value) => json.WriteNumber(name, Math.Round((decimal)value, 4));
}
