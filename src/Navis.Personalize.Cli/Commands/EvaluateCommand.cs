using System.Collections.Immutable;
using System.CommandLine;
using Navis.Personalize.Application.Features.Cases;
using Navis.Personalize.Application.Features.Evaluation;
using Navis.Personalize.Cli.Evaluation;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Cli.Commands;

/// <summary><c>navis evaluate GOLD.jsonl --records DIR</c>: what was read, against what a person read. Exit code 1 when a line of the gold could not be used.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var gold = new Argument<FileInfo>("GOLD") { Description = "Gold, one JSON object a line; the form is in rules/evaluation/README.md." };
        var records = new Option<DirectoryInfo>("--records") { Description = "The folder that holds the records which the gold names.", Required = true };
        var format = new Option<string>("--format") { Description = "text (default) or json.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var page = new Option<FileInfo?>("--html") { Description = "Write a page of the misses to this file. It holds words of the records." };
        var asOf = CaseOptions.AsOf();
        var command = new Command("evaluate", "Compares what is read out of records with what a person read: precision, recall and F1 by field, and every miss.") { gold, records, format, page, asOf };
        command.SetAction(async (parsed, cancellation) =>
        {
            var file = parsed.GetRequiredValue(gold);
            var folder = parsed.GetRequiredValue(records);
            if (!file.Exists || !folder.Exists)
            {
                Console.Error.WriteLine(file.Exists ? $"navis: {folder}: there is no such folder. Name the folder that holds the records." : $"navis: {file}: there is no such file. Name the file with the gold.");
                return ExitCode.Failed;
            }

            using var services = CompositionRoot.Create();
            var day = CaseOptions.Date(parsed.GetValue(asOf)) ?? CaseOptions.Date(TimeProvider.System.GetLocalNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            var result = await services.Mediator.Send(new EvaluateGold(File.ReadLines(file.FullName), path => Open(folder, path), day), cancellation).ConfigureAwait(false);
            foreach (var problem in result.Problems)
            {
                Console.Error.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"navis: {file.Name}({problem.Line}): {problem.Problem}"));
            }

            if (result.Records == 0)
            {
                Console.Error.WriteLine($"navis: {file.Name}: no record could be scored. Each line names a record and what it says; see rules/evaluation/README.md.");
                return ExitCode.Failed;
            }

            if (parsed.GetValue(format) == "json")
            {
                Output.Json(json => EvaluationJson.Write(json, result), indented: true);
            }
            else
            {
                Output.Text(EvaluationText.Write(result));
            }

            if (parsed.GetValue(page) is { } target)
            {
                Output.Text(EvaluationPage.Write(result, file.Name), target);
            }

            return result.Problems.IsEmpty ? ExitCode.Ok : ExitCode.Failed;
        });
        return command;
    }

    // Gold comes from outside: it may name records of the folder, and nothing else.
    private static ImmutableArray<CaseFile> Open(DirectoryInfo folder, string path)
    {
        var root = Path.TrimEndingDirectorySeparator(folder.FullName) + Path.DirectorySeparatorChar;
        var full = Path.GetFullPath(Path.Combine(root, path));
        return full.StartsWith(root, StringComparison.Ordinal)
            ? CaseFiles.Open([full])
            : [new(new SourceFile(Path.GetFileName(path), ReadOnlyMemory<byte>.Empty), new("FILE-OUTSIDE", IssueSeverity.Error, $"{path}: the record lies outside the records folder. Name it relative to that folder."))];
    }
}
