using System.Globalization;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;

namespace Navis.Personalize.Formats.Fhir.Writing;

/// <summary>Staging, pathology, the course of the disease, and what is known of the person, one observation each.</summary>
internal sealed class ObservationResources(FhirTerms terms, FhirResourceWriter writer, ReconciledCase source, List<(string Type, string Id)> written)
{
    private const string Ucum = "http://unitsofmeasure.org";

    private readonly bool hasPrimary = ConditionResources.PrimaryOf(source) is not null;

    /// <summary>Writes the observations but those of genes and markers.</summary>
    /// <param name="facts">Facts that hold.</param>
    public void Write(IReadOnlyList<FactGroup> facts)
    {
        var idOf = facts.SelectMany(g => g.All.Select(f => (Fact: f.Id, Resource: g.First.Id))).DistinctBy(p => p.Fact, StringComparer.Ordinal).ToDictionary(p => p.Fact, p => p.Resource, StringComparer.Ordinal);
        foreach (var group in facts)
        {
            Write(group, idOf);
        }
    }

    private void Write(FactGroup group, Dictionary<string, string> idOf)
    {
        switch (group.Kind)
        {
            case FactKind.T:
                Stage(group, "t", "mcode-tnm-primary-tumor-category", idOf);
                break;
            case FactKind.N:
                Stage(group, "n", "mcode-tnm-regional-nodes-category", idOf);
                break;
            case FactKind.M:
                Stage(group, "m", "mcode-tnm-distant-metastases-category", idOf);
                break;
            case FactKind.StageGroup:
                Stage(group, "stage-group", "mcode-tnm-stage-group", idOf);
                break;
            case FactKind.Histology:
                Coded(group, "histology", terms["histology", group.Value]);
                break;
            case FactKind.Grade or FactKind.Margins or FactKind.PathologicResponse or FactKind.DiseaseState or FactKind.Intent:
                Coded(group, group.Kind.Name(), FhirTerm.Words(group.Value.Replace('-', ' ')));
                break;
            case FactKind.LymphovascularInvasion or FactKind.PerineuralInvasion or FactKind.VisceralPleuralInvasion or FactKind.Stas:
                Coded(group, group.Kind.Name(), terms["presence", group.Value]);
                break;
            case FactKind.DiseaseStatus:
                Coded(group, "disease-status", terms["course", group.Value], "mcode-cancer-disease-status", () => Sites(group.First.Qualifiers));
                break;
            case FactKind.TumorSize:
                Measured(group, "tumor-size", () => Quantity(group.Value, "cm", "cm"));
                break;
            case FactKind.NodesExamined or FactKind.NodesPositive:
                Measured(group, group.Kind.Name(), () => writer.Json.WriteNumber("valueInteger", Whole(group.Value)));
                break;
            case FactKind.PerformanceStatus:
                Measured(group, "performance-status", () => writer.Json.WriteNumber("valueInteger", Whole(group.Value)), "mcode-ecog-performance-status");
                break;
            case FactKind.Smoking:
                Smoking(group);
                break;
            case FactKind.Diagnosis or FactKind.Laterality or FactKind.Lobe or FactKind.MetastasisSite or FactKind.Biomarker or FactKind.Treatment:
                // Resources of their own.
                break;
        }
    }

    private void Stage(FactGroup group, string letter, string profile, Dictionary<string, string> idOf)
    {
        var q = group.First.Qualifiers;
        var basis = q.Basis is "clinical" or "pathologic" ? q.Basis : "unspecified";
        Open(group, group.First.Id, $"{letter}-{basis}", FhirResourceWriter.Mcode + profile);
        writer.Concept("valueCodeableConcept", StageTerm(group, basis));
        if (q.Edition is { } edition)
        {
            writer.Concept("method", terms["edition", edition]);
        }

        // A group that was worked out names the categories that it came from.
        writer.References("hasMember", [.. group.First.From.Where(idOf.ContainsKey).Select(id => ("Observation", idOf[id])).Distinct()]);
        writer.Close();
    }

    // The code of a category says its basis, and none says "after treatment": a value with a prefix is words.
    private FhirTerm StageTerm(FactGroup group, string basis)
    {
        var prefix = group.First.Qualifiers.Prefix;
        if (group.Kind == FactKind.StageGroup)
        {
            return terms.Has("stage", $"stage {group.Value}") && prefix is null ? terms["stage", $"stage {group.Value}"] : FhirTerm.Words(group.Value is "occult" ? "Occult carcinoma" : $"Stage {group.Value}");
        }

        var category = $"{prefix}{(basis is "clinical" ? "c" : basis is "pathologic" ? "p" : "")}{group.Value}";
        return prefix is null && terms.Has("stage", category) ? terms["stage", category] : FhirTerm.Words(category);
    }

    private void Coded(FactGroup group, string question, FhirTerm value, string? profile = null, Action? more = null) =>
        Measured(group, question, () => writer.Concept("valueCodeableConcept", value), profile, more);

    private void Measured(FactGroup group, string question, Action value, string? profile = null, Action? more = null)
    {
        Open(group, group.First.Id, question, profile is null ? null : FhirResourceWriter.Mcode + profile);
        value();
        more?.Invoke();
        writer.Close();
    }

    private void Smoking(FactGroup group)
    {
        Coded(group, "smoking", terms["smoking", group.Value]);
        if (group.First.Qualifiers.PackYears is { } years)
        {
            Open(group, $"{group.First.Id}-pack-years", "pack-years", null);
            Quantity(years.ToString(CultureInfo.InvariantCulture), "pack-years", "{PackYears}");
            writer.Close();
        }
    }

    private void Sites(Qualifiers qualifiers)
    {
        if (!qualifiers.Sites.IsEmpty)
        {
            writer.Concept("bodySite", FhirTerm.Words(string.Join(", ", qualifiers.Sites)));
        }

        writer.Note([qualifiers.Extent is { } extent ? $"Extent: {extent}" : null]);
    }

    private void Open(FactGroup group, string id, string question, string? profile)
    {
        writer.Open("Observation", id, profile);
        written.Add(("Observation", id));
        writer.Extensions(group.All);
        writer.Json.WriteString("status", writer.IsFinal(group.All) ? "final" : "preliminary");
        writer.Concept("code", terms["question", question]);
        writer.Reference("subject", "Patient", PersonResources.PatientId);
        if (hasPrimary && group.Kind is not (FactKind.Smoking or FactKind.PerformanceStatus))
        {
            writer.References("focus", [("Condition", ConditionResources.PrimaryId)]);
        }

        writer.Date("effectiveDateTime", group.First.Date);
    }

    private void Quantity(string value, string unit, string code)
    {
        writer.Json.WriteStartObject("valueQuantity");
        writer.Json.WriteNumber("value", decimal.Parse(value, CultureInfo.InvariantCulture));
        writer.Json.WriteString("unit", unit);
        writer.Json.WriteString("system", Ucum);
        writer.Json.WriteString("code", code);
        writer.Json.WriteEndObject();
    }

    private static int Whole(string value) => (int)decimal.Parse(value, CultureInfo.InvariantCulture);
}
