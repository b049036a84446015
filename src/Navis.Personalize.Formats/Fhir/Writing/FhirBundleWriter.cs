using System.Text.Json;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Formats.Json;

namespace Navis.Personalize.Formats.Fhir.Writing;

/// <summary>Writes the facts of a case that hold as a FHIR R4 bundle after mCODE STU4: patient, primary cancer and its spread, staging, tumour markers and variants, treatments,
/// status, the documents, and a provenance. What is unknown is absent; a negative result is one. What nobody has checked is <c>preliminary</c> or <c>provisional</c>.</summary>
/// <remarks>Same case, same bytes. Every resource carries the words that it rests on, and the mark of <see cref="OwnOutput"/>, by which our reader refuses it.</remarks>
public sealed class FhirBundleWriter
{
    private readonly FhirTerms terms;

    /// <summary>Loads the terms.</summary>
    /// <param name="content">Content.</param>
    /// <exception cref="ContentException">The file of terms is not in its form.</exception>
    public FhirBundleWriter(IContentSource content) => terms = new(content);

    /// <summary>The media type of the result.</summary>
    public const string MediaType = "application/fhir+json";

    /// <summary>Writes a case.</summary>
    /// <param name="source">Case.</param>
    /// <param name="review">Who has checked it.</param>
    /// <param name="asOf">The day of the result; becomes <c>Bundle.timestamp</c> and <c>Provenance.recorded</c>.</param>
    /// <returns>JSON in UTF-8.</returns>
    public byte[] Write(ReconciledCase source, AnswerReview review, DateOnly asOf)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, CaseJsonWriter.Options(indented: true)))
        {
            Write(json, source, review, $"{asOf:yyyy-MM-dd}T00:00:00Z");
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private void Write(Utf8JsonWriter json, ReconciledCase source, AnswerReview review, string instant)
    {
        var writer = new FhirResourceWriter(json, source.Name, review);
        json.WriteStartObject();
        json.WriteString("resourceType", "Bundle");
        writer.Meta(null);
        json.WriteString("type", "collection");
        json.WriteString("timestamp", instant);
        json.WriteStartArray("entry");
        PersonResources.WritePatient(writer, source.Subject);
        var written = new List<(string Type, string Id)>();
        var facts = FactGroup.Of(source.Facts.Where(f => f.Holds));
        new ConditionResources(terms, writer, source, written).Write(facts);
        new ObservationResources(terms, writer, source, written).Write(facts);
        new VariantResources(terms, writer, written).Write(facts);
        new TreatmentResources(terms, writer, source, written).Write();
        foreach (var document in source.Documents)
        {
            PersonResources.WriteDocument(writer, document);
        }

        if (written.Count > 0)
        {
            PersonResources.WriteProvenance(writer, source.Documents, written, review, instant);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

/// <summary>Facts that say the same of the same day: one resource with the evidence of all.</summary>
/// <param name="First">The first of them.</param>
/// <param name="All">All, in the order of the case.</param>
internal sealed record FactGroup(Fact First, IReadOnlyList<Fact> All)
{
    /// <summary>Kind.</summary>
    public FactKind Kind => First.Kind;

    /// <summary>Value.</summary>
    public string Value => First.Value;

    /// <summary>Groups facts, keeping their order.</summary>
    /// <param name="facts">Facts.</param>
    public static IReadOnlyList<FactGroup> Of(IEnumerable<Fact> facts) =>
        [.. facts.GroupBy(f => (f.Kind, f.Value, f.Qualifiers, f.Date, f.Assertion)).Select(g => new FactGroup(g.First(), [.. g]))];
}
