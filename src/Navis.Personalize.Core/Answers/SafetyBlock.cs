using System.Collections.Immutable;
using Navis.Personalize.Core.Rules.Engine;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Answers;

/// <summary>The symptoms to report at once: always there, whatever the records say; a profile changes their order at most.</summary>
/// <param name="general">General answer.</param>
/// <param name="trace">Truth of the rules.</param>
/// <param name="options">Options.</param>
/// <param name="scope">How far the answer is tailored.</param>
/// <param name="shown">Which of some evidence may be shown.</param>
internal sealed class SafetyBlock(GeneralAnswer general, RuleTrace trace, AnswerOptions options, AnswerScope scope, Func<ImmutableArray<string>, ImmutableArray<string>> shown)
{
    private static readonly ImmutableArray<string> LungRiskClasses = ["targeted", "immunotherapy", "adc"];

    /// <summary>The items in order.</summary>
    public ImmutableArray<AnswerItem> Items()
    {
        var items = general.Safety.Select(s => new AnswerItem(
            AnswerItemKind.Safety, s.Id, s.Text.For(options.Audience).Replace("{emergency}", options.Site.Emergency ?? general.Label("emergency.default", options.Audience), StringComparison.Ordinal), [], shown(s.Evidence))).ToList();

        // Lung inflammation comes first for those whose treatment can cause it; the order is all that a profile may change here.
        if (scope is AnswerScope.Tailored && MayInflameLungs() && items.FindIndex(i => i.Rule is "safety.today.lungs") is > 0 and var at)
        {
            var lungs = items[at];
            items.RemoveAt(at);
            items.Insert(0, lungs);
        }

        items.AddRange(options.Site.Support.Select(line => new AnswerItem(AnswerItemKind.Safety, "site.support", line, [], [])));
        return [.. items];
    }

    private bool MayInflameLungs() => trace.Profile.ValueOf("radiation-recency") is "within-12-months"
        || LungRiskClasses.Any(c => trace.Pack.Vocabulary.Find(c) is TreatmentSlot slot && trace.Profile.GivenOf(slot).Any());
}
