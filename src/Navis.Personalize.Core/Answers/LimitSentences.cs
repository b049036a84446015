using System.Collections.Immutable;
using Navis.Personalize.Core.Rules.Engine;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Core.Answers;

/// <summary>What the answer is and is not, and who has checked it, one sentence each.</summary>
/// <param name="general">General answer.</param>
/// <param name="trace">Truth of the rules.</param>
/// <param name="options">Options.</param>
/// <param name="scope">How far the answer is tailored.</param>
/// <param name="speakers">The rules that speak.</param>
internal sealed class LimitSentences(GeneralAnswer general, RuleTrace trace, AnswerOptions options, AnswerScope scope, Speakers speakers)
{
    /// <summary>The sentences in order.</summary>
    public ImmutableArray<string> Sentences()
    {
        var limits = new List<string>();
        void Add(string id, string prefix = "")
        {
            if (general.Find(id) is { } limit)
            {
                limits.Add(prefix + limit.Text.For(options.Audience));
            }
        }

        switch (scope)
        {
            case AnswerScope.General:
                Add("limits.general-only");
                break;
            case AnswerScope.NotNsclc:
                Add("limits.not-nsclc");
                break;
            case AnswerScope.LowCertainty:
                Add("limits.low-confidence");
                break;
            case AnswerScope.Tailored:
                break;
        }

        foreach (var id in (ReadOnlySpan<string>)["limits.is", "limits.is-not", "limits.records", "limits.silent", "limits.groups"])
        {
            Add(id);
        }

        if (!options.ShowSurvival)
        {
            Add("limits.survival");
        }

        Add("limits.age");
        if (scope is AnswerScope.Tailored)
        {
            foreach (var section in trace.Outcomes.Where(o => o.Speech is RuleSpeech.Expired && o.Truth is Rules.Truth.True).Select(o => trace.Pack.Rules[o.Rule].Section).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                Add("limits.expired", string.Concat(general.Label("section." + section, options.Audience) ?? "section." + section, ": "));
            }

            var approved = speakers.All.All(o => trace.Pack.Rules[o.Rule].Status is RuleStatus.Approved);
            Add(approved && speakers.All.Any() ? "limits.rules-approved" : "limits.rules-in-review");
        }

        Add("limits.state." + options.Review.State);
        Add("limits.kindness");
        return [.. limits];
    }
}
