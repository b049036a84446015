using System.Collections.Immutable;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Application.Features.Evaluation;

/// <summary>The facts of one record, asked by kind. Only those that hold are scored; the others explain a miss.</summary>
internal sealed class HeldFacts(ImmutableArray<Fact> all)
{
    public IEnumerable<Fact> Of(FactKind kind) => all.Where(f => f.Holds && f.Kind == kind);

    /// <summary>The value of a kind, <paramref name="several"/> when facts differ, null when there is none.</summary>
    public string? One(FactKind kind, string several)
    {
        var values = Of(kind).Select(f => f.Value).Distinct(StringComparer.Ordinal).Take(2).ToList();
        return values.Count switch { 0 => null, 1 => values[0], _ => several };
    }

    /// <summary>The values of a kind with their facts; a null value leaves the fact out.</summary>
    public Reading Reading(FactKind kind, Func<Fact, string?> value) => Evaluation.Reading.Of(Of(kind).Select(f => (Value: value(f), Fact: (Fact?)f)).Where(v => v.Value is not null)!);

    /// <summary>Finds a fact that says a value and does not hold.</summary>
    public Func<string, Fact?> Near(FactKind kind, Func<Fact, string>? value = null) => wanted => all.FirstOrDefault(f => !f.Holds && f.Kind == kind && string.Equals(value is null ? f.Value : value(f), wanted, StringComparison.Ordinal));
}
