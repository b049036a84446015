using System.Collections.Immutable;
using Navis.Personalize.Core.Rules.Packs;
using Navis.Personalize.Core.Rules.Profiles;

namespace Navis.Personalize.Core.Rules.Engine;

/// <summary>How to evaluate.</summary>
/// <param name="AsOf">The day of the answer: decides what has expired.</param>
/// <param name="ShowSurvival">True when survival figures were asked for.</param>
public sealed record RuleOptions(DateOnly AsOf, bool ShowSurvival = false);

/// <summary>Evaluates a pack on a profile. Pure; the same input gives the same trace.</summary>
public static class RuleEngine
{
    /// <summary>The truth of every rule, with the reason.</summary>
    /// <param name="pack">Pack.</param>
    /// <param name="profile">Profile over the pack's vocabulary.</param>
    /// <param name="options">Options.</param>
    /// <exception cref="ArgumentException">The profile was built over another vocabulary.</exception>
    public static RuleTrace Evaluate(RulePack pack, RuleProfile profile, RuleOptions options)
    {
        if (!ReferenceEquals(pack.Vocabulary, profile.Vocabulary))
        {
            throw new ArgumentException("The profile belongs to another vocabulary.", nameof(profile));
        }

        var truths = new Truth[pack.Atoms.Count];
        pack.Atoms.Evaluate(profile, truths);
        var outcomes = ImmutableArray.CreateBuilder<RuleOutcome>(pack.Rules.Length);
        var reasons = new List<int>();
        for (var i = 0; i < pack.Rules.Length; i++)
        {
            var truth = pack.Conditions[i].Evaluate(truths);
            var start = reasons.Count;
            if (truth != Truth.False)
            {
                pack.Conditions[i].Explain(truths, reasons);
            }

            outcomes.Add(new(i, truth, SpeechOf(pack, i, truth, options), start, reasons.Count - start));
        }

        return new(pack, profile, options, outcomes.MoveToImmutable(), [.. reasons]);
    }

    private static RuleSpeech SpeechOf(RulePack pack, int rule, Truth truth, RuleOptions options) => truth switch
    {
        Truth.False => RuleSpeech.Silent,
        _ when !pack.Speaks[rule] => RuleSpeech.NotActive,
        _ when pack.LastDays[rule] < options.AsOf => RuleSpeech.Expired,
        _ when pack.Rules[rule].IsSurvival && !options.ShowSurvival => RuleSpeech.NotRequested,
        Truth.True => RuleSpeech.Speaks,
        _ => RuleSpeech.Open,
    };
}
