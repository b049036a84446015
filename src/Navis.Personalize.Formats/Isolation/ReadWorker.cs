using System.Collections.Immutable;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Cloud;
using Navis.Personalize.Formats.Pictures;

namespace Navis.Personalize.Formats.Isolation;

/// <summary>The reading process: takes files on standard input and gives pages on standard output until its input ends. A hidden verb of the program.</summary>
public static class ReadWorker
{
    /// <summary>The verb that starts it.</summary>
    public const string Verb = "read-worker";

    /// <summary>Runs until the input ends.</summary>
    /// <returns>Exit code.</returns>
    public static int Run()
    {
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();

        // Whatever a library prints must not get between the frames.
        Console.SetOut(TextWriter.Null);
        var limits = ReadingLimits.From(Environment.GetEnvironmentVariable);
        ImmutableArray<IPageReader> readers = [.. PageReaders.All(limits), new PictureOfPage(limits)];
        using var requests = new System.Collections.Concurrent.BlockingCollection<ReadRequest>();

        // The input is watched while a file is read: when the program goes away, so does its reading process.
        new Thread(() => Listen(input, requests)) { IsBackground = true }.Start();
        foreach (var (format, file, wantsScans, again) in requests.GetConsumingEnumerable())
        {
            var sink = new FrameSink(output, wantsScans, again);
            var reader = readers.FirstOrDefault(r => string.Equals(r.Format, format, StringComparison.Ordinal));
            var stop = reader is null ? ReadingStop.Crash : PageReaders.Run(reader, file, sink);
            Frames.Write(output, FrameKind.Done, w => w.Write(stop is { } why ? (byte)((int)why + 1) : (byte)0));
            if (stop is ReadingStop.Memory)
            {
                return 1;
            }
        }

        return 0;
    }

    private static void Listen(Stream input, System.Collections.Concurrent.BlockingCollection<ReadRequest> requests)
    {
        try
        {
            while (Frames.Read(input) is (FrameKind.Request, var payload))
            {
                requests.Add(payload.ReadRequest());
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or OutOfMemoryException)
        {
            Environment.Exit(1);
        }

        Environment.Exit(0);
    }

    private sealed class FrameSink(Stream output, bool wantsScans, ReadAgain again) : IPageSink
    {
        private readonly Lock writing = new();

        public bool WantsScans => wantsScans;

        public bool IsCareful => again.IsCareful;

        public bool Wants(int page) => !again.Without.Contains(page);

        public void Begin(int page) => Send(FrameKind.Begin, w => w.Write(page));

        public void Add(DocumentPage page) => Send(FrameKind.Page, w => w.Write(page));

        public void Add(DocumentIssue issue) => Send(FrameKind.Issue, w => w.Write(issue));

        public void Add(SourceFile file) => Send(FrameKind.File, w => w.Write(file));

        public void Add(PageScan scan) => Send(FrameKind.Scan, w => w.Write(scan));

        public void Recognised() => Send(FrameKind.Recognised, null);

        private void Send(FrameKind kind, Action<BinaryWriter>? payload)
        {
            lock (writing)
            {
                Frames.Write(output, kind, payload);
            }
        }
    }
}
