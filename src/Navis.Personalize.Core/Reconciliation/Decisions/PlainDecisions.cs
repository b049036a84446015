using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Reconciliation.Derived;
using Navis.Personalize.Core.Staging;

namespace Navis.Personalize.Core.Reconciliation.Decisions;

/// <summary>Decisions that look at one fact, or at two facts of one kind.</summary>
internal static class PlainDecisions
{
    private static readonly string[] NamedResections = ["lobectomy", "bilobectomy", "pneumonectomy", "segmentectomy", "wedge-resection", "sleeve-resection"];

    /// <summary>What is dated after the day asked for does not hold.</summary>
    public static void AfterAsOf(Weighing weighing, PartialDate? asOf)
    {
        if (asOf is not { } day)
        {
            return;
        }

        foreach (var fact in weighing.Facts)
        {
            if (EventDistance.IsBefore(day, fact.Date))
            {
                fact.Withhold(RuleIds.AfterAsOf);
            }
        }
    }

    /// <summary>An ypTNM that a radiologist writes before any operation is no pathologic stage.</summary>
    public static void ImagingGivesNoPathology(Weighing weighing)
    {
        if (weighing.Holding(FactKind.Treatment).Exists(static t => t.Qualifiers.Type is "surgery" && t.Qualifiers.Status is not ("planned" or "declined" or "not-given")))
        {
            return;
        }

        foreach (var kind in (ReadOnlySpan<FactKind>)[FactKind.T, FactKind.N, FactKind.M, FactKind.StageGroup])
        {
            foreach (var fact in weighing.Of(kind))
            {
                if (fact.Qualifiers.Prefix is "y" && fact.Qualifiers.Basis is "pathologic" && fact.Documents.TrueForAll(static d => d.Source.Kind is DocumentKind.Imaging))
                {
                    fact.Withhold(RuleIds.ImagingNoPathology);
                }
            }
        }
    }

    /// <summary>A coarse statement gives way to an exact one of the same tumour: NSCLC to adenocarcinoma, T2 to T2a, NX to N0, III to IIIA, surgery to lobectomy.</summary>
    public static void LessSpecific(Weighing weighing)
    {
        foreach (var kind in (ReadOnlySpan<FactKind>)[FactKind.Histology, FactKind.T, FactKind.N, FactKind.M, FactKind.StageGroup, FactKind.Lobe, FactKind.Treatment])
        {
            var facts = weighing.Holding(kind);
            if (facts.Count < 2)
            {
                continue;
            }

            foreach (var fact in facts)
            {
                if (facts.Exists(other => IsCoarser(weighing, fact, other)))
                {
                    fact.Withhold(RuleIds.LessSpecific);
                }
            }
        }
    }

    /// <summary>How a person is now: the latest dated record decides over earlier ones (smoking, performance status).</summary>
    public static void EarlierStatus(Weighing weighing)
    {
        foreach (var kind in (ReadOnlySpan<FactKind>)[FactKind.Smoking, FactKind.PerformanceStatus])
        {
            var facts = weighing.Holding(kind);
            if (facts.Count < 2)
            {
                continue;
            }

            // "Never" beside "former" is no course of time but a contradiction.
            foreach (var fact in facts.FindAll(static f => f.Value is not "never"))
            {
                if (facts.Exists(other => other.Value is not "never" && !string.Equals(other.Value, fact.Value, StringComparison.Ordinal) && EventDistance.IsBefore(fact.DateOrRecord, other.DateOrRecord)))
                {
                    fact.Withhold(RuleIds.EarlierStatus);
                }
            }
        }
    }

    /// <summary>A result takes the place of <c>pending</c>, unless the new test was ordered after it.</summary>
    public static void ResultArrived(Weighing weighing)
    {
        var markers = weighing.Holding(FactKind.Biomarker);
        foreach (var pending in markers)
        {
            if (pending.Value is BiomarkerStatus.Pending && markers.Exists(result => IsResultOf(pending, result)))
            {
                pending.Withhold(RuleIds.ResultArrived);
            }
        }
    }

