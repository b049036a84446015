using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Navis.Personalize.Web.Tests;

/// <summary>The real program in a process of its own, to be killed.</summary>
internal sealed partial class RunningProgram : IDisposable
{
    private readonly Process process;
    private volatile bool killed;

    private RunningProgram(Process process, Uri root) => (this.process, Root) = (process, root);

    public Uri Root { get; }

    public int Id => process.Id;

    public bool IsKilled => killed;

    /// <summary>Starts <c>serve</c> on a free port and waits until it is ready.</summary>
    public static async Task<RunningProgram> StartAsync(IEnumerable<string> options, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "navis-web.dll"), "serve", "--urls", "http://127.0.0.1:0", .. options])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var program = Process.Start(start)!;
        var said = new List<string>();
        while (await program.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (Ready().Match(line) is { Success: true } match)
            {
                _ = program.StandardError.ReadToEndAsync();
                return new(program, new Uri(match.Groups["root"].Value));
            }

            said.Add(line);
        }

        throw new InvalidOperationException($"The program ended before it was ready: {string.Join('\n', said)}");
    }

    public void Kill()
    {
        killed = true;
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!killed)
        {
            Kill();
        }

        process.Dispose();
    }

    [GeneratedRegex("ready at (?<root>http://[0-9.:]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Ready();
}
