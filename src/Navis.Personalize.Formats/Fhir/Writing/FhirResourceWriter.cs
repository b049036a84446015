using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Formats.Fhir.Writing;

/// <summary>What every resource of our bundle has in common: its entry, the mark that it is ours, its evidence, and the data types.</summary>
internal sealed class FhirResourceWriter
{
    /// <summary>Canonical root of the mCODE profiles.</summary>
    public const string Mcode = "http://hl7.org/fhir/us/mcode/StructureDefinition/";

    private const string EvidenceUrl = "urn:navis-personalize:evidence";

    private readonly string caseName;
    private readonly string reviewState;

    /// <summary>A writer over an open list of entries.</summary>
    /// <param name="json">Writer.</param>
    /// <param name="caseName">Name of the case; part of every address, so that two cases never share one.</param>
    /// <param name="review">Who has checked the case.</param>
    public FhirResourceWriter(Utf8JsonWriter json, string caseName, AnswerReview review) => (Json, this.caseName, reviewState) = (json, caseName, review.State);

    /// <summary>The writer.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>Whether a person has checked the case.</summary>
    public bool IsChecked => reviewState is not "unchecked";

    /// <summary>Whether a fact is told as sure: a person has checked it, and a record says it without doubt, not the patient alone.</summary>
    /// <param name="facts">Facts of one resource.</param>
    public bool IsFinal(IReadOnlyList<Fact> facts) => facts.All(f => f.Assertion != Assertion.Uncertain && f.Origin != FactOrigin.Reported && (IsChecked || f.Origin == FactOrigin.Corrected));

    /// <summary>Opens entry and resource.</summary>
    /// <param name="type">Resource type.</param>
    /// <param name="id">Id inside the case.</param>
    /// <param name="profile">Canonical address of its profile, or null.</param>
    public void Open(string type, string id, string? profile = null)
    {
        Json.WriteStartObject();
        Json.WriteString("fullUrl", Address(type, id));
        Json.WriteStartObject("resource");
        Json.WriteString("resourceType", type);
        Json.WriteString("id", id);
        Meta(profile);
    }

    /// <summary>Closes resource and entry.</summary>
    public void Close()
    {
        Json.WriteEndObject();
        Json.WriteEndObject();
    }

    /// <summary>The member <c>meta</c> with profile and mark.</summary>
    /// <param name="profile">Profile or null.</param>
    public void Meta(string? profile)
    {
        Json.WriteStartObject("meta");
        if (profile is not null)
        {
            Json.WriteStartArray("profile");
            Json.WriteStringValue(profile);
            Json.WriteEndArray();
        }

        Json.WriteStartArray("tag");
        Json.WriteStartObject();
        Json.WriteString("system", OwnOutput.TagSystem);
        Json.WriteString("code", reviewState);
        Json.WriteEndObject();
        Json.WriteEndArray();
        Json.WriteEndObject();
    }

    /// <summary>The evidence of facts as extensions, each with fact, document, page and words; further extensions may follow before the list is closed.</summary>
    /// <param name="facts">Facts.</param>
    /// <param name="more">Writes further extensions, or null.</param>
    public void Extensions(IEnumerable<Fact> facts, Action? more = null)
    {
        Json.WriteStartArray("extension");
        foreach (var (fact, evidence) in facts.SelectMany(f => f.Evidence.Select(e => (f, e))))
        {
            Json.WriteStartObject();
            Json.WriteStartArray("extension");
            Part("fact", "valueString", fact.Id);
            Part("document", "valueReference", evidence.Document);
            if (evidence.Page > 0)
            {
                Part("page", "valuePositiveInt", evidence.Page);
            }

            if (evidence.Path is { } path)
            {
                Part("path", "valueString", path);
            }

            if (!string.IsNullOrWhiteSpace(evidence.Quote))
            {
                Part("quote", "valueString", evidence.Quote);
            }

            Json.WriteEndArray();
            Json.WriteString("url", EvidenceUrl);
            Json.WriteEndObject();
        }

        more?.Invoke();
        Json.WriteEndArray();
    }

    /// <summary>An extension with a concept as its value.</summary>
    /// <param name="url">Address.</param>
    /// <param name="term">Value.</param>
    public void ConceptExtension(string url, FhirTerm term)
    {
        Json.WriteStartObject();
        Json.WriteString("url", url);
        Concept("valueCodeableConcept", term);
        Json.WriteEndObject();
    }

