using System.Collections.Immutable;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;

namespace Navis.Personalize.Rules.Tests;

/// <summary>A reconciled case of synthetic facts, each with its own words as evidence.</summary>
internal sealed class CaseBuilder
{
    private readonly List<Fact> facts = [];
    private readonly ImmutableSortedDictionary<string, ProfileField>.Builder fields = ImmutableSortedDictionary.CreateBuilder<string, ProfileField>(StringComparer.Ordinal);
    private readonly List<TreatmentCourse> courses = [];
    private CaseDisease disease = CaseDisease.Nsclc;
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

    public CaseBuilder Drug(string name, string? now = CourseNow.Ongoing, string? start = null, string? setting = null, int? line = null) => Course(name, "systemic", now, start, setting, line);

    public CaseBuilder Surgery(string name = "lobectomy", string? date = null) => Course(name, "surgery", CourseNow.Completed, date, null, null);

    public CaseBuilder Radiation(string name, string? end = null, string? setting = null, string? now = CourseNow.Completed, params string[] sites)
    {
        With(FactKind.Treatment, name, new() { Type = "radiation", Sites = [.. sites] }, end);
        courses.Add(new(name, "radiation", now, [facts[^1].Id]) { End = PartialDate.Parse(end), Setting = setting });
        return this;
    }

    private CaseBuilder Course(string name, string type, string? now, string? start, string? setting, int? line)
    {
        With(FactKind.Treatment, name, new() { Type = type, Start = PartialDate.Parse(start), Setting = setting }, start);
        courses.Add(new(name, type, now, [facts[^1].Id]) { Start = PartialDate.Parse(start), Setting = setting, Line = line });
        return this;
    }

    public CaseBuilder Of(CaseDisease value)
    {
        disease = value;
        return this;
    }

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

    public ReconciledCase Build()
    {
        // One field a kind, as the reconciliation makes it: known when the facts agree.
        foreach (var kind in facts.Where(f => f.Holds && f.Kind is not (FactKind.Biomarker or FactKind.Treatment)).GroupBy(f => f.Kind))
        {
            var values = kind.Select(f => f.Value).Distinct(StringComparer.Ordinal).ToList();
            fields.TryAdd(kind.Key.Name(), new(values.Count == 1 ? FieldState.Known : FieldState.Conflicting, values.Count == 1 ? values[0] : null, [.. kind.Select(f => f.Id)], "test"));
        }

        return new("case", [], CaseSubject.Unnamed with { Mixed = mixed }, [.. facts], new("1", fields.ToImmutable(), []), []) { Courses = [.. courses], Disease = disease, Outcome = CaseOutcome.AboutLungCancer };
    }
}
