using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Core.Rules.Schemas;

/// <summary>Checks a content file against one of our own schemas: the keywords that <see cref="RuleSchemas"/> uses, no more.</summary>
/// <param name="root">Schema with its <c>$defs</c>.</param>
public sealed class SchemaValidator(JsonObject root)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);

    /// <summary>Where the file is not of the schema: line and what is wrong, the deepest reason first. Empty when it is.</summary>
    /// <param name="node">Root of the file.</param>
    public IReadOnlyList<(int Line, string Problem)> Check(ContentNode node)
    {
        var problems = new List<(int Line, string Problem)>();
        Check(node, root, problems);
        return problems;
    }

    private void Check(ContentNode node, JsonObject schema, List<(int Line, string Problem)> problems)
    {
        if (schema["$ref"] is { } reference)
        {
            Check(node, (JsonObject)root["$defs"]![reference.GetValue<string>()["#/$defs/".Length..]]!, problems);
            return;
        }

        if (schema["anyOf"] is JsonArray forms)
        {
            AnyOf(node, forms, problems);
            return;
        }

        if (schema["type"] is { } type && !(type is JsonArray types ? types.Any(t => IsOf(node, t!.GetValue<string>())) : IsOf(node, type.GetValue<string>())))
        {
            problems.Add((node.Line, $"{Shown(node)} is no {(type is JsonArray ? "text" : type)}."));
            return;
        }

        if (schema["const"] is { } value && node.Scalar != Text(value))
        {
            problems.Add((node.Line, $"{Shown(node)} is not '{Text(value)}'."));
        }

        if (schema["enum"] is JsonArray values && !values.Any(v => node.Scalar is { } scalar && scalar == Text(v!)))
        {
            problems.Add((node.Line, $"{Shown(node)} is none of the values allowed here."));
        }

        if (schema["pattern"] is { } pattern && node.Scalar is { } word && !Regex.IsMatch(word, pattern.GetValue<string>(), RegexOptions.CultureInvariant, Limit))
        {
            problems.Add((node.Line, $"{Shown(node)} is not of the form {pattern}."));
        }

        Items(node, schema, problems);
        Members(node, schema, problems);
    }

    private void Items(ContentNode node, JsonObject schema, List<(int Line, string Problem)> problems)
    {
        if (schema["items"] is JsonObject items)
        {
            foreach (var item in node.Items)
            {
                Check(item, items, problems);
            }

            if (schema["minItems"] is { } least && node.Items.Length < least.GetValue<int>())
            {
                problems.Add((node.Line, "The list is empty."));
            }
        }
    }

    private void Members(ContentNode node, JsonObject schema, List<(int Line, string Problem)> problems)
    {
        foreach (var required in (schema["required"] as JsonArray)?.Select(r => r!.GetValue<string>()) ?? [])
        {
            if (node[required] is null)
            {
                problems.Add((node.Line, $"'{required}' is missing."));
            }
        }

        if (schema["properties"] is not JsonObject properties)
        {
            return;
        }

        foreach (var (key, value) in node.Members)
        {
            if (properties[key] is JsonObject inner)
            {
                Check(value, inner, problems);
            }
            else if (schema["additionalProperties"] is JsonValue allowed && !allowed.GetValue<bool>())
            {
                problems.Add((value.Line, $"'{key}' does not belong here."));
            }
        }
    }

    // Of the forms that a node may have, the one that fits best tells what is wrong.
    private void AnyOf(ContentNode node, JsonArray forms, List<(int Line, string Problem)> problems)
    {
        List<(int Line, string Problem)>? best = null;
        foreach (var form in forms.OfType<JsonObject>())
        {
            var found = new List<(int Line, string Problem)>();
            Check(node, form, found);
            if (found.Count == 0)
            {
                return;
            }

            if (best is null || found.Count < best.Count)
            {
                best = found;
            }
        }

        problems.AddRange(best ?? []);
    }

    private static bool IsOf(ContentNode node, string type) => type switch
    {
        "object" => node.Scalar is null && node.Items.IsEmpty,
        "array" => node.Scalar is null && node.Members.IsEmpty,
        "integer" => int.TryParse(node.Scalar, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "number" => decimal.TryParse(node.Scalar, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        "boolean" => node.Scalar is "true" or "false",
        _ => node.Scalar is not null,
    };

    private static string Text(JsonNode value) => value.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.True => "true",
        System.Text.Json.JsonValueKind.False => "false",
        _ => value.GetValue<string>(),
    };

    private static string Shown(ContentNode node) => node.Scalar is { } scalar ? $"'{scalar}'" : node.Items.IsEmpty ? "A map" : "A list";
}
