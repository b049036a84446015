using System.CommandLine;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Cli.Commands.Rules;

/// <summary><c>navis rules …</c>: the clinical content, for those who write and those who sign it.</summary>
internal static class RulesCommand
{
    public static Command Create() => new("rules", "Lists, explains, tests and checks the rules.")
    {
        RulesCheckCommand.Create(),
        RulesTestCommand.Create(),
        RulesListCommand.Create(),
        RulesExplainCommand.Create(),
        RulesSchemaCommand.Create(),
        RulesMutateCommand.Create(),
        RulesNewCommand.Create(),
        RulesDiffCommand.Create(),
        RulesDocsCommand.Create(),
        RulesProfilesCommand.Create(),
        RulesReplayCommand.Create(),
        RulesApproveCommand.Create(),
    };

    public static Option<string> Format()
    {
        var format = new Option<string>("--format") { Description = "text (default) or json.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        return format;
    }

    public static Argument<string[]> Ids(ArgumentArity arity) => new("ID") { Description = "Rule ids such as NP-0301.", Arity = arity };

    public static DateOnly Day(ParseResult parsed, Option<string?> asOf) =>
        CaseOptions.Date(parsed.GetValue(asOf)) is { } date ? CaseOptions.Day(date) : DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date);

    /// <summary>Names the ids that are no rule, as wrong use.</summary>
    /// <returns>True when every id is a rule.</returns>
    public static bool Know(RulePack pack, IEnumerable<string> ids)
    {
        var unknown = ids.Where(i => pack.Find(i) is null).ToList();
        foreach (var id in unknown)
        {
            Console.Error.WriteLine($"navis: No rule is called '{id}'. Run 'navis rules list' to see them{(pack.Problems.IsEmpty ? "" : ", and 'navis rules check' to see the files that can't be read")}.");
        }

        return unknown.Count == 0;
    }

    public static int Failed(bool failed) => failed ? ExitCode.Failed : ExitCode.Ok;
}
