using System.Globalization;
using System.Text.RegularExpressions;
using Navis.Personalize.Core.Rules.Evidence;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Core.Rules.Checking;

/// <summary>A rule stands on verified evidence that is in date and may be shown to those who read the rule.</summary>
internal static partial class EvidenceChecks
{
    private const int SoonDays = 30;

    public static void Run(CheckContext check, Rule rule)
    {
        if (rule.Status is RuleStatus.Retired or RuleStatus.Draft)
        {
            return;
        }

        if (rule.Expires < check.AsOf)
        {
            check.Warn(rule, "expires", "expired", Say($"The rule expired on {rule.Expires:yyyy-MM-dd} and no longer speaks."), "Review it and set a later day, or retire it.");
        }

        foreach (var id in rule.Evidence)
        {
            if (check.Pack.Evidence.TryGetValue(id, out var item))
            {
                Item(check, rule, item);
            }
        }

        var figure = (rule.Patient is { } patient ? Figure().Match(patient.Source) : Match.Empty) is { Success: true } found ? found.Value : null;
        if (rule.Evidence.IsEmpty && (rule.Section is not "questions" || figure is not null))
        {
            check.Report(rule, "evidence", "no-evidence", figure is null ? "The rule rests on no evidence." : $"The figure '{figure}' rests on no evidence.", "Name a verified item under 'evidence'; without one the point becomes a question in section 'questions', without figures.");
        }
    }

    private static void Item(CheckContext check, Rule rule, EvidenceItem item)
    {
        if (!item.Verified || item.Display is EvidenceDisplay.Blocked)
        {
            check.Report(rule, "evidence", "unverified", $"'{item.Id}' is not verified ({item.Path}, line {item.Line.ToString(CultureInfo.InvariantCulture)}).", "Rest the rule on a verified item, or make the point a question to the team.");
        }

        if (item.Expires < check.AsOf)
        {
            check.Warn(rule, "evidence", "expired", Say($"'{item.Id}' expired on {item.Expires:yyyy-MM-dd}, so the rule no longer speaks."), $"Review the item in {item.Path} and set a later day, or retire the rule.");
        }
        else if (item.Expires is { } end && end <= check.AsOf.AddDays(SoonDays))
        {
            check.Warn(rule, "evidence", "expires-soon", Say($"'{item.Id}' expires on {end:yyyy-MM-dd}."), $"Review the item in {item.Path}.");
        }

        switch (item.Display)
        {
            case EvidenceDisplay.Clinician when rule.Patient is not null:
                check.Report(rule, "patient", "display", $"'{item.Id}' is for clinicians only, but the rule speaks to patients.", "Take the patient text out, or rest it on another item.");
                break;
            case EvidenceDisplay.OnRequest when !rule.IsSurvival && rule.Patient is { } text && Survival().IsMatch(text.Source):
                check.Report(rule, "patient", "display", $"'{item.Id}' holds survival figures, and the patient text speaks of survival unasked.", "Add 'onRequest: survival', or leave survival out.");
                break;
        }
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // "52 of 100", "16 %", "10 months"
    [GeneratedRegex(@"\b\d+([.,]\d+)?( (of|in|out of) (every )?\d+| ?%| (months|years|weeks)\b)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Figure();

    // "were alive", "lived" without "not grown", "not come back"
    [GeneratedRegex(@"\b(lived|live longer|were alive)(?! (without|and|with no))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Survival();
}
