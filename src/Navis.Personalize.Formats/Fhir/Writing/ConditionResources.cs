using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;

namespace Navis.Personalize.Formats.Fhir.Writing;

/// <summary>The primary cancer with its histology, side and lobe, and where it has spread.</summary>
internal sealed class ConditionResources(FhirTerms terms, FhirResourceWriter writer, ReconciledCase source, List<(string Type, string Id)> written)
{
    /// <summary>Id of the primary cancer.</summary>
    public const string PrimaryId = "primary-cancer";

    /// <summary>Writes the conditions.</summary>
    /// <param name="facts">Facts that hold.</param>
    public void Write(IReadOnlyList<FactGroup> facts)
    {
        if (PrimaryOf(source) is { } diagnosis)
        {
            WritePrimary(diagnosis, [.. facts.SelectMany(g => g.All).Where(f => f.Kind is FactKind.Laterality or FactKind.Lobe || (f.Kind == FactKind.Diagnosis && f.Value == diagnosis))]);
        }

        foreach (var group in facts.Where(g => g.Kind == FactKind.MetastasisSite))
        {
            Open(group.First.Id, "mcode-secondary-cancer-condition", group.All, null);
            writer.Concept("code", terms.Has("spread", group.Value) ? terms["spread", group.Value] : FhirTerm.Words($"Metastasis: {group.Value.Replace('-', ' ')}"));
            writer.Reference("subject", "Patient", PersonResources.PatientId);
            writer.Date("recordedDate", group.First.Date);
            writer.Close();
        }
    }

    /// <summary>The lung cancer of a case as its profile knows it, or null.</summary>
    /// <param name="source">Case.</param>
    public static string? PrimaryOf(ReconciledCase source) => source.Profile["diagnosis"] is { State: FieldState.Known, Value: "nsclc" or "sclc" or "suspected" } known ? known.Value : null;

    private void WritePrimary(string diagnosis, IReadOnlyList<Fact> facts)
    {
        // After a change of type the last histology is another than the diagnosis: it stands in its own observation, with its day, and not inside the diagnosis.
        var histology = Known("histology") is { } type && type is "small-cell-carcinoma" == (diagnosis is "sclc") ? type : null;
        Open(PrimaryId, "mcode-primary-cancer-condition", facts, () =>
        {
            if (histology is not null)
            {
                writer.ConceptExtension(FhirResourceWriter.Mcode + "mcode-histology-morphology-behavior", terms["histology", histology]);
            }
        }, suspected: diagnosis is "suspected");
        writer.Concept("code", terms["diagnosis", diagnosis]);
        var (side, lobe) = (Known("laterality"), Known("lobe"));
        writer.Json.WriteStartArray("bodySite");
        writer.Json.WriteStartObject();
        if (side is not null)
        {
            writer.Json.WriteStartArray("extension");
            writer.ConceptExtension(FhirResourceWriter.Mcode + "mcode-laterality-qualifier", terms["side", side]);
            writer.Json.WriteEndArray();
        }

        writer.ConceptBody(Site(side, lobe));
        writer.Json.WriteEndObject();
        writer.Json.WriteEndArray();
        writer.Reference("subject", "Patient", PersonResources.PatientId);
        writer.Date("recordedDate", facts.Where(f => f.Kind == FactKind.Diagnosis).Select(f => f.Date).Where(d => d is not null).Min());
        writer.Close();
    }

    private void Open(string id, string profile, IReadOnlyList<Fact> facts, Action? more, bool suspected = false)
    {
        writer.Open("Condition", id, FhirResourceWriter.Mcode + profile);
        written.Add(("Condition", id));
        writer.Extensions(facts, more);
        writer.Code("clinicalStatus", "http://terminology.hl7.org/CodeSystem/condition-clinical", Known("disease-state") switch
        {
            "no-evidence-of-disease" => "remission",
            "local-recurrence" or "distant-recurrence" => "recurrence",
            _ => "active",
        });
        writer.Code("verificationStatus", "http://terminology.hl7.org/CodeSystem/condition-ver-status", !suspected && writer.IsFinal(facts) ? "confirmed" : "provisional");
        writer.Json.WriteStartArray("category");
        writer.Json.WriteStartObject();
        writer.ConceptBody(new("Problem list item", [("http://terminology.hl7.org/CodeSystem/condition-category", "problem-list-item")]));
        writer.Json.WriteEndObject();
        writer.Json.WriteEndArray();
    }

    private FhirTerm Site(string? side, string? lobe)
    {
        foreach (var name in (string?[])[$"{side}-{lobe}", lobe, side])
        {
            if (name is not null && terms.Has("site", name))
            {
                return terms["site", name];
            }
        }

        return terms["site", "lung"];
    }

    private string? Known(string field) => source.Profile[field] is { State: FieldState.Known, Value: { Length: > 0 } value } && !value.Contains(", ", StringComparison.Ordinal) ? value : null;
}
