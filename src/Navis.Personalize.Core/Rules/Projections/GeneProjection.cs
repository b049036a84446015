using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Rules.Profiles;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Projections;

/// <summary>Biomarker facts to the states of gene changes.</summary>
internal static class GeneProjection
{
    public static void Project(RuleProfileBuilder profile, CaseView view)
    {
        var results = view.Holding(FactKind.Biomarker).SelectMany(f => Targets(profile.Vocabulary, f).Select(slot => (Slot: slot, Fact: f))).ToList();
        foreach (var (slot, fact) in results)
        {
            profile.SetGene(slot, StateOf(fact), fact.Date, fact.Id);
        }

        foreach (var group in results.GroupBy(r => r.Slot))
        {
            if (Contradiction([.. group.Select(r => r.Fact)]) is { } facts)
            {
                profile.SetConflict(group.Key, CaseView.Ids(facts).AsSpan());
            }
        }

        foreach (var gene in profile.Vocabulary.Genes)
        {
            if (view.Case.Profile[gene.Any.Field] is { State: FieldState.Conflicting } field)
            {
                foreach (var slot in gene.Changes.Append(gene.Any).Where(s => profile.IsSet(s) && (profile.Choices[s.Ref.Index] & (GeneStates.FoundSet | GeneStates.AbsentSet)) != 0).ToList())
                {
                    profile.SetConflict(slot, field.Facts.AsSpan());
                }
            }
        }
    }

    public static void Msi(RuleProfileBuilder profile, ChoiceSlot slot, CaseView view)
    {
        foreach (var fact in view.Holding(FactKind.Biomarker).Where(f => f.Qualifiers.Gene is "MSI"))
        {
            var set = fact.Value switch { BiomarkerStatus.Detected => slot.SetOf("high"), BiomarkerStatus.NotDetected => slot.SetOf("stable"), _ => 0UL };
            if (set != 0)
            {
                profile.SetChoice(slot, set, fact.Id);
            }
        }
    }

    /// <summary>A quantity as an interval: PD-L1 by tumor cells (TPS, TC or not named; CPS and IC count other cells), TMB in mutations a megabase.</summary>
    public static void Quantity(RuleProfileBuilder profile, NumberSlot slot, CaseView view, string gene)
    {
        foreach (var fact in view.Holding(FactKind.Biomarker).Where(f => f.Qualifiers.Gene == gene && f.Qualifiers.Score is null or "TPS" or "TC"))
        {
            var (low, high, sign) = ((double?)fact.Qualifiers.Quantity, (double?)fact.Qualifiers.QuantityHigh, fact.Qualifiers.Comparator);
            Interval? range = (low, high, sign, fact.Value) switch
            {
                ({ } from, { } to, _, _) => new(from, to),
                ({ } q, null, "<", _) => new(slot.Range.Low, Math.BitDecrement(q)),
                ({ } q, null, "<=", _) => new(slot.Range.Low, q),
                ({ } q, null, ">", _) => new(Math.BitIncrement(q), slot.Range.High),
                ({ } q, null, ">=", _) => new(q, slot.Range.High),
                ({ } q, null, _, _) => new(q, q),
                (null, _, _, BiomarkerStatus.NotDetected) when gene is "CD274" => new(0, Math.BitDecrement(1)),
                (null, _, _, BiomarkerStatus.Detected) when gene is "CD274" => new(1, slot.Range.High),
                _ => null,
            };
            if (range is { } said)
            {
                profile.SetNumber(slot, said, fact.Id);
            }
        }
    }

    private static string StateOf(Fact fact) => fact.Value switch
    {
        BiomarkerStatus.Detected => GeneStates.Found,
        BiomarkerStatus.NotDetected => fact.Qualifiers.Specimen is "plasma" or "csf" ? GeneStates.NotFoundInBlood : GeneStates.NotFound,
        BiomarkerStatus.NotTested => GeneStates.NotTested,
        BiomarkerStatus.Pending => GeneStates.Pending,
        _ => GeneStates.Unclear,
    };

    /// <summary>The slots of which a result speaks.</summary>
    private static IEnumerable<ChoiceSlot> Targets(RuleVocabulary vocabulary, Fact fact)
    {
        var symbol = fact.Qualifiers.Gene is "NTRK1" or "NTRK2" or "NTRK3" ? "NTRK" : fact.Qualifiers.Gene ?? "";
        if (vocabulary.FindGene(symbol, "any") is not { } any)
        {
            yield break;
        }

        var found = fact.Value is BiomarkerStatus.Detected;
        foreach (var change in AlterationNames.Of(symbol, fact.Qualifiers.Alteration ?? "any", fact.Qualifiers.Hgvs, fact.Qualifiers.Method, found))
        {
            if (change is "any")
            {
                yield return any;
            }
            else if (vocabulary.FindGene(symbol, change) is { } slot)
            {
                yield return slot;
            }
        }
    }

    // One sample of one day, with and without the change: the report contradicts itself, and nobody may choose but a person.
    private static List<Fact>? Contradiction(List<Fact> facts)
    {
        var positives = facts.FindAll(f => f.Value is BiomarkerStatus.Detected);
        var negatives = facts.FindAll(f => f.Value is BiomarkerStatus.NotDetected);
        return positives.SelectMany(p => negatives.Where(n => p.Date == n.Date && p.Qualifiers.Specimen == n.Qualifiers.Specimen && p.Evidence[0].Document == n.Evidence[0].Document).Select(n => new List<Fact> { p, n })).FirstOrDefault();
    }
}
