using System.CommandLine;
using Navis.Personalize.Cli.Commands;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Formats.Isolation;

// A reading process needs nothing of the rest, and its start is waited for.
if (args is [ReadWorker.Verb])
{
    return ReadWorker.Run();
}

var root = new RootCommand("Navis Personalize: reads the records of a person with lung cancer and tailors the general answer to them.");
foreach (var command in CommandList.All())
{
    root.Subcommands.Add(command);
}

return CommandRunner.Run(root, args);
