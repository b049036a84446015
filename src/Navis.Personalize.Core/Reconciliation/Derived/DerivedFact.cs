using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Core.Reconciliation.Derived;

/// <summary>Builds facts that rest on other facts and inherit their evidence.</summary>
internal static class DerivedFact
{
    private const int EvidenceLimit = 12;

    /// <summary>A derived fact. It is no surer than the least sure of what it rests on.</summary>
    /// <param name="kind">Kind.</param>
    /// <param name="value">Value.</param>
    /// <param name="qualifiers">Qualifiers.</param>
    /// <param name="from">Facts it rests on; at least one.</param>
    /// <param name="why">Rule.</param>
    public static FactDraft Of(FactKind kind, string value, Qualifiers qualifiers, List<FactDraft> from, string why)
    {
        from.Sort(static (a, b) => a.Index.CompareTo(b.Index));
        var evidence = new List<Evidence>();
        var documents = new List<CaseDocument>();
        foreach (var fact in from)
        {
            if (evidence.Count < EvidenceLimit && !evidence.Contains(fact.Evidence[0]))
            {
                evidence.Add(fact.Evidence[0]);
                if (!documents.Contains(fact.Documents[0]))
                {
                    documents.Add(fact.Documents[0]);
                }
            }
        }

        return new()
        {
            Kind = kind,
            Value = value,
            Qualifiers = qualifiers,
            Assertion = Assertion.Affirmed,
            Origin = FactOrigin.Derived,
            Documents = documents,
            Evidence = evidence,
            Date = from[0].Date,
            Certainty = from.Min(static f => f.Certainty),
            Holds = true,
            Why = why,
            From = from,
            Id = Fact.IdOf(kind, value, qualifiers, evidence[0]),
        };
    }
}
