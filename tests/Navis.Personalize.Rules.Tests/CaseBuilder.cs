using System.Collections.Immutable;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;

namespace Navis.Personalize.Rules.Tests;

/// <summary>A reconciled case of synthetic facts, each with its own words as evidence.</summary>
internal sealed class CaseBuilder
{
    private readonly List<Fact> facts = [];
    private readonly ImmutableSortedDictionary<string, ProfileField>.Builder fields = ImmutableSortedDictionary.CreateBuilder<string, ProfileField>(StringComparer.Ordinal);
    private bool mixed;

    public static CaseBuilder Nsclc() => new CaseBuilder().With(FactKind.Diagnosis, "nsclc");

    public CaseBuilder With(FactKind kind, string value, Qualifiers? qualifiers = null, string? date = null, bool holds = true, Assertion assertion = Assertion.Affirmed, double certainty = 0.9, string? quote = null, string document = "d1")
    {
        var narrowed = qualifiers ?? Qualifiers.None;
        var start = facts.Count * 10;
        var evidence = new Evidence(document, 1, start, start + 5, quote ?? value);
        facts.Add(new()
        {
            Id = Fact.IdOf(kind, value, narrowed, evidence),
            Kind = kind,
            Value = value,
            Qualifiers = narrowed,
            Assertion = assertion,
            Date = PartialDate.Parse(date),
            Certainty = certainty,
            Holds = holds,
            Why = "test",
            Evidence = [evidence],
        });
        return this;
    }

    public CaseBuilder State(string state, string intent) => With(FactKind.DiseaseState, state).With(FactKind.Intent, intent);

    public CaseBuilder Gene(string gene, string alteration, string status = BiomarkerStatus.Detected, string? date = null, string? specimen = "tissue", string document = "d1") =>
        With(FactKind.Biomarker, status, new() { Gene = gene, Alteration = alteration, Specimen = specimen }, date, document: document);

    public CaseBuilder Drug(string name, string? status = "ongoing", string? start = null, string? setting = null, string? reason = null) =>
        With(FactKind.Treatment, name, new() { Type = "systemic", Status = status, Start = PartialDate.Parse(start), Setting = setting, Reason = reason });

    public CaseBuilder Surgery(string name = "lobectomy", string? date = null) => With(FactKind.Treatment, name, new() { Type = "surgery", Status = "completed" }, date);

    public CaseBuilder Conflicting(string field)
    {
        fields[field] = new(FieldState.Conflicting, null, [], "test");
        return this;
    }

    public CaseBuilder Mixed()
    {
        mixed = true;
        return this;
    }

    public ReconciledCase Build() => new("case", [], new(null, null, null, [], mixed), [.. facts], new("1", fields.ToImmutable(), []), []);
}