    private static bool IsResultOf(FactDraft pending, FactDraft result) =>
        result.Value is not BiomarkerStatus.Pending
        && string.Equals(pending.Qualifiers.Gene, result.Qualifiers.Gene, StringComparison.Ordinal)
        && (pending.Qualifiers.Alteration is null or "any" || result.Qualifiers.Alteration is null or "any" || string.Equals(pending.Qualifiers.Alteration, result.Qualifiers.Alteration, StringComparison.Ordinal))
        && (pending.Qualifiers.Specimen is null || result.Qualifiers.Specimen is null || string.Equals(pending.Qualifiers.Specimen, result.Qualifiers.Specimen, StringComparison.Ordinal))
        && !EventDistance.IsBefore(result.DateOrRecord, pending.DateOrRecord);

    private static bool IsCoarser(Weighing weighing, FactDraft fact, FactDraft other) => fact.Kind switch
    {
        FactKind.Histology => fact.Value is "nsclc-nos" && other.Value is not "nsclc-nos" && weighing.Content.NsclcTypes.Contains(other.Value),
        FactKind.T or FactKind.N or FactKind.M => SameStaging(fact, other) && IsCoarserCategory(fact.Value, other.Value),
        FactKind.StageGroup => SameStaging(fact, other) && !string.Equals(fact.Value, other.Value, StringComparison.Ordinal) && StageGroups.Contains(fact.Value, other.Value),
        FactKind.Lobe => fact.Value is "upper" && other.Value is "lingula",
        FactKind.Treatment when fact.Value is "chemotherapy" or "immunotherapy" or "targeted-therapy" => IsUnnamedCourseOf(weighing, fact, other),
        FactKind.Treatment => fact.Value is "surgery" or "lung-resection" && NamedResections.Contains(other.Value, StringComparer.Ordinal)
            && string.Equals(fact.Qualifiers.Status, other.Qualifiers.Status, StringComparison.Ordinal)
            && !(fact.Date is { } a && other.Date is { } b && a.Contradicts(b)),
        _ => false,
    };

    // "Neoadjuvant chemotherapy" of the pathology report is the carboplatin of the letter; within one record the extractor has told them apart.
    private static bool IsUnnamedCourseOf(Weighing weighing, FactDraft unnamed, FactDraft drug)
    {
        var (a, b) = (unnamed.Qualifiers, drug.Qualifiers);
        return string.Equals(weighing.Content.SortOf(drug.Value), unnamed.Value, StringComparison.Ordinal)
            && unnamed.Documents.TrueForAll(d => !drug.Documents.Contains(d))
            && CourseDraft.IsGivenStatus(a.Status) == CourseDraft.IsGivenStatus(b.Status)
            && (a.Setting is null || string.Equals(a.Setting, b.Setting, StringComparison.Ordinal))
            && (a.Line is null || b.Line is null || a.Line == b.Line)
            && !EventDistance.IsBefore(unnamed.DateOrRecord, CourseDraft.StartOf(drug))
            && !EventDistance.IsBeyond(CourseDraft.StartOf(unnamed) ?? a.End, CourseDraft.StartOf(drug) ?? b.End, weighing.Content.SameEventMonths);
    }

    // T2 and T2a, T1 and T1mi, M1c and M1c1; X beside any category.
    private static bool IsCoarserCategory(string coarse, string exact) =>
        StageCategory.IsUnassessed(coarse) ? !StageCategory.IsUnassessed(exact) : exact.Length > coarse.Length && exact.StartsWith(coarse, StringComparison.Ordinal);

    private static bool SameStaging(FactDraft fact, FactDraft other) =>
        string.Equals(fact.Qualifiers.Prefix, other.Qualifiers.Prefix, StringComparison.Ordinal)
        && !FieldKey.EditionsDiffer(fact, other)
        && (string.Equals(fact.Qualifiers.Basis, other.Qualifiers.Basis, StringComparison.Ordinal) || fact.Qualifiers.Basis is null or "unspecified" || other.Qualifiers.Basis is null or "unspecified");
}