    /// <summary>A CodeableConcept member, or list item when unnamed.</summary>
    /// <param name="name">Member, or null in a list.</param>
    /// <param name="term">Value.</param>
    public void Concept(string? name, FhirTerm term)
    {
        StartObject(name);
        ConceptBody(term);
        Json.WriteEndObject();
    }

    /// <summary>A list of one CodeableConcept.</summary>
    /// <param name="name">Member.</param>
    /// <param name="term">Value.</param>
    public void Concepts(string name, FhirTerm term)
    {
        Json.WriteStartArray(name);
        Concept(null, term);
        Json.WriteEndArray();
    }

    /// <summary>A code of a system of HL7, as a concept.</summary>
    /// <param name="name">Member.</param>
    /// <param name="system">System.</param>
    /// <param name="code">Code.</param>
    public void Code(string name, string system, string code)
    {
        Json.WriteStartObject(name);
        Codings([(system, code)]);
        Json.WriteEndObject();
    }

    /// <summary>Coding and text of an open concept.</summary>
    /// <param name="term">Value.</param>
    public void ConceptBody(FhirTerm term)
    {
        if (!term.Codings.IsEmpty)
        {
            Codings(term.Codings);
        }

        Json.WriteString("text", term.Text);
    }

    /// <summary>A reference member, or list item when unnamed.</summary>
    /// <param name="name">Member, or null in a list.</param>
    /// <param name="type">Resource type.</param>
    /// <param name="id">Id inside the case.</param>
    public void Reference(string? name, string type, string id)
    {
        StartObject(name);
        Json.WriteString("reference", Address(type, id));
        Json.WriteEndObject();
    }

    /// <summary>A list of references.</summary>
    /// <param name="name">Member.</param>
    /// <param name="targets">Types and ids; the member is left out when there are none.</param>
    public void References(string name, IReadOnlyList<(string Type, string Id)> targets)
    {
        if (targets.Count == 0)
        {
            return;
        }

        Json.WriteStartArray(name);
        foreach (var (type, id) in targets)
        {
            Reference(null, type, id);
        }

        Json.WriteEndArray();
    }

    /// <summary>A date member, left out when unknown.</summary>
    /// <param name="name">Member.</param>
    /// <param name="date">Date.</param>
    public void Date(string name, PartialDate? date)
    {
        if (date is { } known)
        {
            Json.WriteString(name, known.ToString());
        }
    }

    /// <summary>A note of what no element holds; left out when there is nothing.</summary>
    /// <param name="texts">Sentences.</param>
    public void Note(IEnumerable<string?> texts)
    {
        if (string.Join("; ", texts.OfType<string>()) is { Length: > 0 } text)
        {
            Json.WriteStartArray("note");
            Json.WriteStartObject();
            Json.WriteString("text", text);
            Json.WriteEndObject();
            Json.WriteEndArray();
        }
    }

    /// <summary>The address of a resource: made from the case and the id, so that the same case gives the same bytes.</summary>
    /// <param name="type">Resource type.</param>
    /// <param name="id">Id inside the case.</param>
    public string Address(string type, string id)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{caseName}\u001f{type}\u001f{id}"));
        // RFC 9562: version 8 (made by the maker's own rule), variant 10.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return $"urn:uuid:{new Guid(hash.AsSpan(0, 16), bigEndian: true)}";
    }

    private void Codings(ImmutableArray<(string System, string Code)> codings)
    {
        Json.WriteStartArray("coding");
        foreach (var (system, code) in codings)
        {
            Json.WriteStartObject();
            Json.WriteString("system", system);
            Json.WriteString("code", code);
            Json.WriteEndObject();
        }

        Json.WriteEndArray();
    }

    private void Part(string url, string type, object value)
    {
        Json.WriteStartObject();
        Json.WriteString("url", url);
        switch (type, value)
        {
            case ("valueReference", string document):
                Reference(type, "DocumentReference", document);
                break;
            case (_, int number):
                Json.WriteNumber(type, number);
                break;
            default:
                Json.WriteString(type, (string)value);
                break;
        }

        Json.WriteEndObject();
    }

    private void StartObject(string? name)
    {
        if (name is null)
        {
            Json.WriteStartObject();
        }
        else
        {
            Json.WriteStartObject(name);
        }
    }
}
