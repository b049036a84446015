using System.Text.Json;

namespace Navis.Personalize.Formats.Fhir;

/// <summary>Lenient access to an element of a FHIR resource: absent members, wrong types and single values where a list belongs are no errors.
/// Records in the wild break the standard's cardinalities, and the XML form does not say them.</summary>
internal static class FhirElement
{
    /// <summary>A member, or an undefined element.</summary>
    public static JsonElement Get(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    /// <summary>True when the member is there and not null.</summary>
    public static bool Has(this JsonElement element, string name) => element.Get(name).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>The items of a member: of a list each, of a single value that one.</summary>
    public static ItemSequence Each(this JsonElement element, string name) => new(element.Get(name));

    /// <summary>The first item of a member, or an undefined element.</summary>
    public static JsonElement First(this JsonElement element, string name)
    {
        foreach (var (item, _) in element.Each(name))
        {
            return item;
        }

        return default;
    }

    /// <summary>A primitive member as text (numbers and booleans as written), or null. Blank counts as absent.</summary>
    public static string? Text(this JsonElement element, string name) => element.First(name).AsText();

    /// <summary>A primitive as text, or null.</summary>
    public static string? AsText(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null,
        JsonValueKind.Number => element.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array => null,
    };

    /// <summary>Items with their index; allocates nothing.</summary>
    /// <param name="element">A list, a single value, or undefined.</param>
    internal readonly struct ItemSequence(JsonElement element)
    {
        public Enumerator GetEnumerator() => new(element);

        internal struct Enumerator(JsonElement element)
        {
            private readonly int count = element.ValueKind switch
            {
                JsonValueKind.Array => element.GetArrayLength(),
                JsonValueKind.Undefined or JsonValueKind.Null => 0,
                JsonValueKind.Object or JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => 1,
            };

            private JsonElement.ArrayEnumerator items = element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : default;
            private int index = -1;

            public bool MoveNext()
            {
                index++;
                return index < count && (element.ValueKind != JsonValueKind.Array || items.MoveNext());
            }

            public readonly (JsonElement Item, int Index) Current => (element.ValueKind == JsonValueKind.Array ? items.Current : element, index);
        }
    }
}
