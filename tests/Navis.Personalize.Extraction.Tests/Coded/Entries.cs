using System.Collections.Immutable;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Coded;

namespace Navis.Personalize.Extraction.Tests.Coded;

/// <summary>Short ways to write coded entries, and findings as one line each.</summary>
internal static class Entries
{
    private static readonly CodedExtractor Extractor = new(RepositoryContent.Instance);

    public static CodedEntry Nsclc { get; } = Condition("c", "snomed|254637007|Non-small cell lung cancer");

    public static CodedEntry Condition(string id, string code) => new() { Path = $"Condition/{id}", Kind = CodedEntryKind.Condition, SourceType = "Condition", Reference = $"Condition/{id}", Code = Concept(code) };

    public static CodedEntry Observation(string code, string? value = null, string id = "o") => new()
    {
        Path = $"Observation/{id}",
        Kind = CodedEntryKind.Observation,
        SourceType = "Observation",
        Reference = $"Observation/{id}",
        Status = "final",
        Code = Concept(code),
        Values = value is null ? [] : [Concept(value)],
    };

    public static CodedEntry Drug(string code, string type = "MedicationRequest", string status = "active", string? intent = "order") => new()
    {
        Path = $"{type}/m",
        Kind = CodedEntryKind.Medication,
        SourceType = type,
        Status = status,
        Intent = type == "MedicationRequest" ? intent : null,
        Code = Concept(code),
    };

    public static CodedEntry Procedure(string code, string status = "completed", CodedEntryKind kind = CodedEntryKind.Procedure) =>
        new() { Path = "Procedure/p", Kind = kind, SourceType = kind.ToString(), Status = status, Code = Concept(code) };

    public static CodedPart Part(string code, string? value) => new("part", Concept(code)) { Values = value is null ? [] : [Concept(value)] };

    /// <summary><c>system|code|display</c>, several separated by <c>;</c>; without bars a text.</summary>
    public static CodedConcept Concept(string written)
    {
        if (!written.Contains('|', StringComparison.Ordinal))
        {
            return new([], written);
        }

        return new([.. written.Split(';').Select(w => w.Split('|')).Select(p => new CodedConceptCode(System(p[0]), p[1].Length == 0 ? null : p[1], p.Length > 2 ? p[2] : null))], null);
    }

    public static ImmutableArray<Finding> Extract(params CodedEntry[] entries) =>
        Extractor.Extract(new() { Id = "d1", Name = "record.json", Kind = DocumentKind.Fhir, Entries = [.. entries], Subjects = [new("Ann Doe", null, null) { Reference = "Patient/p" }] });

    /// <summary>Findings of some kinds that hold, each as value and the named qualifiers, separated by <c>; </c>.</summary>
    public static string Holding(FactKind kind, IEnumerable<CodedEntry> entries, params string[] qualifiers) =>
        string.Join("; ", Extract([.. entries]).Where(f => f.Kind == kind && FindingTexts.Holds(f)).Select(f => Line(f, qualifiers)));

    public static string Line(Finding finding, params string[] qualifiers) =>
        string.Join(' ', qualifiers.Select(q => finding.Qualifiers.Text(q)).Prepend(finding.Value).OfType<string>());

    private static string? System(string name) => name switch
    {
        "" => null,
        "loinc" => "http://loinc.org",
        "snomed" => "http://snomed.info/sct",
        "ajcc" => "http://cancerstaging.org",
        "uicc" => "https://www.uicc.org/resources/tnm",
        "icd10" => "http://hl7.org/fhir/sid/icd-10-cm",
        "icdo" => "http://terminology.hl7.org/CodeSystem/icd-o-3",
        "rxnorm" => "http://www.nlm.nih.gov/research/umls/rxnorm",
        "atc" => "http://www.whocc.no/atc",
        "hgnc" => "http://www.genenames.org",
        "so" => "http://www.sequenceontology.org",
        _ => name,
    };
}
