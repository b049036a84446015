using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Formats.Hl7;

namespace Navis.Personalize.Formats.Ccda;

/// <summary>HL7 version 3 data types as the coded model has them.</summary>
/// <param name="texts">Narrative by the ID that entries refer to.</param>
internal sealed class CdaValues(IReadOnlyDictionary<string, string> texts)
{
    /// <summary>A code with its translations as codes of one concept, and its original text. A null flavour leaves the translations and the text.</summary>
    /// <param name="element">Element of type CD, CE, CS or alike; null gives the empty concept.</param>
    public CodedConcept Concept(XElement? element)
    {
        if (element is null)
        {
            return CodedConcept.Empty;
        }

        var codes = ImmutableArray.CreateBuilder<CodedConceptCode>();
        foreach (var coded in (IEnumerable<XElement>)[element, .. element.Each("translation")])
        {
            var code = new CodedConceptCode(coded.Attr("codeSystem"), coded.Attr("code"), coded.Attr("displayName"));
            if (code.Code is not null || code.Display is not null)
            {
                codes.Add(code);
            }
        }

        var text = Text(element.First("originalText"));
        return codes.Count == 0 && text is null ? CodedConcept.Empty : new(codes.DrainToImmutable(), text);
    }

    /// <summary>The words of a text element: its own, or those that it refers to in the narrative.</summary>
    /// <param name="element">Element or null.</param>
    public string? Text(XElement? element) => element is null ? null
        : element.First("reference").Attr("value") is ['#', .. var id] && texts.TryGetValue(id, out var words) ? words
        : element.Attr("representation") is "B64" ? null
        : element.Words();

    /// <summary>The value of an observation.</summary>
    /// <param name="value">Element <c>value</c>.</param>
    public (CodedConcept? Concept, CodedQuantity? Quantity, string? Text) Value(XElement value)
    {
        var type = value.Attr("type");
        var colon = type?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        return (colon >= 0 ? type![(colon + 1)..] : type) switch
        {
            "PQ" or "INT" or "REAL" or "MO" => (null, Number(value.Attr("value")) is { } number ? new(number, null, null, value.Attr("unit")) : null, null),
            "IVL_PQ" or "IVL_INT" or "IVL_REAL" => (null, Range(value), null),
            "RTO_PQ_PQ" or "RTO" => (null, Ratio(value), null),
            "ST" or "ED" or "SC" or null when value.Attr("code") is null => (null, null, Text(value)),
            "BL" or "TS" => (null, null, value.Attr("value")),
            _ => (Concept(value), null, null),
        };
    }

    /// <summary>First and last date of an effective time: a point, the ends of an interval, or the first interval of several.</summary>
    /// <param name="statement">Statement.</param>
    public static (PartialDate? Start, PartialDate? End) Time(XElement statement)
    {
        foreach (var time in statement.Each("effectiveTime"))
        {
            var start = Hl7Time.Parse(time.Attr("value")) ?? Hl7Time.Parse(time.First("low").Attr("value")) ?? Hl7Time.Parse(time.First("center").Attr("value"));
            var end = Hl7Time.Parse(time.First("high").Attr("value"));
            if (start is not null || end is not null)
            {
                return (start, end);
            }
        }

        return (null, null);
    }

    private static CodedQuantity? Range(XElement value)
    {
        var (low, high) = (value.First("low"), value.First("high"));
        var unit = low.Attr("unit") ?? high.Attr("unit");
        return (Number(low.Attr("value")), Number(high.Attr("value"))) switch
        {
            ({ } from, { } to) => new(from, to, null, unit),
            ({ } from, null) => new(from, null, low.Attr("inclusive") is "false" ? ">" : ">=", unit),
            (null, { } to) => new(to, null, high.Attr("inclusive") is "false" ? "<" : "<=", unit),
            _ => null,
        };
    }

    private static CodedQuantity? Ratio(XElement value) =>
        Number(value.First("numerator").Attr("value")) is { } top && Number(value.First("denominator").Attr("value")) is { } bottom && bottom != 0 ? new(Math.Round(top / bottom, 6), null, null, "ratio") : null;

    private static decimal? Number(string? text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
