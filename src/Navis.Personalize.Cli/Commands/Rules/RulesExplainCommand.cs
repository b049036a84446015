using System.CommandLine;
using System.Globalization;
using System.Text;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Core.Rules.Cases;
using Navis.Personalize.Core.Rules.Conditions;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Cli.Commands.Rules;

/// <summary><c>navis rules explain ID…</c>: the condition in words, the statements, the evidence with its citation, the cases.</summary>
internal static class RulesExplainCommand
{
    public static Command Create()
    {
        var ids = RulesCommand.Ids(ArgumentArity.OneOrMore);
        var command = new Command("explain", "Says a rule in words: condition, statements, evidence, cases.") { ids };
        command.SetAction(parsed =>
        {
            var content = FileContentSource.Locate();
            var pack = RulePack.Load(content);
            var wanted = parsed.GetRequiredValue(ids);
            if (!RulesCommand.Know(pack, wanted))
            {
                return ExitCode.WrongUse;
            }

            var (cases, _) = RuleCaseRunner.Load(content, pack);
            var text = new StringBuilder();
            foreach (var id in wanted)
            {
                Append(text.Append(text.Length == 0 ? "" : "\n"), pack, pack.Find(id)!, cases);
            }

            Output.Text(text.ToString());
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Append(StringBuilder text, RulePack pack, Rule rule, IReadOnlyList<RuleCase> cases)
    {
        text.Append(CultureInfo.InvariantCulture, $"{rule.Id}  {rule.Title}\n{rule.Source.Path}, section {rule.Section}, {RulesListCommand.Word(rule.Status)}{(rule.Approval is { } a ? $" by {a.By} on {a.On:yyyy-MM-dd}" : "")}\n\nIt speaks when\n");
        Indented(text, new ConditionWords(pack.Vocabulary).Of(rule));
        Part(text, "To patients", rule.Patient?.Source);
        Part(text, "To clinicians", rule.Clinician?.Source);
        Part(text, "As a key point", rule.Key?.Source);
        Part(text, "Only", rule.IsSurvival ? "where survival figures are asked for" : null);
        foreach (var (fact, words) in rule.Missing)
        {
            Part(text, $"When {fact} is missing", words);
        }

        Part(text, "Replaces", Join(rule.Supersedes));
        Part(text, "Never beside", Join(rule.Excludes));
        Part(text, "Asks", Join(rule.Ask));
        text.Append(rule.Evidence.IsEmpty ? "" : "\nEvidence\n");
        foreach (var id in rule.Evidence)
        {
            text.Append(pack.Evidence.TryGetValue(id, out var item)
                ? string.Create(CultureInfo.InvariantCulture, $"  {id}: {item.Statement}\n    {item.Citation}\n    {(item.Verified ? "verified" : "not verified")}, {item.Quality} source{(item.Reviewed is { } day ? $", reviewed {day:yyyy-MM-dd}" : "")}{(item.Expires is { } end ? $", expires {end:yyyy-MM-dd}" : "")}\n")
                : $"  {id}: no such item\n");
        }

        text.Append("\nCases\n");
        foreach (var value in cases.Where(c => c.Rule == rule.Id))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {value.Truth.ToString().ToLowerInvariant(),-7}  {value.Name}\n");
        }
    }

    private static string? Join(IReadOnlyList<string> list) => list.Count == 0 ? null : string.Join(", ", list);

    private static void Part(StringBuilder text, string head, string? words)
    {
        if (words is not null)
        {
            text.Append('\n').Append(head).Append('\n').Append("  ").Append(words).Append('\n');
        }
    }

    private static void Indented(StringBuilder text, string lines)
    {
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append("  ").Append(line).Append('\n');
        }
    }
}
