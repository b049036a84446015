using System.Collections.Immutable;
using Navis.Personalize.Core.Rules.Engine;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Answers;

/// <summary>What the records do not show, most useful first: ranked by the number of statements that wait for it.</summary>
internal sealed class UnknownRanking
{
    private readonly RuleTrace trace;
    private readonly bool driverKnown;

    public UnknownRanking(RuleTrace trace)
    {
        this.trace = trace;
        driverKnown = trace.Profile.ValueOf("driver") is not (null or "none-found" or "conflicting");
    }

    /// <summary>What is missing.</summary>
    /// <param name="forPatient">True when rules that only clinicians read do not count.</param>
    public ImmutableArray<AnswerUnknown> All(bool forPatient)
    {
        var fields = new Dictionary<string, (FactWords Words, HashSet<string> Rules, int Alone, int Order)>(StringComparer.Ordinal);
        foreach (var outcome in trace.Outcomes.Where(o => o.Speech is RuleSpeech.Open && (!forPatient || trace.Pack.Rules[o.Rule].Patient is not null)))
        {
            var missing = trace.SlotsOf(outcome).SelectMany(FieldsOf).DistinctBy(f => f.Field, StringComparer.Ordinal).ToList();
            foreach (var (field, words, order) in missing)
            {
                if (!fields.TryGetValue(field, out var entry))
                {
                    fields[field] = entry = (words, [], 0, order);
                }

                entry.Rules.Add(trace.Pack.Rules[outcome.Rule].Id);
                fields[field] = entry with { Alone = entry.Alone + (missing.Count == 1 ? 1 : 0), Order = Math.Min(entry.Order, order) };
            }
        }

        return [.. fields.OrderByDescending(f => f.Value.Rules.Count).ThenByDescending(f => f.Value.Alone).ThenBy(f => f.Value.Order).ThenBy(f => f.Key, StringComparer.Ordinal)
            .Select(f => new AnswerUnknown(f.Key, f.Value.Words.Ask ?? "", f.Value.Rules.Count, f.Value.Words.Request ?? ""))];
    }

    private IEnumerable<(string Field, FactWords Words, int Order)> FieldsOf(FactSlot slot)
    {
        switch (slot)
        {
            // Once a driver is known, other genes are not asked for by name (naming rule): the question is whether it was tested again.
            // So it is for a later change of the reader's own gene ("T790M" after "EGFR exon 19 deletion").
            case ChoiceSlot { Gene: { } gene } change when driverKnown && (!IsReaders(gene) || change is { IsDriver: false, Alteration: not "any" }):
                yield return ("biomarker", trace.Pack.Vocabulary.Words["gene-retest"], slot.Ref.Index);
                break;
            case TreatmentSlot { IsClass: true } treatment:
                var named = treatment.Members.Select(m => trace.Pack.Vocabulary.Find(m)).OfType<TreatmentSlot>().Where(m => !m.IsClass && IsRecorded(m)).ToList();
                foreach (var drug in named)
                {
                    yield return (drug.Field, drug.Words, 1000 + drug.Ref.Index);
                }

                if (named.Count == 0)
                {
                    yield return ("treatment", trace.Pack.Vocabulary.Words["treatment-list"], 1000);
                }

                break;
            case TreatmentSlot treatment when !IsRecorded(treatment):
                yield return ("treatment", trace.Pack.Vocabulary.Words["treatment-list"], 1000);
                break;
            default:
                yield return (slot.Field, slot.Words, (slot.Ref.Kind is SlotKind.Choice ? 0 : 500) + slot.Ref.Index);
                break;
        }
    }

    private bool IsReaders(string gene) => trace.Pack.Vocabulary.Genes.First(g => g.Gene == gene) is var definition
        && definition.Changes.Append(definition.Any).Any(c => trace.Profile.Choice(c.Ref.Index) == GeneStates.FoundSet);

    private bool IsRecorded(TreatmentSlot slot)
    {
        foreach (var course in trace.Profile.CoursesOf(slot.Ref.Index))
        {
            if (course.Sure)
            {
                return true;
            }
        }

        return false;
    }
}
