using System.CommandLine;
using Navis.Personalize.Application.Features.Cases;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Formats.Json;

namespace Navis.Personalize.Cli.Commands;

/// <summary><c>navis extract PATH…</c>: what the records state, before reconciliation.</summary>
internal static class ExtractCommand
{
    public static Command Create()
    {
        var paths = CaseOptions.Paths();
        var format = CaseOptions.JsonFormat();
        var command = new Command("extract", "Shows every finding that the records state, before anything is decided about it.") { paths, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var services = CompositionRoot.Create();
            var extracted = await services.Mediator.Send(new ExtractCase(CaseFiles.Open(parsed.GetRequiredValue(paths))), cancellation).ConfigureAwait(false);
            Output.Json(json => FindingJsonWriter.Write(json, extracted.Documents, extracted.Findings), indented: true);
            return extracted.Documents.Any(d => !d.Pages.IsEmpty || !d.Entries.IsEmpty) ? ExitCode.Ok : ExitCode.Failed;
        });
        return command;
    }
}
