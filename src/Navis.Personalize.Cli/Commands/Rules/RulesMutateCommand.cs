using System.CommandLine;
using System.Globalization;
using System.Text;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Application.Solvers;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Core.Rules.Mutation;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Cli.Commands.Rules;

/// <summary><c>navis rules mutate [ID…]</c>: one mistake at a time in the conditions; which ones do cases and proofs not notice?</summary>
internal static class RulesMutateCommand
{
    public static Command Create()
    {
        var ids = RulesCommand.Ids(ArgumentArity.ZeroOrMore);
        var solver = new Option<string>("--solver") { Description = "The solver's command; without a solver, changes that mean the same count as not noticed.", DefaultValueFactory = _ => SolverProcess.DefaultCommand };
        var least = new Option<double>("--at-least") { Description = "Percent of mistakes that must be noticed (default 90).", DefaultValueFactory = _ => 90 };
        var format = RulesCommand.Format();
        var asOf = CaseOptions.AsOf();
        var command = new Command("mutate", "Makes one mistake at a time in the conditions and shows those that neither cases nor proofs notice, each with the case that is missing.") { ids, solver, least, format, asOf };
        command.SetAction(parsed =>
        {
            var content = FileContentSource.Locate();
            var wanted = parsed.GetValue(ids) ?? [];
            if (!RulesCommand.Know(RulePack.Load(content), wanted))
            {
                return ExitCode.WrongUse;
            }

            using var session = SolverProcess.Start(parsed.GetRequiredValue(solver));
            if (session is null)
            {
                Console.Error.WriteLine("navis: No solver could be started, so changes that mean the same count as not noticed. Install the Debian package z3.");
            }

            var report = MutationRun.Run(content, wanted, session, RulesCommand.Day(parsed, asOf));
            if (parsed.GetValue(format) is "json")
            {
                Output.Json(json => Write(json, report), indented: true);
            }
            else
            {
                Output.Text(Text(report));
            }

            return RulesCommand.Failed(report.Caught * 100 < parsed.GetValue(least));
        });
        return command;
    }

    private static string Text(MutationReport report)
    {
        var text = new StringBuilder();
        foreach (var (mutant, example, truth) in report.Survivors)
        {
            text.Append(CultureInfo.InvariantCulture, $"{mutant.Rule.Source.Path}({mutant.Line}): {mutant.Rule.Id}: not noticed ({mutant.Kind}): {mutant.Says}.\n");
            if (example is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $"    - name: {mutant.Kind}\n      profile: {example}\n      truth: {truth.ToString().ToLowerInvariant()}\n");
            }
        }

        return text.Append(
            CultureInfo.InvariantCulture,
            $"{report.Mutants} mistakes: {report.ByCases} noticed by cases, {report.ByProof} by checks, {report.Equivalent} mean the same over all profiles, {report.Survivors.Length} not noticed: {report.Caught:P1} noticed.\n").ToString();
    }

    private static void Write(System.Text.Json.Utf8JsonWriter json, MutationReport report)
    {
        json.WriteStartObject();
        json.WriteString("schema", "navis-mutation/1");
        json.WriteNumber("mutants", report.Mutants);
        json.WriteNumber("byCases", report.ByCases);
        json.WriteNumber("byChecks", report.ByProof);
        json.WriteNumber("equivalent", report.Equivalent);
        json.WriteNumber("caught", Math.Round(report.Caught, 4));
        json.WriteStartArray("survivors");
        foreach (var (mutant, example, truth) in report.Survivors)
        {
            json.WriteStartObject();
            json.WriteString("rule", mutant.Rule.Id);
            json.WriteString("path", mutant.Rule.Source.Path);
            json.WriteNumber("line", mutant.Line);
            json.WriteString("kind", mutant.Kind);
            json.WriteString("change", mutant.Says);
            json.WriteString("profile", example);
            json.WriteString("truth", example is null ? null : truth.ToString().ToLowerInvariant());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
