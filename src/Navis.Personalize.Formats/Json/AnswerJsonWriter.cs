using System.Text.Json;
using Navis.Personalize.Core.Answers;

namespace Navis.Personalize.Formats.Json;

/// <summary>Writes an answer as the contract <c>navis-answer/1</c>.</summary>
public static class AnswerJsonWriter
{
    /// <summary>The wire name of an audience.</summary>
    /// <param name="audience">Audience.</param>
    public static string Name(Audience audience) => audience switch
    {
        Audience.Patient => "patient",
        Audience.Navigator => "navigator",
        Audience.Clinician => "clinician",
    };

    /// <summary>Writes the answer as one object value.</summary>
    /// <param name="json">Writer, at the place of a value.</param>
    /// <param name="answer">Answer.</param>
    public static void Write(Utf8JsonWriter json, TailoredAnswer answer)
    {
        json.WriteStartObject();
        json.WriteString("schema", TailoredAnswer.Schema);
        json.WriteString("question", answer.Question);
        json.WriteString("title", answer.Title);
        json.WriteString("audience", Name(answer.Audience));
        json.WriteString("language", answer.Language);
        json.WriteStartObject("content");
        json.WriteString("version", answer.ContentVersion);
        json.WriteString("hash", answer.ContentHash);
        json.WriteEndObject();
        json.WriteStartArray("sections");
        foreach (var section in answer.Sections)
        {
            Write(json, section);
        }

        json.WriteEndArray();
        json.WriteStartArray("unknowns");
        foreach (var unknown in answer.Unknowns)
        {
            json.WriteStartObject();
            json.WriteString("field", unknown.Field);
            json.WriteString("question", unknown.Question);
            json.WriteNumber("settles", unknown.Settles);
            json.WriteString("request", unknown.Request);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("conflicts");
        foreach (var conflict in answer.Conflicts)
        {
            json.WriteStartObject();
            json.WriteString("field", conflict.Field);
            CaseJsonWriter.Write(json, "facts", conflict.Facts);
            json.WriteString("chosen", conflict.Chosen);
            json.WriteString("rule", conflict.Rule);
            json.WriteString("text", conflict.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("sources");
        foreach (var source in answer.Sources)
        {
            json.WriteStartObject();
            json.WriteString("evidence", source.Evidence);
            json.WriteString("citation", source.Citation);
            json.WriteString("reviewed", source.Reviewed.ToString());
            json.WriteString("expires", source.Expires?.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("limits");
        foreach (var limit in answer.Limits)
        {
            json.WriteStringValue(limit);
        }

        json.WriteEndArray();
        json.WriteStartObject("review");
        json.WriteString("state", answer.Review.State);
        json.WriteString("by", answer.Review.By);
        json.WriteString("on", answer.Review.On?.ToString());
        json.WriteString("hash", answer.Review.Hash);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AnswerSection section)
    {
        json.WriteStartObject();
        json.WriteString("id", section.Id);
        json.WriteString("title", section.Title);
        json.WriteStartArray("items");
        foreach (var item in section.Items)
        {
            json.WriteStartObject();
            json.WriteString("kind", item.Kind switch
            {
                AnswerItemKind.General => "general",
                AnswerItemKind.Tailored => "tailored",
                AnswerItemKind.Missing => "missing",
                AnswerItemKind.Question => "question",
                AnswerItemKind.Safety => "safety",
            });
            json.WriteString("rule", item.Rule);
            json.WriteString("text", item.Text);
            CaseJsonWriter.Write(json, "because", item.Because);
            CaseJsonWriter.Write(json, "evidence", item.Evidence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
