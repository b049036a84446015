using System.Runtime.InteropServices;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Reconciliation.Decisions;

namespace Navis.Personalize.Core.Reconciliation;

/// <summary>Turns findings into drafts of facts: identical statements become one fact with more evidence.</summary>
internal static class FactMerger
{
    /// <summary>Drafts in the order of the case, each with its id and with the first word on whether it holds.</summary>
    /// <param name="findings">Findings, in any order.</param>
    /// <param name="documents">Records by id.</param>
    /// <param name="exclusion">The rule that shuts out a finding because of whom it is about, or null.</param>
    /// <param name="content">Tables.</param>
    public static List<FactDraft> Merge(
        IEnumerable<Finding> findings, Dictionary<string, CaseDocument> documents, Func<Finding, CaseDocument, string?> exclusion, ReconciliationContent content)
    {
        var groups = new Dictionary<Key, List<Stated>>();
        foreach (var finding in findings)
        {
            if (!documents.TryGetValue(finding.Evidence.Document, out var document))
            {
                continue;
            }

            var date = finding.Date ?? (finding.Assertion is Assertion.Affirmed && content.IsDatedByRecord(document.Source.Kind, finding.Kind) ? document.Source.Date : null);
            var shut = exclusion(finding, document) ?? finding.Withheld;
            var key = new Key(finding.Kind, finding.Value, finding.Qualifiers, finding.Assertion, shut, finding.Origin is FactOrigin.Coded ? FactOrigin.Stated : finding.Origin);
            ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, key, out _);
            (group ??= []).Add(new(finding, document, date));
        }

        var drafts = new List<FactDraft>(groups.Count);
        foreach (var (key, group) in groups)
        {
            group.Sort(static (a, b) => CompareEvidence(a.Document, a.Finding.Evidence, b.Document, b.Finding.Evidence));
            Add(drafts, key, group, documents, content);
        }

        drafts.Sort(Compare);
        var once = OneOfEach(drafts);
        for (var i = 0; i < once.Count; i++)
        {
            once[i].Index = i;
        }

        return once;
    }

    // Two readings of the same words that differ only in assertion, date or doubt are one fact: the one that holds least, then the dated one.
    private static List<FactDraft> OneOfEach(List<FactDraft> drafts)
    {
        var byId = new Dictionary<string, int>(drafts.Count, StringComparer.Ordinal);
        var once = new List<FactDraft>(drafts.Count);
        foreach (var draft in drafts)
        {
            if (byId.TryAdd(draft.Id, once.Count))
            {
                once.Add(draft);
                continue;
            }

            var other = once[byId[draft.Id]];
            if ((draft.Holds, draft.Date is null, draft.Date ?? default, draft.Assertion).CompareTo((other.Holds, other.Date is null, other.Date ?? default, other.Assertion)) < 0)
            {
                once[byId[draft.Id]] = draft;
            }
        }

        return once;
    }

    /// <summary>Document, page, start, kind, then value and id, so that the order is total.</summary>
    public static int Compare(FactDraft a, FactDraft b)
    {
        var order = ComparePlace(a.Documents[0], a.Evidence[0], b.Documents[0], b.Evidence[0]);
        order = order != 0 ? order : a.Kind.CompareTo(b.Kind);
        order = order != 0 ? order : string.CompareOrdinal(a.Value, b.Value);
        return order != 0 ? order : string.CompareOrdinal(a.Id, b.Id);
    }

    // Statements with different dates are different facts; one without a date joins the only dated one, else stays by itself.
    private static void Add(List<FactDraft> drafts, Key key, List<Stated> group, Dictionary<string, CaseDocument> documents, ReconciliationContent content)
    {
        var dates = new List<PartialDate?>(1);
        foreach (var stated in group)
        {
            if (stated.Date is { } date && !dates.Contains(date))
            {
                dates.Add(date);
            }
        }

        // A letter of March cannot repeat what was found in May.
        var earlier = dates is [{ } only] && group.Exists(s => s.Date is null && EventDistance.IsBefore(s.Document.Source.Date, only));
        if (dates.Count <= 1 && !earlier)
        {
            drafts.Add(Draft(key, group, dates.Count == 0 ? null : dates[0], documents, content));
            return;
        }

        if (group.Exists(s => s.Date is null && (!earlier || EventDistance.IsBefore(s.Document.Source.Date, dates[0]))))
        {
            dates.Add(null);
        }

        foreach (var date in dates)
        {
            drafts.Add(Draft(key, group.FindAll(s => Of(s) == date), date, documents, content));
        }

        PartialDate? Of(Stated stated) => stated.Date ?? (earlier && !EventDistance.IsBefore(stated.Document.Source.Date, dates[0]) ? dates[0] : null);
    }

    private static FactDraft Draft(Key key, List<Stated> group, PartialDate? date, Dictionary<string, CaseDocument> documents, ReconciliationContent content)
    {
        var evidence = new List<Evidence>(group.Count);
        var known = new HashSet<Evidence>(group.Count);
        var records = new List<CaseDocument>(1);
        var certainty = 0.0;
        foreach (var stated in group)
        {
            certainty = Math.Max(certainty, stated.Finding.Certainty);
            Take(stated.Finding.Evidence, stated.Document);
        }

        foreach (var stated in group)
        {
            foreach (var more in stated.Finding.MoreEvidence)
            {
                if (documents.TryGetValue(more.Document, out var document))
                {
                    Take(more, document);
                }
            }
        }

        var first = group[0].Finding;
        var (holds, why) = Hold(key, content);
        return new()
        {
            Kind = key.Kind,
            Value = key.Value,
            Qualifiers = key.Qualifiers,
            Assertion = key.Assertion,
            Origin = first.Origin,
            Documents = records,
            Evidence = evidence,
            Date = date,
            Certainty = certainty,
            Holds = holds,
            Why = why,
            Id = Fact.IdOf(key.Kind, key.Value, key.Qualifiers, evidence[0]),
        };

        void Take(Evidence one, CaseDocument document)
        {
            if (known.Add(one))
            {
                evidence.Add(one);
            }

            if (!records.Contains(document))
            {
                records.Add(document);
            }
        }
    }

    private static (bool Holds, string Why) Hold(Key key, ReconciliationContent content)
    {
        if (key.Shut is { } shut)
        {
            return (false, shut);
        }

        return content.HoldingOf(key.Assertion) switch
        {
            "holds" => (true, key.Assertion.Name()),
            "only-open-values" when content.OpenValues.Contains(key.Value) => (true, key.Assertion.Name()),
            _ => (false, key.Assertion.Name()),
        };
    }

    private static int ComparePlace(CaseDocument documentA, Evidence a, CaseDocument documentB, Evidence b)
    {
        var order = documentA.Order.CompareTo(documentB.Order);
        order = order != 0 ? order : a.Page.CompareTo(b.Page);
        order = order != 0 ? order : a.Start.CompareTo(b.Start);
        return order != 0 ? order : NaturalOrder.Compare(a.Path, b.Path);
    }

    private static int CompareEvidence(CaseDocument documentA, Evidence a, CaseDocument documentB, Evidence b)
    {
        var order = ComparePlace(documentA, a, documentB, b);
        order = order != 0 ? order : a.End.CompareTo(b.End);
        return order != 0 ? order : string.CompareOrdinal(a.Quote, b.Quote);
    }

    private readonly record struct Key(FactKind Kind, string Value, Qualifiers Qualifiers, Assertion Assertion, string? Shut, FactOrigin Origin);

    private readonly record struct Stated(Finding Finding, CaseDocument Document, PartialDate? Date);
}
