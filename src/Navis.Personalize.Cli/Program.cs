using System.CommandLine;
using Navis.Personalize.Cli.Commands;
using Navis.Personalize.Cli.Hosting;

var root = new RootCommand("Navis Personalize: reads the records of a person with lung cancer and tailors the general answer to them.");
foreach (var command in CommandList.All())
{
    root.Subcommands.Add(command);
}

return CommandRunner.Run(root, args);
