using System.Collections.Frozen;
using System.Collections.Immutable;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Formats.Fhir.Writing;

/// <summary>The words and codes that our FHIR output uses, from <c>rules/export/fhir.yaml</c>, and the RxNorm codes of <c>rules/terminology/drugs.yaml</c>.</summary>
internal sealed class FhirTerms
{
    private const string Path = "rules/export/fhir.yaml";
    private const string DrugPath = "rules/terminology/drugs.yaml";

    private readonly FrozenDictionary<(string Group, string Value), FhirTerm> terms;
    private readonly FrozenDictionary<string, FhirTerm> drugs;

    /// <summary>Loads the file.</summary>
    /// <param name="content">Content.</param>
    /// <exception cref="ContentException">A term has no text, or names a system that the file does not list.</exception>
    public FhirTerms(IContentSource content)
    {
        var root = ContentNode.Parse(Path, content.Read(Path));
        var systems = root["systems"]!.Members.ToFrozenDictionary(m => m.Key, m => m.Value.Scalar!, StringComparer.Ordinal);
        var known = new Dictionary<(string, string), FhirTerm>();
        foreach (var (group, values) in root.Members.Where(m => m.Key != "systems"))
        {
            foreach (var (value, node) in values.Members)
            {
                var codings = node.Members.Where(m => m.Key != "text").Select(m => systems.TryGetValue(m.Key, out var system) ? (system, m.Value.Scalar!)
                    : throw new ContentException(Path, m.Value.Line, $"The system '{m.Key}' is not listed."));
                known.Add((group, value), new(node.Required("text"), [.. codings]));
            }
        }

        terms = known.ToFrozenDictionary();
        drugs = ContentNode.Parse(DrugPath, content.Read(DrugPath)).List("entries").Where(e => e["supportive"] is null).DistinctBy(e => e.Required("id"), StringComparer.Ordinal)
            .ToFrozenDictionary(e => e.Required("id"), e => new FhirTerm(e.Required("id"), e.Optional("rxnorm") is { } code ? [(systems["rxnorm"], code)] : []), StringComparer.Ordinal);
    }

    /// <summary>The term of a value, or its own words without a code.</summary>
    /// <param name="group">Group of the file.</param>
    /// <param name="value">Value of the contract.</param>
    public FhirTerm this[string group, string value] => terms.TryGetValue((group, value), out var term) ? term : new(value.Replace('-', ' '), []);

    /// <summary>Whether the file has a value.</summary>
    /// <param name="group">Group of the file.</param>
    /// <param name="value">Value of the contract.</param>
    public bool Has(string group, string value) => terms.ContainsKey((group, value));

    /// <summary>A drug by its canonical name, or null when the treatment is no drug.</summary>
    /// <param name="treatment">Value of a treatment.</param>
    public FhirTerm? Drug(string treatment) => drugs.GetValueOrDefault(treatment);
}

/// <summary>Words with the codes that mean the same.</summary>
/// <param name="Text">Words.</param>
/// <param name="Codings">System and code; empty where no code is known.</param>
internal sealed record FhirTerm(string Text, ImmutableArray<(string System, string Code)> Codings)
{
    /// <summary>Words alone.</summary>
    /// <param name="text">Words.</param>
    public static FhirTerm Words(string text) => new(text, []);
}
