using System.CommandLine;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Rules.Cases;
using Navis.Personalize.Core.Rules.Packs;
using Navis.Personalize.Formats.Handbook;

namespace Navis.Personalize.Cli.Commands.Rules;

/// <summary><c>navis rules docs</c>: the handbook of all rules as one HTML page.</summary>
internal static class RulesDocsCommand
{
    public static Command Create()
    {
        var file = new Option<FileInfo?>("--out") { Description = "Write the page to this file." };
        var command = new Command("docs", "Writes the handbook of all rules as one page (HTML) that a clinician can read, print and sign.") { file };
        command.SetAction(parsed =>
        {
            var content = FileContentSource.Locate();
            var tailor = Tailor.Load(content);
            var (cases, _) = RuleCaseRunner.Load(content, tailor.Pack);
            Output.Text(HandbookPage.Write(new(tailor.Pack, cases, tailor.General, RuleApprovals.Read(content), tailor.ContentVersion, tailor.ContentHash)), parsed.GetValue(file));
            return ExitCode.Ok;
        });
        return command;
    }
}
