using System.Collections.Immutable;
using Navis.Personalize.Core.Rules.Engine;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Core.Answers;

/// <summary>Which true rules speak in the end: those that exclude each other fall silent together, those superseded give way.</summary>
internal sealed class Speakers
{
    private readonly RuleTrace trace;
    private readonly Dictionary<string, RuleOutcome> speaking = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> removed = new(StringComparer.Ordinal);
    private readonly ILookup<string, string> supersededBy;

    public Speakers(RuleTrace trace, PatientTextGuard guard)
    {
        this.trace = trace;
        foreach (var outcome in trace.Outcomes.Where(o => o.Speech is RuleSpeech.Speaks))
        {
            speaking[RuleOf(outcome).Id] = outcome;
        }

        foreach (var rule in speaking.Values.Select(RuleOf).ToList())
        {
            foreach (var other in rule.Excludes.Where(speaking.ContainsKey).ToList())
            {
                guard.Report(new(rule.Id, "excluded-together", other));
                removed[rule.Id] = removed[other] = true;
            }
        }

        supersededBy = speaking.Values.Select(RuleOf).SelectMany(r => r.Supersedes.Select(s => (By: r.Id, What: s))).ToLookup(p => p.What, p => p.By, StringComparer.Ordinal);
    }

    /// <summary>Outcomes that speak, by section order and id.</summary>
    public IEnumerable<RuleOutcome> All => speaking.Values.Where(o => !IsReplaced(RuleOf(o).Id)).OrderBy(o => RuleOf(o).Order).ThenBy(o => RuleOf(o).Id, StringComparer.Ordinal);

    public Rule RuleOf(RuleOutcome outcome) => trace.Pack.Rules[outcome.Rule];

    /// <summary>True when a rule that itself speaks replaces this rule or general statement.</summary>
    public bool IsReplaced(string id)
    {
        if (removed.TryGetValue(id, out var known))
        {
            return known;
        }

        // Set first: a circle of rules that replace each other (the check refuses it) then ends here.
        removed[id] = false;
        return removed[id] = supersededBy[id].Any(by => !IsReplaced(by));
    }

    /// <summary>Ids of the rules that are left out because two of them may not speak together.</summary>
    public ImmutableArray<string> Silenced => [.. removed.Where(r => r.Value && speaking.ContainsKey(r.Key)).Select(r => r.Key).Order(StringComparer.Ordinal)];
}
