using System.CommandLine;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Rules.Schemas;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Cli.Commands.Rules;

/// <summary><c>navis rules schema [rule|cases|words|evidence]</c>: the JSON Schemas from which editors complete.</summary>
internal static class RulesSchemaCommand
{
    public static Command Create()
    {
        var which = new Argument<string>("WHICH") { Description = "rule (default), cases, words or evidence.", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => "rule" };
        which.AcceptOnlyFromAmong("rule", "cases", "words", "evidence");
        var write = new Option<bool>("--write") { Description = "Write all of them into rules/schema instead of printing one." };
        var command = new Command("schema", "Prints the JSON Schema of a rule, of cases, of words in another language or of evidence.") { which, write };
        command.SetAction(parsed =>
        {
            var content = FileContentSource.Locate();
            var schemas = RuleSchemas.All(RuleVocabulary.Load(content), GeneralAnswer.Load(content, Tailor.Question).Sections.Select(s => s.Id));
            if (!parsed.GetValue(write))
            {
                Output.Text(schemas.First(s => s.Path.EndsWith($"/{parsed.GetValue(which)}.schema.json", StringComparison.Ordinal)).Text);
                return ExitCode.Ok;
            }

            foreach (var schema in schemas)
            {
                var file = new FileInfo(Path.Combine(content.Root, schema.Path));
                file.Directory!.Create();
                Output.Text(schema.Text, file);
                Console.Error.WriteLine($"navis: wrote {schema.Path}.");
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
