using System.CommandLine;

namespace Navis.Personalize.Cli.Commands;

/// <summary>Arguments and options that several verbs share.</summary>
internal static class CaseOptions
{
    public static Argument<string[]> Paths() => new("PATH")
    {
        Description = "Files or folders of one case. A folder is one case with all its files.",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Option<string> JsonFormat()
    {
        var format = new Option<string>("--format") { Description = "json.", DefaultValueFactory = _ => "json" };
        format.AcceptOnlyFromAmong("json");
        return format;
    }
}
