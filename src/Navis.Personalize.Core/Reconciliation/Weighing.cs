using System.Collections.Immutable;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;

namespace Navis.Personalize.Core.Reconciliation;

/// <summary>The facts of one case while the rules weigh them.</summary>
internal sealed class Weighing
{
    private readonly List<FactDraft>[] byKind;
    private readonly List<Conflict> conflicts = [];

    public Weighing(List<FactDraft> facts, ImmutableArray<CaseDocument> documents, ReconciliationContent content)
    {
        (Facts, Documents, Content) = (facts, documents, content);
        byKind = new List<FactDraft>[Kinds.Length];
        foreach (var kind in Kinds)
        {
            byKind[(int)kind] = [];
        }

        foreach (var fact in facts)
        {
            byKind[(int)fact.Kind].Add(fact);
        }
    }

    public static ImmutableArray<FactKind> Kinds { get; } = [.. Enum.GetValues<FactKind>()];

    public List<FactDraft> Facts { get; }

    public ImmutableArray<CaseDocument> Documents { get; }

    public ReconciliationContent Content { get; }

    public GateState State { get; set; } = GateState.Silent;

    /// <summary>All facts of a kind, those included that do not hold.</summary>
    public List<FactDraft> Of(FactKind kind) => byKind[(int)kind];

    /// <summary>Facts of a kind that hold.</summary>
    public List<FactDraft> Holding(FactKind kind)
    {
        var all = byKind[(int)kind];
        return all.Count == 0 ? all : all.FindAll(static f => f.Holds);
    }

    /// <summary>Adds a derived fact.</summary>
    public void Add(FactDraft derived)
    {
        derived.Index = Facts.Count;
        Facts.Add(derived);
        byKind[(int)derived.Kind].Add(derived);
    }

    /// <summary>Notes a conflict; the same one only once.</summary>
    public void Flag(string field, IEnumerable<FactDraft> facts, FactDraft? chosen, string rule, string detail)
    {
        var sorted = facts.Distinct().OrderBy(static f => f.Index).ToArray();
        if (Content.IsShown(rule) && !conflicts.Exists(c => string.Equals(c.Field, field, StringComparison.Ordinal) && string.Equals(c.Rule, rule, StringComparison.Ordinal) && c.Facts.SequenceEqual(sorted)))
        {
            conflicts.Add(new(field, sorted, chosen, rule, string.Join(' ', ((string[])[detail, Content.TextOf(rule), Content.UndoOf(rule)]).Where(static t => t.Length > 0))));
        }
    }

    /// <summary>What is at odds, each value with the records that state it: <c>N0 (report.pdf) and N1 (letter.txt) are stated.</c></summary>
    public static string Told(IEnumerable<FactDraft> facts)
    {
        var values = facts.GroupBy(static f => f.Value, StringComparer.Ordinal).OrderBy(static g => g.Key, StringComparer.Ordinal)
            .Select(static g => $"{g.Key} ({string.Join(", ", g.SelectMany(static f => f.Documents).Distinct().OrderBy(static d => d.Order).Select(static d => d.Source.Name).Take(3))})").ToList();
        return values.Count < 2 ? "" : $"{string.Join(" and ", values)} are stated.";
    }

    /// <summary>True when a conflict of a rule names one of these facts.</summary>
    public bool IsFlagged(string rule, List<FactDraft> facts) => conflicts.Exists(c => string.Equals(c.Rule, rule, StringComparison.Ordinal) && c.Facts.Any(facts.Contains));

    /// <summary>True when a field has a conflict that no rule decided.</summary>
    public bool IsFlagged(string field, out string rule)
    {
        var open = conflicts.Find(c => c.Chosen is null && string.Equals(c.Field, field, StringComparison.Ordinal));
        rule = open?.Rule ?? RuleIds.OnlyStatement;
        return open is not null;
    }

    /// <summary>The conflicts with the facts' final ids.</summary>
    public ImmutableArray<ProfileConflict> Conflicts() =>
    [
        .. conflicts.OrderBy(static c => c.Field, StringComparer.Ordinal).ThenBy(static c => c.Rule, StringComparer.Ordinal).ThenBy(static c => c.Facts[0].Index).ThenBy(static c => c.Facts[^1].Index)
            .Select(static c => new ProfileConflict(c.Field, [.. c.Facts.Select(static f => f.Id)], c.Chosen?.Id, c.Rule, c.Text)),
    ];

    private sealed record Conflict(string Field, FactDraft[] Facts, FactDraft? Chosen, string Rule, string Text);
}
