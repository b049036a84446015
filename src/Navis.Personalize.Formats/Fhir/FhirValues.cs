using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Formats.Fhir;

/// <summary>FHIR data types as the coded model has them.</summary>
internal static class FhirValues
{
    /// <summary>A CodeableConcept, a CodeableReference (R5), a Coding, or a bare text.</summary>
    public static CodedConcept Concept(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            return element.AsText() is { } bare ? new([], bare) : CodedConcept.Empty;
        }

        return element.ValueKind == JsonValueKind.Object ? ConceptCache.Of(element, ReadConcept) : CodedConcept.Empty;
    }

    private static CodedConcept ReadConcept(JsonElement element)
    {
        if (element.Has("concept"))
        {
            return Concept(element.Get("concept"));
        }

        if (!element.Has("coding") && element.Has("code"))
        {
            return new([Coding(element)], null);
        }

        var codes = ImmutableArray.CreateBuilder<CodedConceptCode>();
        foreach (var (coding, _) in element.Each("coding"))
        {
            var code = Coding(coding);
            if (code.Code is not null || code.Display is not null)
            {
                codes.Add(code);
            }
        }

        var text = element.Text("text");
        return codes.Count == 0 && text is null ? CodedConcept.Empty : new(codes.DrainToImmutable(), text);
    }

    /// <summary>All concepts of a member, empty ones left out.</summary>
    public static ImmutableArray<CodedConcept> Concepts(FhirObject element, string name)
    {
        var concepts = ImmutableArray<CodedConcept>.Empty;
        foreach (var (item, _) in element.Each(name))
        {
            var concept = Concept(item);
            if (!concept.IsEmpty)
            {
                concepts = concepts.Add(concept);
            }
        }

        return concepts;
    }

    /// <summary>The concept of the first of several members that has one, or an empty one.</summary>
    public static CodedConcept FirstConcept(FhirObject element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Concept(element.First(name)) is { IsEmpty: false } concept)
            {
                return concept;
            }
        }

        return CodedConcept.Empty;
    }

    /// <summary>Body sites with the concepts of their qualifier extensions (side, lobe) after each.</summary>
    public static ImmutableArray<CodedConcept> BodySites(FhirObject element, string name)
    {
        var sites = ImmutableArray<CodedConcept>.Empty;
        foreach (var (site, _) in element.Each(name))
        {
            Add(Concept(site));
            foreach (var (extension, _) in site.Each("extension"))
            {
                Add(Concept(extension.Get("valueCodeableConcept")));
                Add(Concept(extension.Get("valueCoding")));
            }
        }

        return sites;

        void Add(CodedConcept concept)
        {
            if (!concept.IsEmpty)
            {
                sites = sites.Add(concept);
            }
        }
    }

    /// <summary>A date, or the start of a period; null when it has none.</summary>
    public static PartialDate? Date(JsonElement element) => element.ValueKind == JsonValueKind.String
        ? PartialDate.Parse(element.GetString())
        : PartialDate.Parse(element.Text("start")) ?? PartialDate.Parse(element.Text("event"));

    /// <summary>The first date among members, starts of periods included.</summary>
    public static PartialDate? Date(FhirObject element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Date(element.First(name)) is { } date)
            {
                return date;
            }
        }

        return null;
    }

    /// <summary>The end of the first period among members.</summary>
    public static PartialDate? End(FhirObject element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (PartialDate.Parse(element.Get(name).Text("end")) is { } date)
            {
                return date;
            }
        }

        return null;
    }

    /// <summary>The value of a choice element <c>value[x]</c>.</summary>
    public static FhirValue Value(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return default;
        }

        foreach (var member in element.EnumerateObject())
        {
            // The raw name first: a name as text is a string for every member.
            var raw = JsonMarshal.GetRawUtf8PropertyName(member);
            if ((raw.StartsWith("value"u8) || raw.Contains((byte)'\\')) && member.Name is ['v', 'a', 'l', 'u', 'e', >= 'A' and <= 'Z', ..] name)
            {
                return Value(name.AsSpan(5), member.Value);
            }
        }

        return default;
    }

    private static FhirValue Value(ReadOnlySpan<char> type, JsonElement value) => type switch
    {
        "CodeableConcept" or "Coding" or "CodeableReference" => new(Concept(value), null, null, null),
        "Quantity" or "Age" or "Duration" or "Count" or "SimpleQuantity" => new(null, Quantity(value), null, null),
        "Range" => new(null, Range(value), null, null),
        "Ratio" => new(null, Ratio(value), null, null),
        "Integer" or "Decimal" or "PositiveInt" or "UnsignedInt" or "Integer64" => new(null, Number(value) is { } number ? new CodedQuantity(number, null, null, null) : null, value.AsText(), null),
        "Reference" => new(null, null, null, value.Text("reference")),
        "Code" => new(value.AsText() is { } code ? new CodedConcept([new(null, code, null)], null) : null, null, null, null),
        "Period" => new(null, null, value.Text("start"), null),
        _ => new(null, null, value.AsText(), null),
    };

    private static CodedQuantity? Quantity(JsonElement quantity) => Number(quantity.Get("value")) is { } value
        ? new(value, null, quantity.Text("comparator"), quantity.Text("unit") ?? quantity.Text("code"))
        : null;

    private static CodedQuantity? Range(JsonElement range)
    {
        var (low, high) = (range.Get("low"), range.Get("high"));
        var unit = low.Text("unit") ?? low.Text("code") ?? high.Text("unit") ?? high.Text("code");
        return (Number(low.Get("value")), Number(high.Get("value"))) switch
        {
            ({ } from, { } to) => new(from, to, null, unit),
            ({ } from, null) => new(from, null, ">=", unit),
            (null, { } to) => new(to, null, "<=", unit),
            _ => null,
        };
    }

    private static CodedQuantity? Ratio(JsonElement ratio) =>
        Number(ratio.Get("numerator").Get("value")) is { } top && Number(ratio.Get("denominator").Get("value")) is { } bottom && bottom != 0
            ? new(Math.Round(top / bottom, 6), null, null, "ratio")
            : null;

    private static decimal? Number(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => element.TryGetDecimal(out var number) ? number : null,
        JsonValueKind.String => decimal.TryParse(element.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.True or JsonValueKind.False => null,
    };

    private static CodedConceptCode Coding(JsonElement coding) => new(coding.Text("system"), coding.Text("code"), coding.Text("display")) { Version = coding.Text("version") };
}

/// <summary>The value of a choice element: at most one of the first three, or a reference.</summary>
/// <param name="Concept">Coded value.</param>
/// <param name="Quantity">Number.</param>
/// <param name="Text">Any other primitive as text.</param>
/// <param name="Reference">Reference as written.</param>
internal readonly record struct FhirValue(CodedConcept? Concept, CodedQuantity? Quantity, string? Text, string? Reference);
