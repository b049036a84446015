using System.CommandLine;
using System.Globalization;
using System.Text;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Application.Features.Cases;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Reconciliation;
using Navis.Personalize.Core.Rules;
using Navis.Personalize.Core.Rules.Comparison;

namespace Navis.Personalize.Cli.Commands.Rules;

/// <summary><c>navis rules diff OLD [NEW]</c>: what changed in plain words, and which answers change.</summary>
internal static class RulesDiffCommand
{
    public static Command Create()
    {
        var old = new Argument<string>("OLD") { Description = "Folder that holds rules and seeds, or a revision of the repository such as HEAD." };
        var now = new Argument<string?>("NEW") { Description = "The same; left out: the content as it is now.", Arity = ArgumentArity.ZeroOrOne };
        var asOf = CaseOptions.AsOf();
        var samples = new Option<DirectoryInfo?>("--cases") { Description = "Folder with one case a folder, whose answers are compared (default: samples)." };
        var command = new Command("diff", "Tells in plain words what changed between two states of the rules, and which answers change.") { old, now, asOf, samples };
        command.SetAction(async (parsed, cancellation) =>
        {
            var home = FileContentSource.Locate();
            if (Open(home, parsed.GetRequiredValue(old)) is not { } before || (parsed.GetValue(now) is { } name ? Open(home, name) : home) is not { } after)
            {
                return ExitCode.WrongUse;
            }

            var day = RulesCommand.Day(parsed, asOf);
            var text = new StringBuilder();
            Write(text, PackComparison.Of(before, after, day));
            var folder = parsed.GetValue(samples) ?? new DirectoryInfo(Path.Combine(home.Root, "samples"));
            if (folder.Exists)
            {
                using var services = CompositionRoot.Create();
                var (one, other) = (Tailor.Load(before), Tailor.Load(after));
                foreach (var sample in folder.GetDirectories().OrderBy(d => d.Name, StringComparer.Ordinal).Where(d => d.Name is not "expected"))
                {
                    var query = new ProfileCase(sample.Name, CaseFiles.Open([sample.FullName]), new ReconcileOptions(null, null));
                    Write(text, sample.Name, await services.Mediator.Send(query, cancellation).ConfigureAwait(false), one, other, day);
                }
            }

            Output.Text(text.Length == 0 ? "No rule, no evidence and no answer changes.\n" : text.ToString());
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>A content folder, or a revision of the repository.</summary>
    public static IContentSource? Open(FileContentSource home, string name)
    {
        if (Directory.Exists(Path.Combine(name, "rules")))
        {
            return new FileContentSource(Path.GetFullPath(name));
        }

        if (GitContentSource.Read(home.Root, name) is { } revision)
        {
            return revision;
        }

        Console.Error.WriteLine($"navis: '{name}' is neither a folder that holds 'rules', nor a revision of the repository.");
        return null;
    }

    private static void Write(StringBuilder text, PackComparison comparison)
    {
        foreach (var change in comparison.Rules)
        {
            text.Append(CultureInfo.InvariantCulture, $"{change.Id} {change.Kind}: {change.Title}\n");
            foreach (var line in change.Lines)
            {
                text.Append("    ").Append(line).Append('\n');
            }
        }

        foreach (var line in comparison.Evidence)
        {
            text.Append("evidence ").Append(line).Append('\n');
        }

        if (!comparison.Truths.IsEmpty)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nOver the profiles of {comparison.Profiles} cases\n");
            foreach (var change in comparison.Truths)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {change.Rule}: {Word(change.Before)} -> {Word(change.After)} on {change.Count}, such as {change.Example}\n");
            }
        }
    }

    private static void Write(StringBuilder text, string name, ReconciledCase value, Tailor before, Tailor after, DateOnly day)
    {
        static List<(string Section, string Rule, string Text)> Items(Tailor tailor, ReconciledCase value, DateOnly day) =>
            [.. tailor.Answer(value, new(day)).Answer.Sections.SelectMany(s => s.Items.Select(i => (s.Id, i.Rule, i.Text)))];
        var (old, now) = (Items(before, value, day), Items(after, value, day));
        var lines = old.Except(now).Select(i => $"  - {i.Section} {i.Rule}: {i.Text}\n").Concat(now.Except(old).Select(i => $"  + {i.Section} {i.Rule}: {i.Text}\n")).ToList();
        if (lines.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nThe answer of {name} changes\n").AppendJoin("", lines);
        }
    }

    public static string Word(Truth? truth) => truth switch
    {
        Truth.True => "true",
        Truth.False => "false",
        Truth.Unknown => "unknown",
        null => "no such rule",
    };
}
