using System.Diagnostics;
using Navis.Personalize.Formats.Door;

namespace Navis.Personalize.Formats.Tests.Ocr;

/// <summary>Measures recognition on every sort of picture; run by <c>tests/measure-ocr</c>, not by <c>./test</c>.</summary>
public sealed class OcrMeasure(ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public void Every_sort_of_picture()
    {
        var door = StandardDoor.Create();
        foreach (var sort in SyntheticReport.Sorts)
        {
            var picture = SyntheticReport.Picture(sort);
            var clock = Stopwatch.StartNew();
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var document = door.Read(picture, "d1")[0];
            var comparison = Comparison.Of(document.Pages[0]);
            output.WriteLine($"{sort,-28} {clock.Elapsed.TotalSeconds,5:0.0} s ({(Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds:0.0} s here beside the engine)  {comparison}");
            if (Environment.GetEnvironmentVariable("NAVIS_MEASURE_KEEP") is { } folder)
            {
                File.WriteAllBytes(Path.Combine(folder, picture.Name), picture.Content.ToArray());
                File.WriteAllText(Path.Combine(folder, sort + ".txt"), document.Text);
            }
        }
    }
}
