using System.CommandLine;

namespace Navis.Personalize.Cli.Commands;

/// <summary>Every verb, in the order of the help.</summary>
internal static class CommandList
{
    public static IEnumerable<Command> All() =>
    [
        ReadCommand.Create(),
        ExtractCommand.Create(),
        StageGroupCommand.Create(),
        AssertCommand.Create(),
        NormalizeVariantCommand.Create(),
    ];
}
