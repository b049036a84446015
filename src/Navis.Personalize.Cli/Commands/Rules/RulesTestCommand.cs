using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Core.Rules;
using Navis.Personalize.Core.Rules.Cases;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Cli.Commands.Rules;

/// <summary><c>navis rules test [ID…]</c>: runs the cases beside the rules.</summary>
internal static class RulesTestCommand
{
    public static Command Create()
    {
        var ids = RulesCommand.Ids(ArgumentArity.ZeroOrMore);
        var format = RulesCommand.Format();
        var asOf = CaseOptions.AsOf();
        var command = new Command("test", "Runs the cases of all rules, or of the rules named.") { ids, format, asOf };
        command.SetAction(parsed =>
        {
            var content = FileContentSource.Locate();
            var pack = RulePack.Load(content);
            var wanted = parsed.GetValue(ids) ?? [];
            if (!RulesCommand.Know(pack, wanted))
            {
                return ExitCode.WrongUse;
            }

            var (cases, problems) = RuleCaseRunner.Load(content, pack);
            var day = RulesCommand.Day(parsed, asOf);
            var results = cases.Where(c => pack.Find(c.Rule) is not null && (wanted.Length == 0 || wanted.Contains(c.Rule, StringComparer.Ordinal))).Select(c => RuleCaseRunner.Run(pack, c, day)).ToList();
            List<RuleProblem> unread = wanted.Length == 0 ? [.. pack.Problems, .. problems] : [];
            if (parsed.GetValue(format) is "json")
            {
                Output.Json(json => Write(json, results, unread), indented: true);
            }
            else
            {
                Output.Text(Text(results, unread));
            }

            return RulesCommand.Failed(unread.Count > 0 || results.Exists(r => !r.Passed));
        });
        return command;
    }

    private static string Text(List<RuleCaseResult> results, List<RuleProblem> unread)
    {
        var text = new StringBuilder();
        foreach (var problem in unread)
        {
            text.Append(problem).Append('\n');
        }

        foreach (var result in results.Where(r => !r.Passed))
        {
            text.Append(CultureInfo.InvariantCulture, $"{result.Case.Source.Path}({result.Case.Source.Line}): {result.Case.Rule}: '{result.Case.Name}': {string.Join("; ", result.Failures)}.\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"{results.Count(r => r.Passed)} cases passed, {results.Count(r => !r.Passed)} failed{(unread.Count == 0 ? "" : $", {unread.Count} files not read")}.\n").ToString();
    }

    private static void Write(Utf8JsonWriter json, List<RuleCaseResult> results, List<RuleProblem> unread)
    {
        json.WriteStartObject();
        json.WriteString("schema", "navis-rule-cases/1");
        json.WriteNumber("passed", results.Count(r => r.Passed));
        json.WriteNumber("failed", results.Count(r => !r.Passed));
        json.WriteStartArray("unread");
        foreach (var problem in unread)
        {
            json.WriteStringValue(problem.ToString());
        }

        json.WriteEndArray();
        json.WriteStartArray("cases");
        foreach (var result in results)
        {
            json.WriteStartObject();
            json.WriteString("rule", result.Case.Rule);
            json.WriteString("name", result.Case.Name);
            json.WriteString("path", result.Case.Source.Path);
            json.WriteNumber("line", result.Case.Source.Line);
            json.WriteString("truth", result.Truth.ToString().ToLowerInvariant());
            json.WriteStartArray("failures");
            foreach (var failure in result.Failures)
            {
                json.WriteStringValue(failure);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
