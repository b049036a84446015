using System.CommandLine;
using System.Text.Json.Nodes;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Application.Features.Cases;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Reconciliation;
using Navis.Personalize.Core.Rules.Cases;

namespace Navis.Personalize.Cli.Commands.Rules;

/// <summary><c>navis rules profiles PATH…</c>: what rules see of each case, one line of JSON a case, to keep and to replay. It holds no name and no words of the record.</summary>
internal static class RulesProfilesCommand
{
    public static Command Create()
    {
        var paths = CaseOptions.Paths();
        var asOf = CaseOptions.AsOf();
        var command = new Command("profiles", "Writes what the rules see of each case, one line a case, without names and words of the record.") { paths, asOf };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var services = CompositionRoot.Create();
            var tailor = Tailor.Load(FileContentSource.Locate());
            var writer = new CaseProfileWriter(tailor.Pack.Vocabulary);
            var day = RulesCommand.Day(parsed, asOf);
            foreach (var path in parsed.GetRequiredValue(paths))
            {
                var value = await services.Mediator.Send(new ProfileCase(CaseFiles.Name(path), CaseFiles.Open([path]), new ReconcileOptions(CaseOptions.Date(parsed.GetValue(asOf)), null)), cancellation).ConfigureAwait(false);
                Output.Text(new JsonObject { ["case"] = value.Name, ["profile"] = writer.Write(tailor.Project(value, day)) }.ToJsonString() + "\n");
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
