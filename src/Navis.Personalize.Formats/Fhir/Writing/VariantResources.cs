using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Formats.Fhir.Writing;

/// <summary>Results for genes and markers: variants by their components, PD-L1, tumour mutation burden and microsatellites as tumour-marker tests.</summary>
internal sealed class VariantResources(FhirTerms terms, FhirResourceWriter writer, List<(string Type, string Id)> written)
{
    /// <summary>Writes the biomarkers.</summary>
    /// <param name="facts">Facts that hold.</param>
    public void Write(IReadOnlyList<FactGroup> facts)
    {
        foreach (var group in facts.Where(g => g.Kind == FactKind.Biomarker))
        {
            if (IsMarker(group.First.Qualifiers))
            {
                WriteMarker(group);
            }
            else
            {
                WriteVariant(group);
            }
        }
    }

    // A stain of a gene's product is a marker, not a variant.
    private static bool IsMarker(Qualifiers q) => q.Gene is null or "CD274" or "TMB" or "MSI" || q.Alteration is "overexpression";

    private void WriteVariant(FactGroup group)
    {
        var q = group.First.Qualifiers;
        Open(group, terms["question", "variant"], "mcode-genomic-variant");
        Value(group.Value, terms["result", group.Value]);
        Close(q, () =>
        {
            Component("gene", () => writer.Concept("valueCodeableConcept", Gene(q.Gene!)));
            if (q.Partner is { } partner)
            {
                Component("gene", () => writer.Concept("valueCodeableConcept", Gene(partner)));
            }

            if (q.Hgvs is { } change)
            {
                Component("protein-change", () => writer.Concept("valueCodeableConcept", FhirTerm.Words(change)));
            }

            // Of a fusion with both genes the genes say it.
            if (q.Alteration is not (null or "any") && q.Partner is null)
            {
                Component("name", () => writer.Concept("valueCodeableConcept", FhirTerm.Words($"{q.Gene} {terms["alteration", q.Alteration].Text}")));
            }

            if (q is { Quantity: not null, Unit: "%" or "copies" })
            {
                Component(q.Unit is "%" ? "frequency" : "copy-number", () => Quantity(q, q.Unit is "%" ? "%" : "1"));
            }
        });
    }

    private void WriteMarker(FactGroup group)
    {
        var q = group.First.Qualifiers;
        var question = q.Alteration is "overexpression" ? FhirTerm.Words($"{q.Gene} protein expression by immune stain")
            : q is { Gene: "CD274", Score: "TPS" } ? terms["question", "CD274-TPS"]
            : q is { Gene: "CD274", Score: not null } ? FhirTerm.Words($"PD-L1 {q.Score} by immune stain")
            : terms["question", q.Gene ?? "marker"];
        Open(group, question, "mcode-tumor-marker-test");
        if (q is { Quantity: not null, QuantityHigh: { } high })
        {
            writer.Json.WriteStartObject("valueRange");
            Bound("low", q.Quantity.Value, q.Unit);
            Bound("high", high, q.Unit);
            writer.Json.WriteEndObject();
        }
        else if (q.Quantity is not null)
        {
            Quantity(q, q.Unit is "%" ? "%" : "1");
        }
        else
        {
            Value(group.Value, q.Gene is "MSI" && group.Value is BiomarkerStatus.Detected ? terms["result", "msi-high"] : q.Gene is "MSI" && group.Value is BiomarkerStatus.NotDetected ? terms["result", "msi-stable"] : terms["result", group.Value]);
        }

        Close(q, null);
    }

    private void Open(FactGroup group, FhirTerm question, string profile)
    {
        writer.Open("Observation", group.First.Id, FhirResourceWriter.Mcode + profile);
        written.Add(("Observation", group.First.Id));
        if (group.First.Qualifiers.Specimen is { } specimen)
        {
            writer.Json.WriteStartArray("contained");
            writer.Json.WriteStartObject();
            writer.Json.WriteString("resourceType", "Specimen");
            writer.Json.WriteString("id", "specimen");
            writer.Concept("type", terms["specimen", specimen]);
            writer.Reference("subject", "Patient", PersonResources.PatientId);
            writer.Json.WriteEndObject();
            writer.Json.WriteEndArray();
        }

        writer.Extensions(group.All);
        // Sent and not back yet: the order is known, nothing else (R4 ObservationStatus).
        writer.Json.WriteString("status", group.Value is BiomarkerStatus.Pending ? "registered" : writer.IsFinal(group.All) ? "final" : "preliminary");
        writer.Json.WriteStartArray("category");
        writer.Json.WriteStartObject();
        writer.ConceptBody(new("Laboratory", [("http://terminology.hl7.org/CodeSystem/observation-category", "laboratory")]));
        writer.Json.WriteEndObject();
        writer.Json.WriteEndArray();
        writer.Concept("code", question);
        writer.Reference("subject", "Patient", PersonResources.PatientId);
        writer.Date("effectiveDateTime", group.First.Date);
    }

    private void Value(string status, FhirTerm term)
    {
        switch (status)
        {
            case BiomarkerStatus.NotTested:
                Absent("not-performed");
                break;
            case BiomarkerStatus.Pending:
                Absent("temp-unknown");
                break;
            default:
                writer.Concept("valueCodeableConcept", term);
                break;
        }

        void Absent(string code) => writer.Code("dataAbsentReason", "http://terminology.hl7.org/CodeSystem/data-absent-reason", code);
    }

    private void Close(Qualifiers q, Action? components)
    {
        if (q.Method is { } method)
        {
            writer.Concept("method", terms["method", method]);
        }

        if (q.Specimen is not null)
        {
            writer.Json.WriteStartObject("specimen");
            writer.Json.WriteString("reference", "#specimen");
            writer.Json.WriteEndObject();
        }

        if (components is not null)
        {
            writer.Json.WriteStartArray("component");
            components();
            writer.Json.WriteEndArray();
        }

        writer.Close();
    }

    private void Component(string question, Action value)
    {
        writer.Json.WriteStartObject();
        writer.Concept("code", terms["question", question]);
        value();
        writer.Json.WriteEndObject();
    }

    private FhirTerm Gene(string symbol) => terms.Has("gene", symbol) ? terms["gene", symbol] : FhirTerm.Words(symbol);

    private void Quantity(Qualifiers q, string code)
    {
        writer.Json.WriteStartObject("valueQuantity");
        writer.Json.WriteNumber("value", q.Quantity!.Value);
        if (q.Comparator is "<" or "<=" or ">" or ">=")
        {
            writer.Json.WriteString("comparator", q.Comparator);
        }

        Unit(q.Unit, code);
        writer.Json.WriteEndObject();
    }

    private void Bound(string name, decimal value, string? unit)
    {
        writer.Json.WriteStartObject(name);
        writer.Json.WriteNumber("value", value);
        Unit(unit, unit is "%" ? "%" : "1");
        writer.Json.WriteEndObject();
    }

    private void Unit(string? unit, string code)
    {
        if (unit is not null)
        {
            writer.Json.WriteString("unit", unit);
            writer.Json.WriteString("system", "http://unitsofmeasure.org");
            writer.Json.WriteString("code", unit is "mut/Mb" ? "1/1000000{Base}" : code);
        }
    }
}
