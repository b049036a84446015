using System.Globalization;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Core.Rules.Checking;

/// <summary>Id, file name, section, status, and keys that the reader does not look at.</summary>
internal static class FormChecks
{
    public static void Run(CheckContext check, Rule rule)
    {
        Id(check, rule);
        var sections = check.General.Sections.Select(s => s.Id).ToList();
        if (!sections.Contains(rule.Section, StringComparer.Ordinal))
        {
            check.Report(rule, "section", "section", $"'{rule.Section}' is no section of the general answer.", $"Write one of {string.Join(", ", sections)}.");
        }

        var parts = rule.Source.Path[(RulePack.RuleFolder.Length + 1)..^RulePack.RuleSuffix.Length].Split('/');
        if (parts.Length != 2 || parts[0] != rule.Section)
        {
            check.Report(rule, "section", "folder", $"The file does not lie in the folder of its section '{rule.Section}'.", $"Move it to {RulePack.RuleFolder}/{rule.Section}/.");
        }

        if (!parts[^1].All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-') || parts[^1].StartsWith('-') || parts[^1].EndsWith('-'))
        {
            check.Report(rule, "id", "slug", $"'{parts[^1]}' is no file name for a rule.", "Use lower-case letters, digits and hyphens that say the idea.");
        }

        foreach (var (key, value) in rule.Source["say"]!.Members.Where(m => m.Key is not ("patient" or "clinician")))
        {
            check.Report(rule, value.Line, "form", $"'say' has no '{key}'.", "It has patient and clinician.");
        }

        if (rule.Patient is null && rule.Clinician is null)
        {
            check.Report(rule, "say", "silent", "The rule says nothing to anybody.", "Write 'patient', 'clinician' or both under 'say'.");
        }

        if (rule.Status is RuleStatus.Approved && (rule.Approval is not { By: var by } || string.IsNullOrWhiteSpace(by)))
        {
            check.Report(rule, "status", "approval", "The rule is approved by nobody.", "Set the status back to in-review, then run 'navis rules approve ID --by NAME'.");
        }
        else if (rule is { Status: RuleStatus.Approved, Approval: { } given } && check.Approvals.LastOrDefault(a => a.Rule == rule.Id) is var kept && (kept is null || kept.By != given.By || kept.On != given.On || kept.Hash != RuleApprovals.HashOf(check.Content.Read(rule.Source.Path))))
        {
            check.Report(
                rule,
                "approved",
                "approval",
                kept is null ? "The approval is not in the changelog." : kept.Hash == RuleApprovals.HashOf(check.Content.Read(rule.Source.Path)) ? "The changelog knows another approval." : $"The rule was changed after {kept.By} approved it.",
                "Set the status back to in-review, then run 'navis rules approve ID --by NAME'.");
        }
        else if (rule.Status is not RuleStatus.Approved && rule.Approval is not null)
        {
            check.Report(rule, "approved", "approval", "The rule carries an approval but is not approved.", "Take 'approved' out, or approve it with 'navis rules approve'.");
        }
    }

    private static void Id(CheckContext check, Rule rule)
    {
        if (rule.Id.Length != 7 || !rule.Id.StartsWith("NP-", StringComparison.Ordinal) || !int.TryParse(rule.Id.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            check.Report(rule, "id", "id", $"'{rule.Id}' is no rule id.", "Write NP- and four digits that no rule has had.");
        }
        else if (RuleDraft.Ids.TryGetValue(rule.Section, out var range) && (number < range.From || number > range.To) && number is < 900 or > 999)
        {
            check.Report(rule, "id", "id", $"The id is not one of section '{rule.Section}'.", $"Take a free number from NP-{range.From:0000} to NP-{range.To:0000}.");
        }
        else if (number is >= 900 and <= 999 != rule.IsSurvival)
        {
            check.Report(rule, "id", "id", "NP-09xx are the figures on request, and only those.", "Take another number, or add 'onRequest: survival'.");
        }
    }
}
