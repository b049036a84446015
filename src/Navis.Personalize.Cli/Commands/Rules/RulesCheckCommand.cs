using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Application.Solvers;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Rules;
using Navis.Personalize.Core.Rules.Cases;
using Navis.Personalize.Core.Rules.Checking;
using Navis.Personalize.Core.Rules.Packs;
using Navis.Personalize.Core.Rules.Proofs;

namespace Navis.Personalize.Cli.Commands.Rules;

/// <summary><c>navis rules check</c>: every mistake of the content with file, line, rule and next step.</summary>
internal static class RulesCheckCommand
{
    public static Command Create()
    {
        var format = RulesCommand.Format();
        var asOf = CaseOptions.AsOf();
        var strict = new Option<bool>("--strict") { Description = "Notes count as mistakes: nothing may be out of date. For a release." };
        var prove = new Option<bool>("--prove") { Description = "Prove over all profiles with a solver: every rule can speak, none speaks of what is not known, no two exclude each other." };
        var solver = new Option<string>("--solver") { Description = "The solver's command, reading SMT-LIB 2 from standard input.", DefaultValueFactory = _ => SolverProcess.DefaultCommand };
        var script = new Option<FileInfo?>("--script") { Description = "Write the proof as an SMT-LIB 2 script to this file, for another solver." };
        var command = new Command("check", "Checks rules, evidence and cases: form, references, evidence in date, readability, names, contradictions.") { format, asOf, strict, prove, solver, script };
        command.SetAction(parsed =>
        {
            var content = FileContentSource.Locate();
            var day = RulesCommand.Day(parsed, asOf);
            var report = RuleChecker.Check(content, day);
            ProofReport? proof = null;
            if (parsed.GetValue(script) is { } file)
            {
                Output.Text(RuleProver.Script(RulePack.Load(content), GeneralAnswer.Load(content, Tailor.Question), day), file);
            }

            if (parsed.GetValue(prove))
            {
                using var session = SolverProcess.Start(parsed.GetRequiredValue(solver));
                if (session is null)
                {
                    Console.Error.WriteLine($"navis: The solver '{parsed.GetValue(solver)}' can't be started. Install the Debian package z3, or name another one with --solver.");
                    return ExitCode.Failed;
                }

                var pack = RulePack.Load(content);
                proof = RuleProver.Prove(pack, GeneralAnswer.Load(content, Tailor.Question), session, day, RuleCaseRunner.Load(content, pack).Cases);
                report = report with { Problems = report.Problems.AddRange(proof.Problems) };
            }

            if (parsed.GetValue(format) is "json")
            {
                Output.Json(json => Write(json, report, proof), indented: true);
            }
            else
            {
                Output.Text(Text(report, proof));
            }

            return RulesCommand.Failed(!report.Passed || (parsed.GetValue(strict) && !report.Problems.IsEmpty));
        });
        return command;
    }

    private static string Text(CheckReport report, ProofReport? proof)
    {
        var text = new StringBuilder();
        foreach (var problem in report.Problems)
        {
            text.Append(problem.IsWarning ? "note: " : "").Append(problem).Append('\n');
        }

        foreach (var (code, count) in proof?.Proved.AsEnumerable() ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"proved over all profiles: {code} ({count})\n");
        }

        var errors = report.Errors.Count();
        return text.Append(CultureInfo.InvariantCulture, $"{report.Rules} rules, {report.Cases} cases, {report.Evidence} items of evidence: {(errors == 0 ? "no mistakes" : errors == 1 ? "1 mistake" : $"{errors} mistakes")}.\n").ToString();
    }

    private static void Write(Utf8JsonWriter json, CheckReport report, ProofReport? proof)
    {
        json.WriteStartObject();
        json.WriteString("schema", "navis-check/1");
        json.WriteNumber("rules", report.Rules);
        json.WriteNumber("cases", report.Cases);
        json.WriteNumber("evidence", report.Evidence);
        json.WriteBoolean("passed", report.Passed);
        if (proof is not null)
        {
            json.WriteStartObject("proved");
            foreach (var (code, count) in proof.Proved)
            {
                json.WriteNumber(code, count);
            }

            json.WriteEndObject();
        }

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
