using System.Text.Json;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Json;

/// <summary>Writes what the readers saw (<c>navis-documents/1</c>): text by page with word boxes, and coded entries with their paths.</summary>
public static class DocumentJsonWriter
{
    /// <summary>The name of the form.</summary>
    public const string Schema = "navis-documents/1";

    /// <summary>Writes all documents as one object.</summary>
    /// <param name="json">Writer.</param>
    /// <param name="documents">Documents.</param>
    public static void Write(Utf8JsonWriter json, IEnumerable<SourceDocument> documents)
    {
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteStartArray("documents");
        foreach (var document in documents)
        {
            json.WriteStartObject();
            CaseJsonWriter.WriteMembers(json, document);
            json.WriteStartArray("pageTexts");
            foreach (var page in document.Pages)
            {
                Write(json, page);
            }

            json.WriteEndArray();
            json.WriteStartArray("entries");
            foreach (var entry in document.Entries)
            {
                Write(json, entry);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DocumentPage page)
    {
        json.WriteStartObject();
        json.WriteNumber("number", page.Number);
        json.WriteNumber("width", Math.Round((decimal)page.Width, 1));
        json.WriteNumber("height", Math.Round((decimal)page.Height, 1));
        json.WriteString("text", page.Text);

        // [start, length, x, y, width, height, confidence]
        json.WriteStartArray("words");
        foreach (var word in page.Words)
        {
            json.WriteStartArray();
            json.WriteNumberValue(word.Start);
            json.WriteNumberValue(word.Length);
            json.WriteNumberValue(Math.Round((decimal)word.Box.X, 1));
            json.WriteNumberValue(Math.Round((decimal)word.Box.Y, 1));
            json.WriteNumberValue(Math.Round((decimal)word.Box.Width, 1));
            json.WriteNumberValue(Math.Round((decimal)word.Box.Height, 1));
            json.WriteNumberValue(Math.Round((decimal)word.Confidence, 3));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CodedEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("path", entry.Path);
        json.WriteString("kind", entry.Kind.ToString());
        json.WriteString("status", entry.Status);
        json.WriteBoolean("negated", entry.Negated);
        json.WriteString("date", entry.Date?.ToString());
        Write(json, "code", entry.Code);
        json.WriteStartArray("values");
        foreach (var value in entry.Values)
        {
            Write(json, null, value);
        }

        json.WriteEndArray();
        json.WriteString("valueText", entry.ValueText);
        if (entry.Quantity is { } quantity)
        {
            json.WriteStartObject("quantity");
            json.WriteNumber("value", quantity.Value);
            json.WriteString("comparator", quantity.Comparator);
            json.WriteString("unit", quantity.Unit);
            json.WriteEndObject();
        }

        json.WriteStartArray("parts");
        foreach (var part in entry.Parts)
        {
            json.WriteStartObject();
            json.WriteString("path", part.Path);
            Write(json, "code", part.Code);
            json.WriteStartArray("values");
            foreach (var value in part.Values)
            {
                Write(json, null, value);
            }

            json.WriteEndArray();
            json.WriteString("valueText", part.ValueText);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string? name, CodedConcept concept)
    {
        if (name is null)
        {
            json.WriteStartObject();
        }
        else
        {
            json.WriteStartObject(name);
        }

        json.WriteString("text", concept.Text);
        json.WriteStartArray("codes");
        foreach (var code in concept.Codes)
        {
            json.WriteStartObject();
            json.WriteString("system", code.System);
            json.WriteString("code", code.Code);
            json.WriteString("display", code.Display);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
