using System.CommandLine;
using Navis.Personalize.Cli.Commands.Rules;

namespace Navis.Personalize.Cli.Commands;

/// <summary>Every verb, in the order of the help.</summary>
internal static class CommandList
{
    public static IEnumerable<Command> All() =>
    [
        AnalyzeCommand.Create(),
        ReadCommand.Create(),
        ExtractCommand.Create(),
        ProfileCommand.Create(),
        ExplainCommand.Create(),
        StageGroupCommand.Create(),
        AssertCommand.Create(),
        NormalizeVariantCommand.Create(),
        EvaluateCommand.Create(),
        TrainCommand.Create(),
        RulesCommand.Create(),
        ServeCommand.Create(),
        AuditCommand.Create(),
        KeysCommand.Create(),
        BackupCommand.Create(),
        BackupCommand.CreateRestore(),
    ];
}
