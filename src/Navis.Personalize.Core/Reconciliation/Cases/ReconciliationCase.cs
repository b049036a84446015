using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Core.Reconciliation.Cases;

/// <summary>One case of <c>rules/reconciliation/cases</c>: records and findings, and what must come of them.</summary>
/// <param name="Node">Its place, with the expectations.</param>
/// <param name="Documents">Records.</param>
/// <param name="Findings">Findings.</param>
/// <param name="Labels">Findings that the expectations name, by their label (<c>as</c>).</param>
/// <param name="Options">Options.</param>
internal sealed record ReconciliationCase(
    ContentNode Node, ImmutableArray<SourceDocument> Documents, ImmutableArray<Finding> Findings, ImmutableDictionary<string, Finding> Labels, ReconcileOptions Options)
{
    public static ReconciliationCase Read(ContentNode node)
    {
        var documents = node.List("documents").Select(Document).ToImmutableArray();
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var labels = ImmutableDictionary.CreateBuilder<string, Finding>(StringComparer.Ordinal);
        foreach (var item in node.List("findings"))
        {
            var finding = Finding(item, findings.Count, documents);
            findings.Add(finding);
            if (item.Optional("as") is { } label)
            {
                labels[label] = finding;
            }
        }

        return new(node, documents, findings.ToImmutable(), labels.ToImmutable(), new(PartialDate.Parse(node.Optional("as-of")), node.Optional("subject")));
    }

    private static SourceDocument Document(ContentNode node) => new()
    {
        Id = node.Required("id"),
        Name = node.Optional("name") ?? $"{node.Required("id")}.txt",
        Kind = DocumentKinds.Parse(node.Optional("kind") ?? "other") ?? throw new ContentException(node.Path, node.Line, "No such kind of record."),
        Date = PartialDate.Parse(node.Optional("date")),
        Pages = [new(1, node.Optional("title") ?? "record")],
        Subjects = node["person"] is { } person
            ? [new(person.Optional("name"), PartialDate.Parse(person.Optional("born")), person.Optional("sex")) { Identifiers = person.Texts("numbers") }]
            : [],
    };

    private static Finding Finding(ContentNode node, int index, ImmutableArray<SourceDocument> documents)
    {
        var kind = FactKinds.Parse(node.Required("kind")) ?? throw new ContentException(node.Path, node.Line, "No such kind of fact.");
        var value = node.Required("value");
        var start = index * 100;
        return new(kind, value, new(node.Optional("in") ?? documents[0].Id, 1, start, start + value.Length, value), "case")
        {
            Qualifiers = QualifierReader.Read(node),
            Assertion = node.Optional("assertion") is { } assertion
                ? Enum.GetValues<Assertion>().Single(a => string.Equals(a.Name(), assertion, StringComparison.Ordinal))
                : Assertion.Affirmed,
            Date = PartialDate.Parse(node.Optional("date")),
            Certainty = (double)(node.Number("certainty") ?? 0.9m),
            Origin = node.Optional("origin") is "coded" ? FactOrigin.Coded : node.Optional("origin") is "corrected" ? FactOrigin.Corrected : FactOrigin.Stated,
            Withheld = node.Optional("withheld"),
        };
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Node.Path}({Node.Line}): {Node.Optional("name")}");
}
