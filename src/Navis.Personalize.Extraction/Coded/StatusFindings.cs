using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Coded;

/// <summary>Course of the disease, performance status, smoking, histology results, sizes and node counts.</summary>
internal sealed class StatusFindings
{
    private readonly TumorClassifier classifier;
    private readonly CodeTables tables;
    private readonly PhraseTable questions;
    private readonly PhraseTable smokingWords;
    private readonly ConceptMemo<string?> asked;

    /// <summary>An extractor.</summary>
    /// <param name="classifier">Classifier.</param>
    /// <param name="tables">Tables.</param>
    public StatusFindings(TumorClassifier classifier, CodeTables tables)
    {
        (this.classifier, this.tables) = (classifier, tables);
        questions = new(tables.Status.Root["questions"]!);
        smokingWords = new(tables.Status.Root["smoking"]!);
        asked = new(FindAsked);
    }

    /// <summary>Adds what the entries state.</summary>
    /// <param name="findings">Where to add.</param>
    public void Add(CodedFindings findings)
    {
        var packYears = PackYears(findings.Case.Document);
        var smoking = LastOfEachSmoking(findings.Case.Document);
        foreach (var entry in findings.Case.Document.Entries.Where(e => e.Kind == CodedEntryKind.Observation))
        {
            if (Asks(entry.Code) is { } states)
            {
                Add(findings, entry, entry.Path, states, entry.Values, entry.Quantity, entry.ValueText, entry.Interpretations, smoking, packYears);
            }

            foreach (var part in entry.Parts)
            {
                if (Asks(part.Code) is { } component)
                {
                    Add(findings, entry, part.Path, component, part.Values, part.Quantity, part.ValueText, part.Interpretations, smoking, packYears);
                }
            }
        }
    }

    private void Add(CodedFindings findings, CodedEntry entry, string path, string states, ImmutableArray<CodedConcept> values, CodedQuantity? quantity, string? text, ImmutableArray<CodedConcept> interpretations, HashSet<CodedEntry> smoking, decimal? packYears)
    {
        var all = text is null ? values : values.Add(new([], text));
        switch (states)
        {
            case "disease-status":
                foreach (var value in all)
                {
                    if ((tables.Status.Find(value)?["course"] ?? Texts(value).Select(tables.Status.Words.Within).FirstOrDefault(w => w is not null)) is { } course)
                    {
                        findings.Add(FactKind.DiseaseStatus, course, entry, path, value.Display, findings.Judge(entry));
                        break;
                    }
                }

                break;
            case "performance-status":
                if (Ecog(quantity, all, interpretations) is { } grade)
                {
                    findings.Add(FactKind.PerformanceStatus, grade, entry, path, quantity is null ? all.Concat(interpretations).FirstOrDefault()?.Display : Number(quantity.Value), OfPerson(findings, entry));
                }

                break;
            case "smoking" when smoking.Contains(entry):
                if (all.Select(SmokingIn).FirstOrDefault(v => v is not null) is { } status)
                {
                    findings.Add(FactKind.Smoking, status, entry, path, all[0].Display, OfPerson(findings, entry), new() { PackYears = status is "never" ? null : packYears });
                }

                break;
            case "histology":
                foreach (var value in all)
                {
                    if (classifier.HistologyOf(value) is { } type)
                    {
                        findings.Add(FactKind.Histology, type, entry, path, value.Display, findings.Judge(entry));
                        break;
                    }
                }

                break;
            case "tumor-size" when quantity is not null && Centimetres(quantity) is { } size:
                findings.Add(FactKind.TumorSize, Number(size), entry, path, $"{Number(quantity.Value)} {quantity.Unit}", findings.Judge(entry));
                break;
            case "nodes-examined" or "nodes-positive" when quantity is { Comparator: null, High: null }:
                findings.Add(states is "nodes-examined" ? FactKind.NodesExamined : FactKind.NodesPositive, Number(quantity.Value), entry, path, Number(quantity.Value), findings.Judge(entry));
                break;
            case "lymphovascular-invasion" or "perineural-invasion":
                if (all.Select(Presence).FirstOrDefault(p => p is not null) is { } presence)
                {
                    findings.Add(states is "perineural-invasion" ? FactKind.PerineuralInvasion : FactKind.LymphovascularInvasion, presence, entry, path, all[0].Display, findings.Judge(entry));
                }

                break;
            default:
                break;
        }
    }

