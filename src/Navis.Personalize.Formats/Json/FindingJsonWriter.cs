using System.Collections.Immutable;
using System.Text.Json;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Formats.Json;

/// <summary>Writes findings before reconciliation (<c>navis-findings/1</c>).</summary>
public static class FindingJsonWriter
{
    /// <summary>The name of the form.</summary>
    public const string Schema = "navis-findings/1";

    /// <summary>Writes documents and findings as one object.</summary>
    /// <param name="json">Writer.</param>
    /// <param name="documents">Documents.</param>
    /// <param name="findings">Findings.</param>
    public static void Write(Utf8JsonWriter json, ImmutableArray<SourceDocument> documents, ImmutableArray<Finding> findings)
    {
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteStartArray("documents");
        foreach (var document in documents)
        {
            CaseJsonWriter.Write(json, document);
        }

        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("kind", finding.Kind.Name());
            CaseJsonWriter.WriteValue(json, "value", finding.Value, finding.Kind.IsNumeric());
            CaseJsonWriter.Write(json, finding.Kind, finding.Qualifiers);
            json.WriteString("assertion", finding.Assertion.Name());
            json.WriteString("date", finding.Date?.ToString());
            json.WriteNumber("certainty", Math.Round((decimal)finding.Certainty, 4));
            json.WriteString("origin", finding.Origin.Name());
            json.WriteString("withheld", finding.Withheld);
            json.WriteString("extractor", finding.Extractor);
            json.WriteStartArray("evidence");
            foreach (var evidence in finding.MoreEvidence.Insert(0, finding.Evidence))
            {
                CaseJsonWriter.Write(json, evidence);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
