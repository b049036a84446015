using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Rules.Profiles;
using Navis.Personalize.Core.Rules.Vocabulary;
using Navis.Personalize.Core.Staging;

namespace Navis.Personalize.Core.Rules.Projections;

/// <summary>The stage in the edition by which a trial chose its patients: through T, N, M and size; where these are missing, every stage that the
/// stated one can correspond to. Never maps a stage name to the same name of another edition without looking.</summary>
internal sealed class TrialStage(StageGrouper grouper, EditionMap map)
{
    private static readonly ImmutableArray<string> TumorCategories = ["Tis", "TX", "T0", "T1mi", "T1a", "T1b", "T1c", "T2a", "T2b", "T3", "T4"];
    private static readonly ImmutableArray<string> NodeCategories = ["N0", "N1", "N2", "N2a", "N2b", "N3"];
    private static readonly ImmutableArray<string> SpreadCategories = ["M0", "M1a", "M1b", "M1c", "M1c1", "M1c2"];
    private readonly ConcurrentDictionary<(string From, string To, string Group), ImmutableArray<string>> counterparts = new();

    public void Project(RuleProfileBuilder profile, CaseView view, StageView stage)
    {
        foreach (var slot in profile.Vocabulary.Choices.Where(c => c.Projection.StartsWith("stage-in/", StringComparison.Ordinal)))
        {
            var target = slot.Projection["stage-in/".Length..];
            if (stage.Edition is not { } edition || stage.IsConflicting)
            {
                continue;
            }

            if (ByCategories(slot, view, stage, edition, target) is var (set, facts) && set != 0)
            {
                profile.SetChoice(slot, set, facts.AsSpan());
                continue;
            }

            foreach (var fact in stage.Groups)
            {
                var possible = (edition == target ? [fact.Value] : Counterparts(edition, target, fact.Value)).Aggregate(0UL, (s, g) => s | SetOf(slot, g));
                if (possible != 0)
                {
                    profile.SetChoice(slot, possible, fact.Id);
                }
            }
        }
    }

    private (ulong Set, ImmutableArray<string> Facts) ByCategories(ChoiceSlot slot, CaseView view, StageView stage, string edition, string target)
    {
        if (stage.T is not [var t, ..] || stage.N is not [var n, ..] || stage.T.Any(f => f.Value != t.Value) || stage.N.Any(f => f.Value != n.Value))
        {
            return (0, []);
        }

        var m = stage.M is [var spread, ..] ? spread : null;
        var sizes = view.Holding(FactKind.TumorSize).Select(f => f.Value).Distinct(StringComparer.Ordinal).ToList();
        var size = sizes is [var only] && decimal.TryParse(only, NumberStyles.Float, CultureInfo.InvariantCulture, out var centimetres) ? centimetres : (decimal?)null;
        var answer = map.Convert(edition, target, t.Value, n.Value, m?.Value ?? "MX", size).Stage;
        var set = answer.Outcome switch
        {
            StageOutcome.Group => SetOf(slot, answer.Group!),
            StageOutcome.Occult => SetOf(slot, answer.Word),
            StageOutcome.Unknown => 0UL,
        };
        return (set, CaseView.Ids([t, n, .. m is null ? Array.Empty<Fact>() : [m]]));
    }

    // Every stage of the target edition that some T, N and M of this stage has there.
    private ImmutableArray<string> Counterparts(string from, string to, string group) => counterparts.GetOrAdd((from, to, group), key =>
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (t, n, m) in from t in TumorCategories from n in NodeCategories from m in SpreadCategories select (t, n, m))
        {
            var here = grouper.Group(key.From, "unspecified", t, n, m);
            if (here.Outcome is StageOutcome.Group && StageGroups.Contains(key.Group, here.Group!))
            {
                var there = map.Convert(key.From, key.To, t, n, m).Stage;
                if (there.Outcome is not StageOutcome.Group)
                {
                    return [];
                }

                found.Add(there.Group!);
            }
        }

        return [.. found];
    });

    // The slot may be coarser than the table: IA1 counts as IA.
    private static ulong SetOf(ChoiceSlot slot, string group)
    {
        for (var name = group; name is not null; name = StageGroups.Parent(name))
        {
            if (slot.SetOf(name) is var set and not 0)
            {
                return set;
            }
        }

        return 0;
    }
}
