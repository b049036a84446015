using System.CommandLine;
using Navis.Personalize.Application.Features.Cases;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Core.Reconciliation;
using Navis.Personalize.Formats.Json;

namespace Navis.Personalize.Cli.Commands;

/// <summary><c>navis profile PATH…</c>: facts and profile, without the answer.</summary>
internal static class ProfileCommand
{
    public static Command Create()
    {
        var paths = CaseOptions.Paths();
        var format = CaseOptions.JsonFormat();
        var asOf = CaseOptions.AsOf();
        var subject = CaseOptions.Subject();
        var command = new Command("profile", "Shows facts and profile: which findings hold for this person, and why.") { paths, format, asOf, subject };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var services = CompositionRoot.Create();
            var inputs = parsed.GetRequiredValue(paths);
            var query = new ProfileCase(CaseFiles.Name(inputs[0]), CaseFiles.Open(inputs), new ReconcileOptions(CaseOptions.Date(parsed.GetValue(asOf)), parsed.GetValue(subject)));
            var result = await services.Mediator.Send(query, cancellation).ConfigureAwait(false);
            Output.Json(
                json =>
                {
                    CaseJsonWriter.WriteOpen(json, result);
                    json.WriteEndObject();
                },
                indented: true);
            return (int)result.Outcome;
        });
        return command;
    }
}
