using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Rules.Profiles;
using Navis.Personalize.Core.Rules.Vocabulary;
using Navis.Personalize.Core.Staging;

namespace Navis.Personalize.Core.Rules.Projections;

/// <summary>The stage at diagnosis out of all that a record states: stated before computed, pathologic before clinical, never that of a recurrence.</summary>
internal sealed record StageView(CaseView View, IReadOnlyList<Fact> Groups, IReadOnlyList<Fact> T, IReadOnlyList<Fact> N, IReadOnlyList<Fact> M)
{
    public static StageView Of(CaseView view) => new(view, Narrowed(view, Best(view, FactKind.StageGroup)), Best(view, FactKind.T), Best(view, FactKind.N), Best(view, FactKind.M));

    /// <summary>The edition of the chosen facts, or null when none or several are named.</summary>
    public string? Edition => Groups.Concat(T).Concat(N).Select(f => f.Qualifiers.Edition).OfType<string>().Distinct(StringComparer.Ordinal).ToList() is [var only] ? only : null;

    public void Project(RuleProfileBuilder profile, ChoiceSlot slot, string projection)
    {
        switch (projection)
        {
            case "stage-group":
                Set(profile, slot, Groups, f => f.Value);
                break;
            case "stage-edition":
                Set(profile, slot, Groups, f => f.Qualifiers.Edition);
                break;
            case "stage-basis":
                Set(profile, slot, Groups, f => f.Qualifiers.Basis);
                break;
            case "t":
                Set(profile, slot, T, f => f.Value);
                break;
            case "n":
                Set(profile, slot, N, f => f.Value);
                break;
            case "m":
                Set(profile, slot, M, f => f.Value);
                break;
        }
    }

    private void Set(RuleProfileBuilder profile, ChoiceSlot slot, IReadOnlyList<Fact> facts, Func<Fact, string?> value)
    {
        // A person must choose between two stages that no rule could reconcile.
        if (facts.Count > 0 && View.Field(facts[0].Kind.Name()) is { State: FieldState.Conflicting })
        {
            profile.SetConflict(slot, CaseView.Ids(facts).AsSpan());
            return;
        }

        foreach (var fact in facts)
        {
            if (value(fact) is { } text && slot.SetOf(text) is var set and not 0)
            {
                profile.SetChoice(slot, set, fact.Id);
            }
        }
    }

    // A computed IIIA says which part of a stated bare III it is.
    private static IReadOnlyList<Fact> Narrowed(CaseView view, List<Fact> stated) =>
        [.. stated, .. view.Holding(FactKind.StageGroup).Where(f => f.Origin is FactOrigin.Derived && stated.Count > 0 && stated.TrueForAll(s => s.Origin is not FactOrigin.Derived && StageGroups.Contains(s.Value, f.Value)))];

    private static List<Fact> Best(CaseView view, FactKind kind)
    {
        // rTNM and aTNM stage a recurrence or an autopsy; a reviewer's correction outranks every record.
        var all = view.Holding(kind).Where(f => f.Qualifiers.Prefix is not ("r" or "a")).ToList();
        return all.Count == 0 ? [] : all.GroupBy(Rank).OrderBy(g => g.Key).First().ToList();
    }

    private static int Rank(Fact fact) => fact switch
    {
        { Origin: FactOrigin.Corrected } => 0,
        { Origin: FactOrigin.Derived } => 8,
        { Qualifiers.Prefix: "y" } => 7,
        { Qualifiers.Basis: "pathologic" } => 1,
        { Qualifiers.Basis: "clinical" } => 3,
        _ => 2,
    };
}
