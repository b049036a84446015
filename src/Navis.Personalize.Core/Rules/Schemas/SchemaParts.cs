using System.Text.Json.Nodes;

namespace Navis.Personalize.Core.Rules.Schemas;

/// <summary>The few forms that our schemas are made of.</summary>
internal static class SchemaParts
{
    public static JsonObject Type(string type) => new() { ["type"] = type };

    // A number may stand where a text is meant (a year); YAML readers tell them apart, we do not.
    public static JsonObject Text() => new() { ["type"] = new JsonArray("string", "number") };

    public static JsonObject Date() => new() { ["type"] = "string", ["format"] = "date", ["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" };

    public static JsonObject Pattern(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    public static JsonObject Const(string value, string description) => new() { ["const"] = value, ["description"] = description };

    public static JsonObject Enum(IEnumerable<string> values) => new() { ["enum"] = new JsonArray([.. values.Distinct(StringComparer.Ordinal).Select(v => Value(v))]) };

    public static JsonObject Ref(string name) => new() { ["$ref"] = "#/$defs/" + name };

    public static JsonObject AnyOf(params JsonObject[] forms) => new() { ["anyOf"] = new JsonArray([.. forms]) };

    public static JsonObject OneOrMore(IEnumerable<string> values)
    {
        var list = values.ToList();
        return AnyOf(Enum(list), List(Enum(list), 1));
    }

    public static JsonObject List(JsonObject items, int least = 0)
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = items };
        if (least > 0)
        {
            list["minItems"] = least;
        }

        return list;
    }

    public static JsonObject Map(IEnumerable<string> required, params IEnumerable<(string Key, JsonObject Schema)> properties) => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray([.. required.Select(r => Value(r))]),
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject(properties.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Schema))),
    };

    // "8" and true are texts to our reader; an editor that reads them as number or truth value must find them in the list too.
    private static JsonValue Value(string value) => value is "true" or "false" ? JsonValue.Create(value is "true") : JsonValue.Create(value);
}
