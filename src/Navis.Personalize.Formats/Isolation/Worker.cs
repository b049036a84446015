using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Navis.Personalize.Formats.Isolation;

/// <summary>One reading process, seen from the program. Used by one thread at a time.</summary>
internal sealed class Worker : IDisposable
{
    /// <summary>Milliseconds after which a file is long work, and between two lines about it.</summary>
    private const int SpeakEvery = 3000;

    private static readonly TimeSpan WatchEvery = TimeSpan.FromMilliseconds(250);

    private readonly Process process;
    private readonly ReadingLimits limits;
    private readonly Action<string>? say;
    private ReadingStop? stopped;
    private long deadline;
    private long end;

    private Worker(Process process, ReadingLimits limits, Action<string>? say) => (this.process, this.limits, this.say) = (process, limits, say);

    /// <summary>Whether the process still runs.</summary>
    public bool IsAlive => !process.HasExited;

    /// <summary>Starts a process; null when the system refuses.</summary>
    public static Worker? Start(WorkerCommand command, ReadingLimits limits, Action<string>? say = null)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in limits.Variables())
        {
            start.Environment[name] = value;
        }

        // The runtime reads these in hexadecimal. Background collection would cost a second heap's worth of threads for nothing.
        start.Environment["DOTNET_GCHeapHardLimit"] = (limits.HeapMegabytes * 1024L * 1024).ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["OMP_THREAD_LIMIT"] = "1";
        try
        {
            if (Process.Start(start) is not { } begun)
            {
                return null;
            }

            // What a dying process says may hold words of the record: it is drained and not shown.
            begun.ErrorDataReceived += static (_, _) => { };
            begun.BeginErrorReadLine();
            return new(begun, limits, say);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            return null;
        }
    }

    /// <summary>Has a file read.</summary>
    /// <returns>Null when it was read to its end, else why it was not; the process is then of no more use.</returns>
    public ReadingStop? Read(ReadRequest request, DocumentSink sink)
    {
        var spoke = Environment.TickCount64;
        end = Environment.TickCount64 + (limits.FileSeconds * 1000L);
        GiveTime();
        using var watch = new Timer(_ => Watch(), null, WatchEvery, WatchEvery);
        try
        {
            Frames.Write(process.StandardInput.BaseStream, FrameKind.Request, w => w.Write(request));
            var output = process.StandardOutput.BaseStream;
            while (Frames.Read(output) is (var kind, var payload))
            {
                GiveTime();
                if (kind is FrameKind.Done)
                {
                    return payload.ReadByte() is var why and > 0 ? (ReadingStop)(why - 1) : null;
                }

                Take(kind, payload, sink);
                if (kind is FrameKind.Begin && sink.Current > 0 && Environment.TickCount64 - spoke > SpeakEvery)
                {
                    spoke = Environment.TickCount64;
                    say?.Invoke(string.Create(CultureInfo.InvariantCulture, $"reading {request.File.Name}, page {sink.Current} ..."));
                }
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or ObjectDisposedException or ArgumentException or FormatException)
        {
            // The process died while it was written to or read from.
        }

        return stopped ?? ReadingStop.Crash;
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    private static void Take(FrameKind kind, BinaryReader payload, DocumentSink sink)
    {
        switch (kind)
        {
            case FrameKind.Begin:
                sink.Begin(payload.ReadInt32());
                break;
            case FrameKind.Page:
                sink.Add(payload.ReadPage());
                break;
            case FrameKind.Issue:
                sink.Add(payload.ReadIssue());
                break;
            case FrameKind.File:
                sink.Add(payload.ReadFile());
                break;
            case FrameKind.Scan:
                sink.Add(payload.ReadScan());
                break;
            case FrameKind.Recognised:
                sink.Recognised();
                break;
            case FrameKind.Request or FrameKind.Done:
                throw new InvalidDataException("Not a frame that a reading process sends here.");
            default:
                throw new InvalidDataException("No frame.");
        }
    }

    private void GiveTime() => Interlocked.Exchange(ref deadline, Environment.TickCount64 + (limits.PageSeconds * 1000L));

    private void Watch()
    {
        try
        {
            process.Refresh();
            if (process.HasExited)
            {
                return;
            }

            var now = Environment.TickCount64;
            stopped ??= now > Math.Min(Interlocked.Read(ref deadline), end) ? ReadingStop.Slow
                : process.WorkingSet64 > limits.MemoryMegabytes * 1024L * 1024 ? ReadingStop.Memory
                : null;
            if (stopped is not null)
            {
                Kill();
            }
        }
        catch (InvalidOperationException)
        {
            // It ended in between.
        }
    }

    private void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or NotSupportedException)
        {
            // It is gone already.
        }
    }
}
