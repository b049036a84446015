using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Core.Reconciliation.Derived;

/// <summary>Derives disease state and intent by the ordered rules of <c>rules/reconciliation/disease-state.yaml</c>; the first rule that fits decides.</summary>
internal sealed class StateRules
{
    private const string Path = "rules/reconciliation/disease-state.yaml";
    private const string OfState = "state:";
    private readonly ImmutableArray<Rule> states;
    private readonly ImmutableArray<Rule> intents;

    private StateRules(ImmutableArray<Rule> states, ImmutableArray<Rule> intents) => (this.states, this.intents) = (states, intents);

    /// <exception cref="ContentException">A rule asks for a signal that is none.</exception>
    public static StateRules Load(IContentSource content)
    {
        var root = ContentNode.Parse(Path, content.Read(Path));
        foreach (var (name, node) in root["signals"]!.Members)
        {
            Known(name, node);
        }

        return new(Read(root, "disease-state"), Read(root, "intent"));
    }

    /// <summary>Derives both. A value <c>unknown</c> makes no fact; its rule is kept for the profile field.</summary>
    /// <returns>The rule that decided the state, and the one that decided the intent.</returns>
    public (string State, string Intent) Apply(Weighing weighing, CaseSignals signals)
    {
        var state = First(weighing, signals, states, FactKind.DiseaseState);
        if (state.Fact is { } fact)
        {
            signals.Add(string.Concat(OfState, fact.Value), fact);
        }

        return (state.Rule, First(weighing, signals, intents, FactKind.Intent).Rule);
    }

    private static (string Rule, FactDraft? Fact) First(Weighing weighing, CaseSignals signals, ImmutableArray<Rule> rules, FactKind kind)
    {
        foreach (var rule in rules)
        {
            if (rule.All.All(signals.Has) && (rule.Any.IsEmpty || rule.Any.Any(signals.Has)) && !rule.None.Any(signals.Has))
            {
                var from = rule.All.Concat(rule.Any).SelectMany(signals.Support).Distinct().ToList();
                if (rule.Value is "unknown" || from.Count == 0)
                {
                    return (rule.Id, null);
                }

                var fact = DerivedFact.Of(kind, rule.Value, Qualifiers.None, from, rule.Id);
                weighing.Add(fact);
                return (rule.Id, fact);
            }
        }

        return (RuleIds.Silent, null);
    }

    private static ImmutableArray<Rule> Read(ContentNode root, string list) =>
    [
        .. root.List(list).Select(n => new Rule(n.Required("id"), n.Required("value"), Signals(n, "all"), Signals(n, "any"), Signals(n, "none"))),
    ];

    private static ImmutableArray<string> Signals(ContentNode node, string key) => [.. node.Texts(key).Select(s => Known(s, node))];

    private static string Known(string signal, ContentNode node) =>
        signal.StartsWith(OfState, StringComparison.Ordinal) || CaseSignals.Names.Contains(signal, StringComparer.Ordinal) ? signal
        : throw new ContentException(Path, node.Line, $"'{signal}' is no signal.");

    private sealed record Rule(string Id, string Value, ImmutableArray<string> All, ImmutableArray<string> Any, ImmutableArray<string> None);
}