    // By code; by name only where no code of ours is given.
    private string? Asks(CodedConcept question) => asked[question];

    private string? FindAsked(CodedConcept question)
    {
        if (tables.Status.Find(question) is { } known)
        {
            return known["states"];
        }

        var id = Texts(question).Where(t => t is { Length: < 120 }).Select(questions.Within).FirstOrDefault(q => q is not null);
        return id is null ? null : tables.Status.ById(id)?["states"];
    }

    private string? SmokingIn(CodedConcept value) => tables.Status.Find(value)?["smoking"] ?? Texts(value).Select(smokingWords.Whole).FirstOrDefault(w => w is not null);

    // What a person is or does belongs to no disease.
    private static Judgement OfPerson(CodedFindings findings, CodedEntry entry) => findings.Judge(entry, Scope.Lung);

    private string? Presence(CodedConcept value) =>
        (tables.Results.Find(value)?["status"] ?? Texts(value).Select(tables.Results.Words.Whole).FirstOrDefault(w => w is not null)) switch
        {
            "detected" => "present",
            "not-detected" => "absent",
            "indeterminate" => "indeterminate",
            _ => null,
        };

    private string? Ecog(CodedQuantity? quantity, ImmutableArray<CodedConcept> values, ImmutableArray<CodedConcept> interpretations)
    {
        if (quantity is { Value: >= 0 and <= 5, High: null, Comparator: null } && decimal.Truncate(quantity.Value) == quantity.Value)
        {
            return Number(quantity.Value);
        }

        foreach (var value in values.Concat(interpretations))
        {
            if (tables.Status.Find(value)?["ecog"] is { } grade)
            {
                return grade;
            }

            if (Texts(value).Select(t => t?.Trim()).FirstOrDefault(t => t is ['0' or '1' or '2' or '3' or '4' or '5']) is { } bare)
            {
                return bare;
            }
        }

        return null;
    }

    /// <summary>A status asked at every visit: its last statement of each kind is enough, and tells which is the present one.</summary>
    private HashSet<CodedEntry> LastOfEachSmoking(SourceDocument document)
    {
        var last = new Dictionary<string, CodedEntry>(StringComparer.Ordinal);
        foreach (var entry in document.Entries.Where(e => e.Kind == CodedEntryKind.Observation && Asks(e.Code) is "smoking"))
        {
            var value = (entry.ValueText is { } text ? entry.Values.Add(new([], text)) : entry.Values).Select(SmokingIn).FirstOrDefault(v => v is not null);
            if (value is not null && (!last.TryGetValue(value, out var known) || (entry.Date is { } date && (known.Date is null || date > known.Date))))
            {
                last[value] = entry;
            }
        }

        return new(last.Values, ReferenceEqualityComparer.Instance);
    }

    private decimal? PackYears(SourceDocument document) => document.Entries
        .Where(e => e.Kind == CodedEntryKind.Observation && Asks(e.Code) is "pack-years" && e.Quantity is { Value: > 0 and < 400 } && e.Status is not "entered-in-error")
        .OrderByDescending(e => e.Date).Select(e => (decimal?)e.Quantity!.Value).FirstOrDefault();

    private static decimal? Centimetres(CodedQuantity quantity) => quantity.Unit?.Trim().ToLowerInvariant() switch
    {
        "cm" => quantity.Value,
        "mm" => quantity.Value / 10,
        _ => null,
    };

    private static string Number(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);

    private static IEnumerable<string?> Texts(CodedConcept concept) => concept.Codes.Select(c => c.Display ?? c.Code).Prepend(concept.Text);
}
