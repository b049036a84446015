using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Navis.Personalize.Cli.Tests;

/// <summary>Runs the program as a user does: a process with arguments, standard input, output and exit code.</summary>
internal static class Navis
{
    public static readonly string Root = Find();

    public static async Task<Run> RunAsync(string[] arguments, string? input = null, string? home = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            WorkingDirectory = Root,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "navis.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["NAVIS_HOME"] = home ?? Root;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(input ?? "");
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var run = new Run(process.ExitCode, await output, await error);
        Assert.True(run.Exit is >= 0 and <= 3, $"navis {string.Join(' ', arguments)} ended with {run.Exit}: {run.Error}");
        return run;
    }

    public static Task<Run> AnalyzeAsync(params string[] arguments) => RunAsync(["analyze", .. arguments, "--format", "json", "--as-of", "2026-11-24"]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Navis.Personalize.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests must run inside the checkout.");
    }
}

internal sealed record Run(int Exit, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public IEnumerable<string> IssueCodes => Json.GetProperty("documents").EnumerateArray().SelectMany(d => d.GetProperty("issues").EnumerateArray()).Select(i => i.GetProperty("code").GetString()!);

    public int Holding => Json.GetProperty("facts").EnumerateArray().Count(f => f.GetProperty("holds").GetBoolean());
}
