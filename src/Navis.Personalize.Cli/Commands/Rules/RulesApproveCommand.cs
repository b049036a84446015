using System.CommandLine;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules.Checking;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Cli.Commands.Rules;

/// <summary><c>navis rules approve ID… --by NAME</c>: a named person approves rules; the changelog keeps the hash of what was approved.</summary>
internal static class RulesApproveCommand
{
    public static Command Create()
    {
        var ids = RulesCommand.Ids(ArgumentArity.OneOrMore);
        var by = new Option<string>("--by") { Description = "First and last name of the person who approves.", Required = true };
        var on = CaseOptions.AsOf();
        by.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !RuleApprovals.IsPerson(result.Tokens[0].Value))
            {
                result.AddError($"'{result.Tokens[0].Value}' names no person; write first and last name.");
            }
        });
        var command = new Command("approve", "Records that a named person approves rules, with the hash of their text in the changelog.") { ids, by, on };
        command.SetAction(parsed =>
        {
            var content = FileContentSource.Locate();
            var pack = RulePack.Load(content);
            var wanted = parsed.GetRequiredValue(ids).Distinct(StringComparer.Ordinal).ToList();
            if (!RulesCommand.Know(pack, wanted))
            {
                return ExitCode.WrongUse;
            }

            var day = RulesCommand.Day(parsed, on);
            var faults = RuleChecker.Check(content, day).Problems.Where(p => p.Rule is { } rule && wanted.Contains(rule, StringComparer.Ordinal) && (!p.IsWarning || p.Code == "expired")).ToList();
            foreach (var fault in faults)
            {
                Console.Error.WriteLine($"navis: {fault}");
            }

            if (faults.Count > 0)
            {
                Console.Error.WriteLine("navis: Nothing was approved. Mend these first.");
                return ExitCode.Failed;
            }

            var name = parsed.GetRequiredValue(by).Trim();
            var approvals = new List<RecordedApproval>();
            foreach (var path in wanted.Select(id => pack.Find(id)!.Source.Path))
            {
                var text = RuleApprovals.Approve(content.Read(path), name, day);
                Output.Text(text, new FileInfo(Path.Combine(content.Root, path)));
                approvals.Add(new(ContentNode.Parse(path, text).Required("id"), name, day, RuleApprovals.HashOf(text)));
            }

            var changelog = content.Read(RuleApprovals.ChangelogPath);
            var version = ContentNode.Parse(RuleApprovals.ChangelogPath, changelog).Required("version");
            Output.Text(RuleApprovals.Record(changelog, version, approvals), new FileInfo(Path.Combine(content.Root, RuleApprovals.ChangelogPath)));
            Output.Text(string.Concat(approvals.Select(a => $"{a.Rule} approved by {a.By}: sha256 {a.Hash}\n")));
            return ExitCode.Ok;
        });
        return command;
    }
}
