using System.CommandLine;
using Navis.Personalize.Application.Features.Cases;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Formats.Json;

namespace Navis.Personalize.Cli.Commands;

/// <summary><c>navis read PATH…</c>: what the readers saw.</summary>
internal static class ReadCommand
{
    public static Command Create()
    {
        var paths = CaseOptions.Paths();
        var format = CaseOptions.JsonFormat();
        var command = new Command("read", "Shows what the readers see: text by page with word boxes, and coded entries.") { paths, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var services = CompositionRoot.Create();
            var documents = await services.Mediator.Send(new ReadCase(CaseFiles.Open(parsed.GetRequiredValue(paths))), cancellation).ConfigureAwait(false);
            Output.Json(json => DocumentJsonWriter.Write(json, documents), indented: true);
            return documents.Any(d => !d.Pages.IsEmpty || !d.Entries.IsEmpty) ? ExitCode.Ok : ExitCode.Failed;
        });
        return command;
    }
}
