using System.CommandLine;
using Navis.Personalize.Cli.Commands;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Formats.Cloud;
using Navis.Personalize.Formats.Isolation;

// A reading process needs nothing of the rest, and its start is waited for.
if (args is [ReadWorker.Verb])
{
    return ReadWorker.Run();
}

if (args.Contains(CloudOptions.OfflineOption, StringComparer.Ordinal))
{
    Environment.SetEnvironmentVariable(CloudOptions.OfflineVariable, "1");
}

var root = new RootCommand("Navis Personalize: reads the records of a person with lung cancer and tailors the general answer to them.");
root.Options.Add(new Option<bool>(CloudOptions.OfflineOption) { Description = "Nothing leaves this machine and nothing is installed, whatever is configured.", Recursive = true });
foreach (var command in CommandList.All())
{
    root.Subcommands.Add(command);
}

return CommandRunner.Run(root, args);
