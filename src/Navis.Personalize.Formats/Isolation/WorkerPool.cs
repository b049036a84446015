using System.Collections.Concurrent;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Ocr;

namespace Navis.Personalize.Formats.Isolation;

/// <summary>Reading processes, started when first needed and used again for file after file. Thread safe; a file waits when all are busy.</summary>
public sealed class WorkerPool : IDisposable
{
    /// <summary>Pages of one file that may stop the reader, each of which is left out; one more ends the reading of the file.</summary>
    private const int MostBadPages = 3;

    private readonly ConcurrentBag<Worker> idle = [];
    private readonly SemaphoreSlim free;
    private readonly WorkerCommand command;
    private readonly Func<string?>? install;
    private readonly Action<string>? say;
    private readonly Lock installing = new();
    private bool isInstallTried;

    /// <summary>A pool; nothing is started yet.</summary>
    /// <param name="command">How to start a reading process.</param>
    /// <param name="limits">Limits of time and memory.</param>
    /// <param name="install">Installs what recognition lacks, when a scan first needs it, and says why where it could not; null where nothing may be installed.</param>
    /// <param name="say">Takes a line now and then while a file takes long.</param>
    public WorkerPool(WorkerCommand command, ReadingLimits limits, Func<string?>? install = null, Action<string>? say = null)
    {
        (this.command, Limits, this.install, this.say) = (command, limits, install, say);
        free = new(limits.Workers);
    }

    /// <summary>The limits.</summary>
    public ReadingLimits Limits { get; }

    /// <summary>Why what recognition lacks could not be installed; null where it was, or where it was not tried.</summary>
    public string? InstallProblem { get; private set; }

    /// <summary>How many processes were started so far.</summary>
    public int Started => started;

    private int started;

    /// <summary>Installs what recognition lacks, once.</summary>
    /// <returns>Whether something came of it: processes started before do not know of it and are ended.</returns>
    internal bool PrepareRecognition()
    {
        if (install is null || RecognitionTools.Missing() is not { IsEmpty: false } before)
        {
            return false;
        }

        lock (installing)
        {
            if (!isInstallTried)
            {
                isInstallTried = true;
                InstallProblem = install();
                while (idle.TryTake(out var worker))
                {
                    worker.Dispose();
                }
            }
        }

        return RecognitionTools.Missing().Length < before.Length;
    }

    /// <summary>Reads a file in a process of its own. Whatever happens there is an issue in the sink.</summary>
    /// <param name="format">Format.</param>
    /// <param name="file">File.</param>
    /// <param name="sink">Takes what is read.</param>
    internal void Read(string format, SourceFile file, DocumentSink sink)
    {
        free.Wait();
        try
        {
            var end = Environment.TickCount64 + (Limits.FileSeconds * 1000L);
            var again = ReadAgain.No;
            for (var bad = 0; Try(new(format, file, sink.WantsScans, again), sink) is { } stop;)
            {
                // Pages are read side by side, so the one that stopped the reader is not known at first: it shows itself when they are read one by one.
                if (sink.Current == 0 || bad == MostBadPages || Environment.TickCount64 > end)
                {
                    sink.Stopped(file, stop);
                    break;
                }

                if (again.IsCareful)
                {
                    bad++;
                    sink.Stopped(file, stop, goesOn: true);
                }

                again = new(sink.Done, IsCareful: true);
                sink.Begin(0);
            }
        }
        finally
        {
            free.Release();
        }
    }

    private ReadingStop? Try(ReadRequest request, DocumentSink sink)
    {
        var worker = idle.TryTake(out var waiting) && waiting.IsAlive ? waiting : Start();
        if (worker is null)
        {
            return ReadingStop.Crash;
        }

        var stop = worker.Read(request, sink);
        if (stop is null)
        {
            idle.Add(worker);
        }
        else
        {
            worker.Dispose();
        }

        return stop;
    }

    /// <summary>Ends all processes.</summary>
    public void Dispose()
    {
        while (idle.TryTake(out var worker))
        {
            worker.Dispose();
        }

        free.Dispose();
    }

    private Worker? Start()
    {
        Interlocked.Increment(ref started);
        return Worker.Start(command, Limits, say);
    }
}
