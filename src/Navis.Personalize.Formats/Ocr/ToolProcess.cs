using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Navis.Personalize.Formats.Ocr;

/// <summary>Runs a program of the system with limits: bytes in, bytes out. Never a shell line made of a record's words.</summary>
internal static class ToolProcess
{
    private const int MemoryKilobytes = 2 * 1024 * 1024;

    /// <summary>Whether a program is on the path.</summary>
    public static bool IsInstalled(string program) => Find(program) is not null;

    /// <summary>Runs it.</summary>
    /// <param name="program">Name on the path.</param>
    /// <param name="arguments">Arguments.</param>
    /// <param name="input">Standard input, or null.</param>
    /// <param name="seconds">Longest time.</param>
    /// <returns>Standard output; null when it is absent, fails, or takes too long.</returns>
    public static byte[]? Run(string program, IReadOnlyList<string> arguments, byte[]? input, int seconds)
    {
        if (Find(program) is not { } path)
        {
            return null;
        }

        // The shell only sets the limits and then becomes the program; the arguments are passed on as they are.
        var isUnix = !OperatingSystem.IsWindows();
        var start = new ProcessStartInfo(isUnix ? "/bin/sh" : path) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        if (isUnix)
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(string.Create(CultureInfo.InvariantCulture, $"ulimit -v {MemoryKilobytes} 2>/dev/null; ulimit -t {2 * seconds} 2>/dev/null; exec \"$0\" \"$@\""));
            start.ArgumentList.Add(path);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["OMP_THREAD_LIMIT"] = "1";
        start.Environment["LC_ALL"] = "C.UTF-8";
        try
        {
            using var process = Process.Start(start);
            return process is null ? null : Talk(process, input, seconds);
        }
        catch (Exception e) when (e is Win32Exception or IOException or InvalidOperationException)
        {
            return null;
        }
    }

    private static byte[]? Talk(Process process, byte[]? input, int seconds)
    {
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        using var limit = new Timer(_ => Kill(process), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
        var feeding = new Thread(() => Feed(process, input));
        feeding.Start();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        feeding.Join();
        return process.WaitForExit(TimeSpan.FromSeconds(seconds)) && process.ExitCode == 0 ? output.ToArray() : null;
    }

    private static void Feed(Process process, byte[]? input)
    {
        try
        {
            process.StandardInput.BaseStream.Write(input ?? []);
            process.StandardInput.Close();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It ended before it had read everything.
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It is gone already.
        }
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program)).FirstOrDefault(File.Exists);
}
