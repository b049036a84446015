using System.Globalization;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Core.Reconciliation.Cases;

/// <summary>Reads qualifiers by their names on the wire from a map of a case file.</summary>
internal static class QualifierReader
{
    public static Qualifiers Read(ContentNode node) => new()
    {
        Basis = node.Optional("basis"),
        Edition = node.Optional("edition"),
        Prefix = node.Optional("prefix"),
        Gene = node.Optional("gene"),
        Alteration = node.Optional("alteration"),
        Hgvs = node.Optional("hgvs"),
        Partner = node.Optional("partner"),
        Quantity = node.Number("quantity"),
        QuantityHigh = node.Number("quantityHigh"),
        Comparator = node.Optional("comparator"),
        Unit = node.Optional("unit"),
        Score = node.Optional("score"),
        Method = node.Optional("method"),
        Specimen = node.Optional("specimen"),
        Type = node.Optional("type"),
        Class = node.Optional("class"),
        Intent = node.Optional("intent"),
        Setting = node.Optional("setting"),
        Line = node.Optional("line") is { } line ? int.Parse(line, CultureInfo.InvariantCulture) : null,
        Start = PartialDate.Parse(node.Optional("start")),
        End = PartialDate.Parse(node.Optional("end")),
        Status = node.Optional("status"),
        Reason = node.Optional("reason"),
        Response = node.Optional("response"),
        Sites = [.. node.Texts("sites").Order(StringComparer.Ordinal)],
        Extent = node.Optional("extent"),
        PackYears = node.Number("pack-years"),
    };
}
