using System.Collections.Immutable;
using System.Globalization;

namespace Navis.Personalize.Core.Rules.Packs;

/// <summary>A new rule with its cases, to be filled in.</summary>
/// <param name="RulePath">Path of the rule file.</param>
/// <param name="Rule">Text of the rule.</param>
/// <param name="CasesPath">Path of the cases file.</param>
/// <param name="Cases">Text of the cases.</param>
public sealed record RuleDraft(string RulePath, string Rule, string CasesPath, string Cases)
{
    /// <summary>The numbers of ids by section (<c>rules/README.md</c>, section 9); 0900 to 0999 are figures on request, in any section.</summary>
    public static readonly ImmutableSortedDictionary<string, (int From, int To)> Ids = ImmutableSortedDictionary.CreateRange(
        StringComparer.Ordinal,
        [
            KeyValuePair.Create("how-it-recurs", (101, 199)), KeyValuePair.Create("types", (201, 299)), KeyValuePair.Create("resistance", (301, 499)),
            KeyValuePair.Create("risk-factors", (501, 699)), KeyValuePair.Create("follow-up", (701, 799)), KeyValuePair.Create("questions", (801, 899)),
        ]);

    /// <summary>A draft with the next free id; null when the section has no such range or no number is left.</summary>
    /// <param name="pack">Pack.</param>
    /// <param name="section">Section.</param>
    /// <param name="slug">File name: lower case with hyphens.</param>
    /// <param name="title">Title.</param>
    public static RuleDraft? Next(RulePack pack, string section, string slug, string title)
    {
        if (!Ids.TryGetValue(section, out var range))
        {
            return null;
        }

        // After the highest: an id that was taken out is never used again.
        var last = pack.Rules.Select(r => int.Parse(r.Id.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture)).Where(n => n >= range.From && n <= range.To).DefaultIfEmpty(range.From - 1).Max();
        if (last >= range.To)
        {
            return null;
        }

        var id = string.Create(CultureInfo.InvariantCulture, $"NP-{last + 1:0000}");
        var beside = $"{RulePack.RuleFolder}/{section}/{slug}";
        var question = section is "questions";
        return new(
            beside + RulePack.RuleSuffix,
            $$"""
            # yaml-language-server: $schema=../../schema/rule.schema.json
            id: {{id}}
            title: "{{title.Replace("\"", "'", StringComparison.Ordinal)}}"
            status: draft
            section: {{section}}
            order: 50
            when:
              all:
                - { fact: intent, is: control }
                - { fact: disease-state, in: [advanced-at-diagnosis, distant-recurrence] }
            say:
              patient: >
                {{(question ? "\"What does this mean for me?\"" : "One idea in short, everyday words.")}}
              clinician: >
                The same for clinicians.
            evidence: []

            """,
            beside + RulePack.CasesSuffix,
            $$"""
            # yaml-language-server: $schema=../../schema/cases.schema.json
            rule: {{id}}
            cases:
              - name: as it should be
                profile: { disease-state: advanced-at-diagnosis, intent: control }
                truth: true
              - name: treated to clear it
                profile: { disease-state: no-evidence-of-disease, intent: curative }
                truth: false
              - name: aim of treatment not stated
                profile: { disease-state: advanced-at-diagnosis }
                truth: unknown
                settledBy: [intent]

            """);
    }
}
