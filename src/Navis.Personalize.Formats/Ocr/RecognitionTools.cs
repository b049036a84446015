using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;

namespace Navis.Personalize.Formats.Ocr;

/// <summary>What recognition needs beyond the program: tesseract, pdftoppm, the second reader's models.</summary>
public static class RecognitionTools
{
    private static readonly ImmutableArray<string> Programs = ["tesseract", "pdftoppm"];

    /// <summary>What is not on this machine now.</summary>
    public static ImmutableArray<string> Missing() =>
    [
        .. Programs.Where(static t => !ToolProcess.IsInstalled(t)),
        .. OcrModels.Find() is null ? ["models of the second reader"] : ImmutableArray<string>.Empty,
    ];

    /// <summary>Has the launcher install what is missing; it says on standard error what it does, or which command to run.</summary>
    /// <param name="launcher">The launcher's path, or null when the program was started without it: then nothing is ever installed.</param>
    public static Action? Installer(string? launcher) => string.IsNullOrEmpty(launcher) || !File.Exists(launcher) ? null : () =>
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("bash", [launcher, "install-ocr"]) { UseShellExecute = false, RedirectStandardInput = true });
            process?.WaitForExit(TimeSpan.FromMinutes(10));
        }
        catch (Win32Exception)
        {
            // No shell, no installing; the issue of the page says what to do.
        }
    };
}
