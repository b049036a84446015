using System.CommandLine;
using System.Globalization;
using System.Text;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Cli.Commands.Rules;

/// <summary><c>navis rules list</c>: one line a rule.</summary>
internal static class RulesListCommand
{
    public static Command Create()
    {
        var section = new Option<string?>("--section") { Description = "Only the rules of this section." };
        var format = RulesCommand.Format();
        var command = new Command("list", "Lists the rules: id, status, section, title.") { section, format };
        command.SetAction(parsed =>
        {
            var pack = RulePack.Load(FileContentSource.Locate());
            var rules = pack.Rules.Where(r => parsed.GetValue(section) is not { } only || r.Section == only).ToList();
            if (parsed.GetValue(format) is "json")
            {
                Output.Json(
                    json =>
                    {
                        json.WriteStartArray();
                        foreach (var rule in rules)
                        {
                            json.WriteStartObject();
                            json.WriteString("id", rule.Id);
                            json.WriteString("status", Word(rule.Status));
                            json.WriteString("section", rule.Section);
                            json.WriteNumber("order", rule.Order);
                            json.WriteString("title", rule.Title);
                            json.WriteString("path", rule.Source.Path);
                            json.WriteEndObject();
                        }

                        json.WriteEndArray();
                    },
                    indented: true);
            }
            else
            {
                var text = new StringBuilder();
                foreach (var rule in rules)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{rule.Id}  {Word(rule.Status),-9}  {rule.Section,-13}  {rule.Title}\n");
                }

                Output.Text(text.ToString());
            }

            foreach (var problem in pack.Problems)
            {
                Console.Error.WriteLine($"navis: {problem}");
            }

            return RulesCommand.Failed(!pack.Problems.IsEmpty);
        });
        return command;
    }

    public static string Word(RuleStatus status) => status switch
    {
        RuleStatus.Draft => "draft",
        RuleStatus.InReview => "in-review",
        RuleStatus.Approved => "approved",
        RuleStatus.Retired => "retired",
    };
}
