using System.CommandLine;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Cli.Commands.Rules;

/// <summary><c>navis rules new SECTION SLUG</c>: a draft with its cases, under the next free id.</summary>
internal static class RulesNewCommand
{
    public static Command Create()
    {
        var section = new Argument<string>("SECTION") { Description = "Section of the answer, such as resistance." };
        section.AcceptOnlyFromAmong([.. RuleDraft.Ids.Keys]);
        var slug = new Argument<string>("SLUG") { Description = "File name that says the idea: lower case with hyphens." };
        slug.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !result.Tokens[0].Value.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-'))
            {
                result.AddError($"'{result.Tokens[0].Value}' is no file name for a rule; use lower-case letters, digits and hyphens.");
            }
        });
        var title = new Option<string?>("--title") { Description = "Title of the rule." };
        var command = new Command("new", "Writes a draft rule and its cases under the next free id.") { section, slug, title };
        command.SetAction(parsed =>
        {
            var content = FileContentSource.Locate();
            var name = parsed.GetRequiredValue(slug);
            var draft = RuleDraft.Next(RulePack.Load(content), parsed.GetRequiredValue(section), name, parsed.GetValue(title) ?? name.Replace('-', ' '));
            if (draft is null)
            {
                Console.Error.WriteLine($"navis: Section '{parsed.GetValue(section)}' has no free id left.");
                return ExitCode.Failed;
            }

            var files = new[] { (Path: draft.RulePath, Text: draft.Rule), (Path: draft.CasesPath, Text: draft.Cases) }.Select(f => (File: new FileInfo(Path.Combine(content.Root, f.Path)), f.Path, f.Text)).ToList();
            if (files.Find(f => f.File.Exists) is { File: not null } taken)
            {
                Console.Error.WriteLine($"navis: {taken.Path} is there already. Choose another file name.");
                return ExitCode.Failed;
            }

            foreach (var (file, path, text) in files)
            {
                file.Directory!.Create();
                Output.Text(text, file);
                Output.Text(path + "\n");
            }

            Console.Error.WriteLine("navis: Fill them in, then run 'navis rules check'. How: rules/README.md.");
            return ExitCode.Ok;
        });
        return command;
    }
}
