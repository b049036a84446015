using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;

namespace Navis.Personalize.Formats.Ocr;

/// <summary>What recognition needs beyond the program: tesseract, pdftoppm, the second reader's models.</summary>
public static class RecognitionTools
{
    private static readonly ImmutableArray<string> Programs = ["tesseract", "pdftoppm"];

    private const string Prefix = "navis: ";
    private const string Command = "Run: ";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>What is not on this machine now.</summary>
    public static ImmutableArray<string> Missing() =>
    [
        .. Programs.Where(static t => !ToolProcess.IsInstalled(t)),
        .. OcrModels.Find() is null ? ["models of the second reader"] : ImmutableArray<string>.Empty,
    ];

    /// <summary>Has the launcher install what is missing.</summary>
    /// <param name="launcher">The launcher's path, or null when the program was started without it: then nothing is ever installed.</param>
    /// <param name="say">Takes what it says meanwhile: what it does, or which command to run.</param>
    /// <returns>Installs, and gives what it said last, or the command to run, where something is still missing, else null; null where nothing may be installed.</returns>
    public static Func<string?>? Installer(string? launcher, Action<string> say) => string.IsNullOrEmpty(launcher) || !File.Exists(launcher) ? null : () =>
    {
        string? last = null;
        try
        {
            using var process = new Process { StartInfo = new("bash", [launcher, "install-ocr"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true } };
            process.OutputDataReceived += static (_, _) => { };
            process.ErrorDataReceived += (_, line) =>
            {
                if (line.Data is { Length: > 0 } said)
                {
                    last = said.StartsWith(Prefix, StringComparison.Ordinal) && last?.Contains(Command, StringComparison.Ordinal) is not true ? said[Prefix.Length..] : last;
                    say(said);
                }
            };
            process.Start();
            process.StandardInput.Close();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            if (process.WaitForExit(Longest))
            {
                // Once more without a limit: until all that it said has come.
                process.WaitForExit();
            }
            else
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            // No shell, no installing; the issue of the page says what to do.
        }

        return Missing().IsEmpty ? null : last;
    };
}
