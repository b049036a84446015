using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Core.Reconciliation.Decisions;

/// <summary>Decides which disease the case is about, and withholds what belongs to another one.</summary>
internal static class DiseaseGate
{
    private static readonly string[] Drivers = ["EGFR", "ALK", "ROS1", "RET", "MET", "BRAF", "ERBB2", "NTRK", "NTRK1", "NTRK2", "NTRK3", "KRAS", "NRG1"];

    public static void Apply(Weighing weighing)
    {
        var all = Signs.None;
        foreach (var document in weighing.Documents)
        {
            all |= SignsOf(weighing, document, affirmedOnly: false);
        }

        weighing.State = StateOf(weighing, all);
        Withhold(weighing);
        SettleDiagnosis(weighing);
    }

    private static GateState StateOf(Weighing weighing, Signs signs) => signs switch
    {
        _ when signs.HasFlag(Signs.Nsclc) && signs.HasFlag(Signs.Sclc) => IsTransformation(weighing) ? GateState.Transformed : GateState.NsclcOrSclc,
        _ when signs.HasFlag(Signs.Nsclc) => GateState.Nsclc,
        _ when signs.HasFlag(Signs.Sclc) => GateState.Sclc,
        _ when signs.HasFlag(Signs.Suspected) => GateState.Suspected,
        _ when signs.HasFlag(Signs.Other) => GateState.OtherCancer,
        _ when signs.HasFlag(Signs.None_) => GateState.NoCancer,
        _ => weighing.Holding(FactKind.Histology).Exists(h => weighing.Content.NsclcTypes.Contains(h.Value)) && weighing.Holding(FactKind.Lobe).Count > 0
            ? GateState.SilentLobe
            : GateState.Silent,
    };

    private static Signs SignsOf(Weighing weighing, CaseDocument document, bool affirmedOnly)
    {
        var signs = Signs.None;
        foreach (var fact in weighing.Of(FactKind.Diagnosis))
        {
            if (fact.Holds && fact.Documents.Contains(document) && (!affirmedOnly || fact.Assertion is Assertion.Affirmed))
            {
                signs |= fact.Value switch
                {
                    "nsclc" => Signs.Nsclc,
                    "sclc" => Signs.Sclc,
                    "suspected" => Signs.Suspected,
                    "other-cancer" => Signs.Other,
                    "no-cancer" => Signs.None_,
                    _ => Signs.None,
                };
            }
        }

        foreach (var fact in weighing.Of(FactKind.Histology))
        {
            if (fact.Holds && fact.Documents.Contains(document) && (!affirmedOnly || fact.Assertion is Assertion.Affirmed))
            {
                signs |= fact.Value switch { "nsclc-nos" => Signs.Nsclc, "small-cell-carcinoma" => Signs.Sclc, "carcinoid" => Signs.Other, _ => Signs.None };
            }
        }

        return signs;
    }

    // Small cell after proven non-small cell: by dates, by a past tense for the first type, or by a driver change, which small cell from the start lacks.
    private static bool IsTransformation(Weighing weighing)
    {
        var nsclc = weighing.Holding(FactKind.Diagnosis).FindAll(static f => f.Value is "nsclc");
        nsclc.AddRange(weighing.Holding(FactKind.Histology).FindAll(f => weighing.Content.NsclcTypes.Contains(f.Value)));
        var sclc = weighing.Holding(FactKind.Histology).FindAll(static f => f.Value is "small-cell-carcinoma");
        sclc.AddRange(weighing.Holding(FactKind.Diagnosis).FindAll(static f => f.Value is "sclc"));
        var (first, then) = (Earliest(nsclc), Earliest(sclc));
        if (first is { } a && then is { } b && a.Contradicts(b))
        {
            return a < b;
        }

        return (nsclc.TrueForAll(static f => f.Assertion is Assertion.Historical) && sclc.Exists(static f => f.Assertion is Assertion.Affirmed))
            || weighing.Holding(FactKind.Biomarker).Exists(static f => f.Value is BiomarkerStatus.Detected && f.Qualifiers.Alteration is not "overexpression" && Drivers.Contains(f.Qualifiers.Gene, StringComparer.Ordinal));
    }

    private static PartialDate? Earliest(List<FactDraft> facts)
    {
        PartialDate? earliest = null;
        foreach (var fact in facts)
        {
            if (fact.DateOrRecord is { } date && (earliest is not { } known || date < known))
            {
                earliest = date;
            }
        }

        return earliest;
    }

    private static void Withhold(Weighing weighing)
    {
        var elsewhere = new HashSet<CaseDocument>();
        foreach (var document in weighing.Documents)
        {
            // A report on a specimen of another cancer beside the lung records: what it says is about that specimen.
            var isSpecimen = document.Source.Kind is DocumentKind.SurgicalPathology or DocumentKind.BiopsyPathology or DocumentKind.Cytology or DocumentKind.Molecular or DocumentKind.Operative;
            if (isSpecimen && SignsOf(weighing, document, affirmedOnly: true) is var signs && signs.HasFlag(Signs.Other) && (signs & (Signs.Nsclc | Signs.Sclc | Signs.Suspected)) == Signs.None)
            {
                elsewhere.Add(document);
            }
        }

        foreach (var fact in weighing.Facts)
        {
            if (fact.Holds)
            {
                var state = elsewhere.Count > 0 && fact.Documents.TrueForAll(elsewhere.Contains) ? GateState.OtherCancer : weighing.State;
                if (weighing.Content.WithheldBy(state, fact.Kind) is { } rule)
                {
                    fact.Withhold(rule);
                }
            }
        }
    }

    // One diagnosis holds: the disease of the case. A suspicion that was settled, and a cancer beside it, stay in the record.
    private static void SettleDiagnosis(Weighing weighing)
    {
        var (keep, rule) = weighing.State switch
        {
            GateState.Nsclc => ("nsclc", RuleIds.Confirmed),
            GateState.Transformed => ("nsclc", RuleIds.Transformation),
            GateState.Sclc => ("sclc", RuleIds.Confirmed),
            GateState.Suspected => ("suspected", RuleIds.Confirmed),
            GateState.OtherCancer => ("other-cancer", RuleIds.Confirmed),
            GateState.NsclcOrSclc or GateState.NoCancer or GateState.Silent or GateState.SilentLobe => (null, RuleIds.Confirmed),
        };
        var diagnoses = weighing.Holding(FactKind.Diagnosis);
        if (weighing.State is GateState.NsclcOrSclc)
        {
            weighing.Flag("diagnosis", diagnoses.FindAll(static f => f.Value is "nsclc" or "sclc"), null, RuleIds.NsclcOrSclc, "");
        }

        foreach (var fact in diagnoses)
        {
            if (weighing.State is GateState.NsclcOrSclc ? fact.Value is not ("nsclc" or "sclc") : keep is not null && !string.Equals(fact.Value, keep, StringComparison.Ordinal))
            {
                fact.Withhold(fact.Value is "other-cancer" ? RuleIds.OtherCancer : fact.Value is "sclc" ? rule : RuleIds.Confirmed);
            }
        }
    }

    [Flags]
    private enum Signs
    {
        None = 0,
        Nsclc = 1,
        Sclc = 2,
        Suspected = 4,
        Other = 8,
        None_ = 16,
    }
}
