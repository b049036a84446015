using System.Diagnostics;
using System.Globalization;
using System.Text;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Benchmarks;

/// <summary><c>dotnet run -- scaling</c>: time of one document from text to profile by its length, the p99 of single documents, and allocation, each beside <see cref="PlainExpressions"/>.
/// Processor time of the thread where the system tells it, so that other work on the machine does not count.</summary>
internal static class Scaling
{
    private const int WarmUp = 200;
    private const double LongEnough = 60;
    private const string Accounting = "/proc/thread-self/schedstat";
    private static readonly int[] Kilobytes = [1, 4, 16, 64, 256, 1024];
    private static readonly int[] RepeatKilobytes = [1, 64, 1024];
    private static readonly string[] Repeats = ["(", "no ", "EGFR, ", "not detected: ", "pT2a pN0. Stage IB. ", "Adenocarcinoma of the lung, stage IIIA.\n", "1.1 x 1.1 x ", "osimertinib was started and ", "DIAGNOSIS:\n"];

    public static void Run()
    {
        var plain = new PlainExpressions();
        var samples = BenchmarkContent.Narratives.Select(f => Encoding.UTF8.GetString(f.Content.Span)).ToArray();
        var all = string.Join('\n', samples);
        for (var round = 0; round < WarmUp; round++)
        {
            Profile(samples[round % samples.Length]);
            plain.Matches(samples[round % samples.Length]);
        }

        Print($"baseline: {plain.Count} plain expressions, no prefilter; times in processor ms");
        Print($"\n{"ordinary text",-30}{"ms",9}{"us/KB",9}{"to 1 KB",9}{"MB alloc",10}{"plain ms",10}{"ratio",8}");
        Table("samples", kilobytes => Repeat(all, kilobytes), plain);
        Print($"\n{"text of repeats",-30}{"1 KB",9}{"64 KB",9}{"1 MB",9}   us/KB at 1 MB to that at 64 KB");
        foreach (var repeat in Repeats)
        {
            var times = RepeatKilobytes.Select(k => Least(() => Profile(Repeat(repeat, k)), 2)).ToArray();
            Print($"{repeat.ReplaceLineEndings("\\n"),-30}{times[0],9:0.00}{times[1],9:0.0}{times[2],9:0}{times[2] / 16 / times[1],9:0.00}");
        }

        Latency(samples, plain);
    }

    private static void Table(string name, Func<int, string> make, PlainExpressions plain)
    {
        var first = 0.0;
        foreach (var kilobytes in Kilobytes)
        {
            var text = make(kilobytes);
            var runs = kilobytes > 100 ? 2 : 4;
            var ours = Least(() => Profile(text), runs);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Profile(text);
            var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / 1e6;
            var theirs = Least(() => plain.Matches(text), 1);
            first = first == 0 ? ours / kilobytes : first;
            Print($"{$"{name}, {kilobytes} KB",-30}{ours,9:0.00}{ours * 1000 / kilobytes,9:0.0}{ours / kilobytes / first,9:0.00}{allocated,10:0.00}{theirs,10:0.0}{ours / theirs,8:0.000}");
        }
    }

    private static void Latency(string[] samples, PlainExpressions plain)
    {
        var ours = new List<double>();
        var theirs = new List<double>();
        for (var round = 0; round < 60; round++)
        {
            foreach (var text in samples)
            {
                ours.Add(Once(() => Profile(text)));
                if (round < 3)
                {
                    theirs.Add(Once(() => plain.Matches(text)));
                }
            }
        }

        ours.RemoveRange(0, samples.Length * 10);
        Print($"\n{"one document",-30}{"p50",9}{"p99",9}{"max",9}{"a second",10}");
        Print($"{"text to profile",-30}{At(ours, 0.5),9:0.00}{At(ours, 0.99),9:0.00}{ours.Max(),9:0.00}{1000 / ours.Average(),10:0}");
        Print($"{"plain expressions",-30}{At(theirs, 0.5),9:0.00}{At(theirs, 0.99),9:0.00}{theirs.Max(),9:0.00}{1000 / theirs.Average(),10:0}");
        Print($"ratio of p99 {At(ours, 0.99) / At(theirs, 0.99):0.000}");
    }

    private static double At(List<double> times, double share) => times.Order().ElementAt((int)Math.Min(times.Count - 1, Math.Ceiling(times.Count * share)));

    // The system counts processor time in ticks of some milliseconds: short work is repeated until it lasts long enough to be told.
    private static double Least(Func<int> work, int runs)
    {
        var times = 1;
        while (Many(work, times) * times < LongEnough && times < 4096)
        {
            times *= 4;
        }

        return Enumerable.Range(0, runs).Min(_ => Many(work, times));
    }

    private static double Many(Func<int> work, int times)
    {
        var start = Clock();
        for (var i = 0; i < times; i++)
        {
            work();
        }

        return (Clock() - start) / times;
    }

    // A single document is shorter than a tick: wall time, of which the other work on the machine is a part.
    private static double Once(Func<int> work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static int Profile(string text) => BenchmarkContent.Profile(new SourceFile("record.txt", Encoding.UTF8.GetBytes(text)));

    private static string Repeat(string part, int kilobytes)
    {
        var text = new StringBuilder();
        while (text.Length < kilobytes * 1024)
        {
            text.Append(part, 0, Math.Min(part.Length, (kilobytes * 1024) - text.Length));
        }

        return text.ToString();
    }

    private static double Clock() => File.Exists(Accounting) ? double.Parse(File.ReadAllText(Accounting).Split(' ')[0], CultureInfo.InvariantCulture) / 1e6 : Stopwatch.GetElapsedTime(0).TotalMilliseconds;

    private static void Print(FormattableString line) => Console.Out.Write(line.ToString(CultureInfo.InvariantCulture) + "\n");
}
