using System.Diagnostics;
using System.Text;
using Navis.Personalize.Core.Rules.Proofs;

namespace Navis.Personalize.Application.Solvers;

/// <summary>A solver as a child process that reads SMT-LIB 2 from standard input: <c>z3 -in</c>, or another one by its command.</summary>
public sealed class SolverProcess : ISmtSession, IDisposable
{
    /// <summary>The solver of Debian's package <c>z3</c>.</summary>
    public const string DefaultCommand = "z3 -in";

    private const string End = "navis-end-of-answer";
    private readonly Process process;

    private SolverProcess(Process process) => this.process = process;

    /// <summary>Starts a solver.</summary>
    /// <param name="command">Program with its arguments, separated by blanks.</param>
    /// <returns>The solver, or null when there is no such program.</returns>
    public static SolverProcess? Start(string command = DefaultCommand)
    {
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            return null;
        }

        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        try
        {
            return Process.Start(start) is { } process ? new(process) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The solver ended, or refused a command: a bug of the encoding.</exception>
    public string Ask(string commands)
    {
        process.StandardInput.Write(commands);
        process.StandardInput.Write($"\n(echo \"{End}\")\n");
        process.StandardInput.Flush();
        var answer = new StringBuilder();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.Trim('"') is End)
            {
                return answer.ToString() is var text && text.StartsWith("(error", StringComparison.Ordinal) ? throw new InvalidOperationException($"The solver refused a command: {text.Trim()}") : text;
            }

            answer.Append(line).Append('\n');
        }

        throw new InvalidOperationException($"The solver ended: {answer}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }
}
