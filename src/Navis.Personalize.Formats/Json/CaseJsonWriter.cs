using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Review;

namespace Navis.Personalize.Formats.Json;

/// <summary>Writes a case as one JSON object of the contract <c>navis-profile/1</c>. Same input, same bytes.</summary>
public static class CaseJsonWriter
{
    /// <summary>The name of the contract.</summary>
    public const string Schema = "navis-profile/1";

    /// <summary>Options of every JSON output: UTF-8 as it is, no HTML escaping (the output is no HTML), indented on request.</summary>
    /// <param name="indented">Several lines.</param>
    public static JsonWriterOptions Options(bool indented) => new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = indented, NewLine = "\n" };

    /// <summary>Writes the head, documents, subject, facts and profile of a case, and leaves the object open for what follows.</summary>
    /// <param name="json">Writer.</param>
    /// <param name="value">Case.</param>
    public static void WriteOpen(Utf8JsonWriter json, ReconciledCase value)
    {
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("case", value.Name);
        json.WriteStartArray("documents");
        foreach (var document in value.Documents)
        {
            Write(json, document);
        }

        json.WriteEndArray();
        Write(json, value.Subject);
        json.WriteStartArray("facts");
        foreach (var fact in value.Facts)
        {
            Write(json, fact);
        }

        json.WriteEndArray();
        Write(json, value.Profile, value.Courses, value.Needs);
    }

    /// <summary>The wire name of a document kind.</summary>
    /// <param name="kind">Kind.</param>
    public static string Name(DocumentKind kind) => kind switch
    {
        DocumentKind.SurgicalPathology => "surgical-pathology",
        DocumentKind.BiopsyPathology => "biopsy-pathology",
        DocumentKind.Cytology => "cytology",
        DocumentKind.Molecular => "molecular",
        DocumentKind.ClinicLetter => "clinic-letter",
        DocumentKind.Discharge => "discharge",
        DocumentKind.Operative => "operative",
        DocumentKind.Imaging => "imaging",
        DocumentKind.TumorBoard => "tumor-board",
        DocumentKind.Laboratory => "laboratory",
        DocumentKind.Fhir => "fhir",
        DocumentKind.Ccda => "ccda",
        DocumentKind.Hl7V2 => "hl7v2",
        DocumentKind.Other => "other",
    };

    /// <summary>Writes one document without its text.</summary>
    /// <param name="json">Writer.</param>
    /// <param name="document">Document.</param>
    public static void Write(Utf8JsonWriter json, SourceDocument document)
    {
        json.WriteStartObject();
        WriteMembers(json, document);
        json.WriteEndObject();
    }

    /// <summary>Writes the members of a document without its text into an open object.</summary>
    /// <param name="json">Writer.</param>
    /// <param name="document">Document.</param>
    public static void WriteMembers(Utf8JsonWriter json, SourceDocument document)
    {
        json.WriteString("id", document.Id);
        json.WriteString("name", document.Name);
        json.WriteString("kind", Name(document.Kind));
        json.WriteString("date", document.Date?.ToString());
        json.WriteNumber("pages", document.Pages.Length);
        json.WriteString("reading", document.Reading switch { ReadingMode.Text => "text", ReadingMode.Ocr => "ocr", ReadingMode.Structured => "structured" });
        json.WriteString("language", document.Language);
        json.WriteString("subject", document.Subjects.IsEmpty ? null : document.Subjects[0].Name);
        json.WriteStartArray("issues");
        foreach (var issue in document.Issues)
        {
            json.WriteStartObject();
            json.WriteString("code", issue.Code);
            json.WriteString("severity", issue.Severity switch { IssueSeverity.Info => "info", IssueSeverity.Warning => "warning", IssueSeverity.Error => "error" });
            json.WriteString("message", issue.Message);
            WriteNumberOrNull(json, "page", issue.Page);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, CaseSubject subject)
    {
        json.WriteStartObject("subject");
        json.WriteString("name", subject.Name);
        json.WriteString("birthDate", subject.BirthDate?.ToString());
        json.WriteString("sex", subject.Sex);
        Write(json, "identifiers", subject.Identifiers);
        json.WriteBoolean("mixed", subject.Mixed);
        json.WriteEndObject();
    }

    /// <summary>Writes one fact.</summary>
    /// <param name="json">Writer.</param>
    /// <param name="fact">Fact.</param>
    public static void Write(Utf8JsonWriter json, Fact fact)
    {
        json.WriteStartObject();
        json.WriteString("id", fact.Id);
        json.WriteString("kind", fact.Kind.Name());
        WriteValue(json, "value", fact.Value, fact.Kind.IsNumeric());
        Write(json, fact.Kind, fact.Qualifiers);
        json.WriteString("assertion", fact.Assertion.Name());
        json.WriteString("date", fact.Date?.ToString());
        json.WriteNumber("certainty", Math.Round((decimal)fact.Certainty, 4));
        json.WriteString("origin", fact.Origin.Name());
        json.WriteBoolean("holds", fact.Holds);
        json.WriteString("why", fact.Why);
        Write(json, "from", fact.From);
        json.WriteStartArray("evidence");
        foreach (var evidence in fact.Evidence)
        {
            Write(json, evidence);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter json, FactKind kind, Qualifiers qualifiers)
    {
        json.WriteStartObject("qualifiers");
        foreach (var name in QualifierNames.Of(kind))
        {
            if (string.Equals(name, "sites", StringComparison.Ordinal))
            {
                Write(json, name, qualifiers.Sites);
                continue;
            }

            WriteValue(json, name, qualifiers.Text(name), QualifierNames.IsNumeric(name));
        }

        json.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter json, Evidence evidence)
    {
        json.WriteStartObject();
        json.WriteString("document", evidence.Document);
        json.WriteNumber("page", evidence.Page);
        json.WriteNumber("start", evidence.Start);
        json.WriteNumber("end", evidence.End);
        json.WriteString("quote", evidence.Quote);
        json.WriteStartArray("boxes");
        foreach (var box in evidence.Boxes)
        {
            json.WriteStartArray();
            foreach (var side in (ReadOnlySpan<double>)[box.X, box.Y, box.Width, box.Height])
            {
                json.WriteNumberValue(Math.Round((decimal)side, 1));
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteString("path", evidence.Path);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ClinicalProfile profile, ImmutableArray<TreatmentCourse> courses, ImmutableArray<ReviewNeed> needs)
    {
        json.WriteStartObject("profile");
        json.WriteString("version", profile.Version);
        json.WriteStartObject("learned");
        foreach (var (name, hash) in profile.Learned)
        {
            json.WriteString(name, hash);
        }

        json.WriteEndObject();
        json.WriteStartObject("fields");
        foreach (var (name, field) in profile.Fields)
        {
            json.WriteStartObject(name);
            json.WriteString("state", field.State switch { FieldState.Known => "known", FieldState.Unknown => "unknown", FieldState.Conflicting => "conflicting" });
            json.WriteString("value", field.Value);
            Write(json, "facts", field.Facts);
            json.WriteString("rule", field.Rule);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartArray("needsPerson");
        foreach (var need in needs)
        {
            json.WriteStartObject();
            json.WriteString("field", need.Field);
            json.WriteString("reason", need.Reason switch { ReviewReason.Conflicting => "conflicting", ReviewReason.Uncertain => "uncertain" });
            json.WriteNumber("uncertainty", Math.Round((decimal)need.Uncertainty, 4));
            Write(json, "facts", need.Facts);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("timeline");
        foreach (var entry in profile.Timeline)
        {
            json.WriteStartObject();
            json.WriteString("date", entry.Date.ToString());
            json.WriteString("fact", entry.Fact);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("courses");
        foreach (var course in courses)
        {
            Write(json, course);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // One course of one treatment, put together from every fact that speaks of it; the line is the stated one, else that of the published rules.
    private static void Write(Utf8JsonWriter json, TreatmentCourse course)
    {
        json.WriteStartObject();
        json.WriteString("treatment", course.Treatment);
        json.WriteString("type", course.Type);
        json.WriteString("now", course.Now);
        json.WriteString("setting", course.Setting);
        json.WriteString("intent", course.Intent);
        WriteNumberOrNull(json, "line", course.TherapyLine);
        json.WriteString("regimen", course.Class);
        json.WriteString("start", course.Start?.ToString());
        json.WriteString("end", course.End?.ToString());
        json.WriteString("reason", course.Reason);
        json.WriteString("response", course.Response);
        Write(json, "facts", course.Facts);
        json.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    internal static void WriteValue(Utf8JsonWriter json, string name, string? value, bool numeric)
    {
        if (numeric && value is not null && decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteNumberOrNull(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
