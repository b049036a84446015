using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Rules.Profiles;
using Navis.Personalize.Core.Rules.Vocabulary;
using Navis.Personalize.Core.Staging;

namespace Navis.Personalize.Core.Rules.Projections;

/// <summary>The stage at diagnosis as the profile's fields settled it: the facts behind each field that carry its value.</summary>
internal sealed record StageView(CaseView View, IReadOnlyList<Fact> Groups, IReadOnlyList<Fact> T, IReadOnlyList<Fact> N, IReadOnlyList<Fact> M)
{
    public static StageView Of(CaseView view) => new(view, Narrowed(view, Behind(view, FactKind.StageGroup)), Behind(view, FactKind.T), Behind(view, FactKind.N), Behind(view, FactKind.M));

    /// <summary>The edition of the chosen facts, or null when none or several are named.</summary>
    public string? Edition => Groups.Concat(T).Concat(N).Select(f => f.Qualifiers.Edition).OfType<string>().Distinct(StringComparer.Ordinal).ToList() is [var only] ? only : null;

    public bool IsConflicting => View.Case.Profile[FactKind.StageGroup.Name()].State is FieldState.Conflicting;

    public void Project(RuleProfileBuilder profile, ChoiceSlot slot, string projection)
    {
        switch (projection)
        {
            case "stage-group":
                Set(profile, slot, FactKind.StageGroup, Groups, f => f.Value);
                break;
            case "stage-edition":
                Set(profile, slot, FactKind.StageGroup, Groups, f => f.Qualifiers.Edition);
                break;
            case "stage-basis":
                Set(profile, slot, FactKind.StageGroup, Groups, f => f.Qualifiers.Basis);
                break;
            case "t":
                Set(profile, slot, FactKind.T, T, f => f.Value);
                break;
            case "n":
                Set(profile, slot, FactKind.N, N, f => f.Value);
                break;
            case "m":
                Set(profile, slot, FactKind.M, M, f => f.Value);
                break;
        }
    }

    private void Set(RuleProfileBuilder profile, ChoiceSlot slot, FactKind kind, IReadOnlyList<Fact> facts, Func<Fact, string?> value)
    {
        // A person must choose between two stages that no rule could reconcile.
        if (View.Case.Profile[kind.Name()] is { State: FieldState.Conflicting } field)
        {
            profile.SetConflict(slot, field.Facts.AsSpan());
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

    private static List<Fact> Behind(CaseView view, FactKind kind) =>
        view.Case.Profile[kind.Name()] is { State: FieldState.Known, Value: { } value } field ? [.. view.Facts(field.Facts).Where(f => f.Value == value)] : [];

    // A computed IIIA says which part of a stated bare III it is.
    private static IReadOnlyList<Fact> Narrowed(CaseView view, List<Fact> stated) =>
        [.. stated, .. view.Holding(FactKind.StageGroup).Where(f => f.Origin is FactOrigin.Derived && !stated.Contains(f) && stated.Count > 0 && stated.TrueForAll(s => s.Origin is not FactOrigin.Derived && StageGroups.Contains(s.Value, f.Value)))];
}
