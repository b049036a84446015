using System.CommandLine;
using System.Diagnostics;
using Navis.Personalize.Cli.Hosting;

namespace Navis.Personalize.Cli.Commands;

/// <summary><c>navis serve</c>: the web application. It is a program of its own, so that the other verbs start without a web server; <c>./navis serve</c> starts it at once.</summary>
internal static class ServeCommand
{
    private const string Program = "navis-web.dll";

    public static Command Create()
    {
        var rest = new Argument<string[]>("OPTIONS") { Description = "[--offline] [--demo] [--data DIR] [--urls http://127.0.0.1:5080]", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("serve", "Starts the web application for patients, navigators and clinicians; /health and /ready say how it is.") { rest };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancellation) => await RunAsync([.. parsed.GetValue(rest) ?? [], .. parsed.UnmatchedTokens], cancellation).ConfigureAwait(false));
        return command;
    }

    private static async Task<int> RunAsync(string[] options, CancellationToken cancellation)
    {
        if (Find() is not { } program)
        {
            await Console.Error.WriteLineAsync("navis: the web program is not built here. Start it with ./navis serve from the checkout.").ConfigureAwait(false);
            return ExitCode.Failed;
        }

        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false };
        foreach (var argument in (string[])[program, "serve", .. options])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new IOException("The web program did not start.");
        try
        {
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The terminal has told the child as well; a signal to us alone has not.
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return process.ExitCode;
    }

    // Beside this program when published together, else where the build puts it.
    private static string? Find() => new[]
    {
        Path.Combine(AppContext.BaseDirectory, Program),
        Path.Combine(AppContext.BaseDirectory, "..", "navis-web", Program),
        Path.Combine(AppContext.BaseDirectory, "..", "..", "Navis.Personalize.Web", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), Program),
    }.FirstOrDefault(File.Exists);
}
