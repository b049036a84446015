using System.Collections.Concurrent;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Ocr;

namespace Navis.Personalize.Formats.Isolation;

/// <summary>Reading processes, started when first needed and used again for file after file. Thread safe; a file waits when all are busy.</summary>
public sealed class WorkerPool : IDisposable
{
    private readonly ConcurrentBag<Worker> idle = [];
    private readonly SemaphoreSlim free;
    private readonly WorkerCommand command;
    private readonly Action? install;
    private readonly Lock installing = new();
    private bool isInstallTried;

    /// <summary>A pool; nothing is started yet.</summary>
    /// <param name="command">How to start a reading process.</param>
    /// <param name="limits">Limits of time and memory.</param>
    /// <param name="install">Installs what recognition lacks, when a scan first needs it; null where nothing may be installed.</param>
    public WorkerPool(WorkerCommand command, ReadingLimits limits, Action? install = null)
    {
        (this.command, Limits, this.install) = (command, limits, install);
        free = new(limits.Workers);
    }

    /// <summary>The limits.</summary>
    public ReadingLimits Limits { get; }

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
                install();
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
            var worker = idle.TryTake(out var waiting) && waiting.IsAlive ? waiting : Start();
            if (worker is null)
            {
                sink.Stopped(file, ReadingStop.Crash);
                return;
            }

            if (worker.Read(format, file, sink) is { } stop)
            {
                sink.Stopped(file, stop);
                worker.Dispose();
            }
            else
            {
                idle.Add(worker);
            }
        }
        finally
        {
            free.Release();
        }
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
        return Worker.Start(command, Limits);
    }
}
