using System.CommandLine;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Core.Staging;

namespace Navis.Personalize.Cli.Commands;

/// <summary><c>navis stage-group</c>: <c>edition,basis,T,N,M</c> a line in, stage group a line out.</summary>
internal static class StageGroupCommand
{
    public static Command Create()
    {
        var command = new Command("stage-group", "Reads 'edition,basis,T,N,M' a line and answers with the stage group, 'occult' or 'unknown'.");
        command.SetAction(_ =>
        {
            var grouper = StageGrouper.Load(FileContentSource.Locate());
            return Lines.Answer(line => StageLine.Answer(grouper, line));
        });
        return command;
    }
}
