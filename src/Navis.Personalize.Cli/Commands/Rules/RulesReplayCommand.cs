using System.Collections.Concurrent;
using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules.Comparison;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Cli.Commands.Rules;

/// <summary><c>navis rules replay PROFILES --old OLD</c>: kept profiles under an old and the new rules; a line for everyone whose answer changes.</summary>
internal static class RulesReplayCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("PROFILES") { Description = "Lines of JSON as 'navis rules profiles' writes them." };
        file.AcceptExistingOnly();
        var old = new Option<string>("--old") { Description = "The old rules: a folder that holds rules and seeds, or a revision such as HEAD (default).", DefaultValueFactory = _ => "HEAD" };
        var asOf = CaseOptions.AsOf();
        var command = new Command("replay", "Evaluates kept profiles under the old and the new rules and writes who changes, and how.") { file, old, asOf };
        command.SetAction(parsed =>
        {
            var home = FileContentSource.Locate();
            return RulesDiffCommand.Open(home, parsed.GetRequiredValue(old)) is { } before
                ? Run(parsed.GetRequiredValue(file), new PackReplay(RulePack.Load(before), RulePack.Load(home), RulesCommand.Day(parsed, asOf)))
                : ExitCode.WrongUse;
        });
        return command;
    }

    private static int Run(FileInfo file, PackReplay replay)
    {
        var (profiles, changed, unread) = (0, 0, 0);
        var rules = new ConcurrentDictionary<(string Rule, string Change), int>();
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16) { NewLine = "\n" };
        foreach (var (line, problem) in File.ReadLines(file.FullName).Where(l => l.Length > 0).AsParallel().AsOrdered().WithMergeOptions(ParallelMergeOptions.AutoBuffered).Select(l => Line(replay, rules, l)))
        {
            profiles++;
            if (problem is not null)
            {
                unread++;
                Console.Error.WriteLine($"navis: line {profiles.ToString(CultureInfo.InvariantCulture)}: {problem}");
            }
            else if (line is not null)
            {
                changed++;
                output.WriteLine(line);
            }
        }

        output.Flush();
        foreach (var ((rule, change), count) in rules.OrderBy(r => r.Key.Rule, StringComparer.Ordinal).ThenBy(r => r.Key.Change, StringComparer.Ordinal))
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"navis: {rule}: {change} for {count}"));
        }

        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"navis: {changed} of {profiles} profiles change{(unread == 0 ? "" : $", {unread} could not be read")}."));
        return RulesCommand.Failed(unread > 0);
    }

    private static (string? Line, string? Problem) Line(PackReplay replay, ConcurrentDictionary<(string Rule, string Change), int> rules, string text)
    {
        try
        {
            var node = ContentNode.Parse("profiles", text);
            var changes = replay.Changes(node["profile"] ?? throw new ContentException("profiles", 1, "'profile' is missing."));
            if (changes.Count == 0)
            {
                return (null, null);
            }

            var list = new JsonArray();
            foreach (var change in changes)
            {
                var how = change.Words ? "other words" : $"{RulesDiffCommand.Word(change.Before)} -> {RulesDiffCommand.Word(change.After)}";
                rules.AddOrUpdate((change.Rule, how), 1, (_, count) => count + 1);
                list.Add(new JsonObject { ["rule"] = change.Rule, ["change"] = how });
            }

            return (new JsonObject { ["case"] = node.Optional("case"), ["changes"] = list }.ToJsonString(Compact), null);
        }
        catch (ContentException e)
        {
            return (null, e.Message);
        }
    }

    private static readonly JsonSerializerOptions Compact = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
