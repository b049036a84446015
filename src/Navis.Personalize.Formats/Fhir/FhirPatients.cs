using System.Collections.Immutable;
using System.Text.Json;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Formats.Fhir;

/// <summary>Patient resources as subjects.</summary>
internal static class FhirPatients
{
    /// <summary>The person of a Patient resource.</summary>
    /// <param name="patient">Resource.</param>
    /// <param name="key">Its key.</param>
    public static SubjectClaim Read(JsonElement patient, string key)
    {
        var identifiers = ImmutableArray.CreateBuilder<string>();
        foreach (var (identifier, _) in patient.Each("identifier"))
        {
            if (IdentifierKey(identifier) is { } value)
            {
                identifiers.Add(value);
            }
        }

        return new(NameOf(patient), PartialDate.Parse(patient.Text("birthDate")), patient.Text("gender") is ("male" or "female" or "other") and var sex ? sex : null)
        {
            Identifiers = identifiers.DrainToImmutable(),
            Reference = key,
        };
    }

    /// <summary><c>system|value</c>, or the bare value; null when there is none.</summary>
    public static string? IdentifierKey(JsonElement identifier) => identifier.Text("value") is not { } value ? null
        : identifier.Text("system") is { } system ? $"{system}|{value}" : value;

    /// <summary>Whether two claims are the same person: same key, a shared record number, or the same name and birth date.</summary>
    public static bool Same(SubjectClaim one, SubjectClaim other) =>
        string.Equals(one.Reference, other.Reference, StringComparison.Ordinal)
        || one.Identifiers.Intersect(other.Identifiers, StringComparer.Ordinal).Any()
        || (one.Name is not null && one.BirthDate is not null && one.BirthDate == other.BirthDate && string.Equals(one.Name, other.Name, StringComparison.OrdinalIgnoreCase));

    private static string? NameOf(JsonElement patient)
    {
        JsonElement best = default;
        foreach (var (name, _) in patient.Each("name"))
        {
            // The official or usual name before a maiden name or nickname; the first of equals.
            if (best.ValueKind == JsonValueKind.Undefined || (name.Text("use") is "official" && best.Text("use") is not "official"))
            {
                best = name;
            }
        }

        if (best.Text("text") is { } text)
        {
            return text;
        }

        var parts = new List<string>();
        foreach (var (given, _) in best.Each("given"))
        {
            Add(given.AsText());
        }

        // DSTU2 allows several family names.
        foreach (var (family, _) in best.Each("family"))
        {
            Add(family.AsText());
        }

        return parts.Count == 0 ? null : string.Join(' ', parts);

        void Add(string? part)
        {
            if (part is not null)
            {
                parts.Add(part);
            }
        }
    }
}
