using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Core.Rules;
using Navis.Personalize.Core.Rules.Checking;

namespace Navis.Personalize.Cli.Commands.Rules;

/// <summary><c>navis rules check</c>: every mistake of the content with file, line, rule and next step.</summary>
internal static class RulesCheckCommand
{
    public static Command Create()
    {
        var format = RulesCommand.Format();
        var asOf = CaseOptions.AsOf();
        var strict = new Option<bool>("--strict") { Description = "Notes count as mistakes: nothing may be out of date. For a release." };
        var command = new Command("check", "Checks rules, evidence and cases: form, references, evidence in date, readability, names, contradictions.") { format, asOf, strict };
        command.SetAction(parsed =>
        {
            var report = RuleChecker.Check(FileContentSource.Locate(), RulesCommand.Day(parsed, asOf));
            if (parsed.GetValue(format) is "json")
            {
                Output.Json(json => Write(json, report), indented: true);
            }
            else
            {
                Output.Text(Text(report));
            }

            return RulesCommand.Failed(!report.Passed || (parsed.GetValue(strict) && !report.Problems.IsEmpty));
        });
        return command;
    }

    private static string Text(CheckReport report)
    {
        var text = new StringBuilder();
        foreach (var problem in report.Problems)
        {
            text.Append(problem.IsWarning ? "note: " : "").Append(problem).Append('\n');
        }

        var errors = report.Errors.Count();
        return text.Append(CultureInfo.InvariantCulture, $"{report.Rules} rules, {report.Cases} cases, {report.Evidence} items of evidence: {(errors == 0 ? "no mistakes" : errors == 1 ? "1 mistake" : $"{errors} mistakes")}.\n").ToString();
    }

    private static void Write(Utf8JsonWriter json, CheckReport report)
    {
        json.WriteStartObject();
        json.WriteString("schema", "navis-check/1");
        json.WriteNumber("rules", report.Rules);
        json.WriteNumber("cases", report.Cases);
        json.WriteNumber("evidence", report.Evidence);
        json.WriteBoolean("passed", report.Passed);
        json.WriteStartArray("problems");
        foreach (var problem in report.Problems)
        {
            Write(json, problem);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RuleProblem problem)
    {
        json.WriteStartObject();
        json.WriteString("path", problem.Path);
        json.WriteNumber("line", problem.Line);
        json.WriteString("rule", problem.Rule);
        json.WriteString("code", problem.Code);
        json.WriteString("severity", problem.IsWarning ? "warning" : "error");
        json.WriteString("problem", problem.Problem);
        json.WriteString("next", problem.NextStep);
        json.WriteEndObject();
    }
}
