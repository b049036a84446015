using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Navis.Personalize.Formats.Door;
using Navis.Personalize.Formats.Ocr;

namespace Navis.Personalize.Formats.Tests.Ocr;

/// <summary>Measures recognition on every sort of picture; run by <c>tests/measure-ocr</c>, not by <c>./test</c>. Which pictures: <c>NAVIS_MEASURE_SEEDS</c>
/// (<c>0-3,7</c>), <c>NAVIS_MEASURE_SORTS</c> (a part of the name); <c>NAVIS_MEASURE_KEEP</c> names a folder to keep them in.</summary>
public sealed class OcrMeasure(ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public void Every_sort_of_picture()
    {
        var door = StandardDoor.Create();
        var part = Environment.GetEnvironmentVariable("NAVIS_MEASURE_SORTS") ?? "";
        foreach (var sort in SyntheticReport.Sorts.Where(s => s.Contains(part, StringComparison.Ordinal)))
        {
            var all = new List<Comparison>();
            foreach (var seed in Seeds(Environment.GetEnvironmentVariable("NAVIS_MEASURE_SEEDS") ?? "0-3"))
            {
                var picture = SyntheticReport.Picture(sort, seed);
                var clock = Stopwatch.StartNew();
                var before = Process.GetCurrentProcess().TotalProcessorTime;
                var document = door.Read(picture, "d1")[0];
                var isPoor = document.Issues.Any(static i => i.Code is Recognition.Poor);
                var comparison = Comparison.Of(document.Pages[0], ReportText.Of(seed), isPoor);
                all.Add(comparison);
                var poor = isPoor ? "  POOR" : "";
                output.WriteLine($"{sort,-28} {seed,3} {clock.Elapsed.TotalSeconds,5:0.0} s ({(Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds:0.0} s here beside the engine)  {comparison}{poor}");
                if (Environment.GetEnvironmentVariable("NAVIS_MEASURE_KEEP") is { } folder)
                {
                    var name = string.Create(CultureInfo.InvariantCulture, $"{sort} {seed}");
                    File.WriteAllBytes(Path.Combine(folder, name + Path.GetExtension(picture.Name)), picture.Content.ToArray());
                    File.WriteAllText(Path.Combine(folder, name + ".txt"), document.Text);
                }
            }

            output.WriteLine($"{sort,-28} ALL  CER mean {all.Average(static c => c.CharacterErrors):0.00} %, worst {all.Max(static c => c.CharacterErrors):0.00} %; right {all.Sum(static c => c.Right)}/{all.Sum(static c => c.All)}, marked {all.Sum(static c => c.Marked.Length)}, silent {all.Sum(static c => c.Silent.Length)}");
        }
    }

    private static ImmutableArray<int> Seeds(string list) =>
    [
        .. list.Split(',').Select(static r => r.Split('-').Select(static n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray()).SelectMany(static r => Enumerable.Range(r[0], r[^1] - r[0] + 1)),
    ];
}
