using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Formats.Json;

namespace Navis.Personalize.Formats.Fhir.Writing;

/// <summary>The person, the documents, and who made the bundle out of them.</summary>
internal static class PersonResources
{
    /// <summary>Id of the one patient of a case.</summary>
    public const string PatientId = "patient";

    /// <summary>Writes the patient; of an unnamed one only that there is one.</summary>
    /// <param name="writer">Writer.</param>
    /// <param name="subject">Person.</param>
    public static void WritePatient(FhirResourceWriter writer, CaseSubject subject)
    {
        var json = writer.Json;
        writer.Open("Patient", PatientId, FhirResourceWriter.Mcode + "mcode-cancer-patient");
        if (!subject.Identifiers.IsEmpty)
        {
            json.WriteStartArray("identifier");
            foreach (var identifier in subject.Identifiers)
            {
                var bar = identifier.LastIndexOf('|');
                json.WriteStartObject();
                if (bar > 0)
                {
                    json.WriteString("system", identifier[..bar]);
                }

                json.WriteString("value", identifier[(bar + 1)..]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (subject.Name is not null)
        {
            json.WriteStartArray("name");
            json.WriteStartObject();
            json.WriteString("text", subject.Name);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        if (subject.Sex is "male" or "female" or "other")
        {
            json.WriteString("gender", subject.Sex);
        }

        writer.Date("birthDate", subject.BirthDate);
        writer.Close();
    }

    /// <summary>Writes a document by its name and kind, without its content.</summary>
    /// <param name="writer">Writer.</param>
    /// <param name="document">Document.</param>
    public static void WriteDocument(FhirResourceWriter writer, SourceDocument document)
    {
        var json = writer.Json;
        writer.Open("DocumentReference", document.Id);
        json.WriteString("status", "current");
        writer.Concept("type", FhirTerm.Words(CaseJsonWriter.Name(document.Kind).Replace('-', ' ')));
        writer.Reference("subject", "Patient", PatientId);
        json.WriteStartArray("content");
        json.WriteStartObject();
        json.WriteStartObject("attachment");
        if (document.Language is { Length: > 0 } language)
        {
            json.WriteString("language", language);
        }

        json.WriteString("title", document.Name);
        writer.Date("creation", document.Date);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        writer.Close();
    }

    /// <summary>Writes who made the resources from which documents, and who has checked them.</summary>
    /// <param name="writer">Writer.</param>
    /// <param name="documents">Documents.</param>
    /// <param name="targets">What was made.</param>
    /// <param name="review">Who has checked it.</param>
    /// <param name="recorded">When, as an instant.</param>
    public static void WriteProvenance(FhirResourceWriter writer, IEnumerable<SourceDocument> documents, IReadOnlyList<(string Type, string Id)> targets, AnswerReview review, string recorded)
    {
        const string Participants = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";
        var json = writer.Json;
        writer.Open("Provenance", "provenance");
        writer.References("target", targets);
        json.WriteString("recorded", recorded);
        json.WriteStartArray("agent");
        Agent("assembler", "Navis Personalize");
        if (writer.IsChecked && review.By is { } person)
        {
            Agent("verifier", person);
        }

        json.WriteEndArray();
        json.WriteStartArray("entity");
        foreach (var document in documents)
        {
            json.WriteStartObject();
            json.WriteString("role", "source");
            writer.Reference("what", "DocumentReference", document.Id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        writer.Close();

        void Agent(string type, string name)
        {
            json.WriteStartObject();
            writer.Code("type", Participants, type);
            json.WriteStartObject("who");
            json.WriteString("display", name);
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }
}
