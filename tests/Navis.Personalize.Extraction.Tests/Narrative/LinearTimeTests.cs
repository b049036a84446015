using System.Globalization;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Documents;

namespace Navis.Personalize.Extraction.Tests.Narrative;

/// <summary>No text makes the extraction super-linear: eight times the text takes about eight times as long, whatever is repeated in it.</summary>
public sealed class LinearTimeTests
{
    private const int Short = 25_000;
    private const int Long = 200_000;
    private const double MostRatio = 3 * Long / (double)Short;
    private const string Accounting = "/proc/thread-self/schedstat";
    private static readonly FindingExtractor Extractor = new(RepositoryContent.Instance);
    private static readonly DocumentDescriber Describer = new(RepositoryContent.Instance);

    public static TheoryData<string> Repeats =>
    [
        "(", "\n", "\f", ", ", "no ", "not detected\n", "EGFR L858R, ", "EGFR negative, ", "NOT DETECTED\n\nEGFR C797S, ",
        "exon 19 del ", "p.", "p.E746_A750del ", "EML4-ALK ", "PD-L1 5% ", "1.5 x ", "Gene   Result\nEGFR   Detected\n",
        "adenocarcinoma of the lung, ", "pT2a N1 M0 ", "stage IV ", "2020-01-01 ", "osimertinib and ",
        "stage IV\n", "progression.\n", "Name: Ann Example\n",
    ];

    [Theory]
    [MemberData(nameof(Repeats))]
    public void Eight_times_the_text_takes_about_eight_times_as_long(string repeat)
    {
        Assert.SkipUnless(File.Exists(Accounting), "This system does not tell the processor time of a thread, and other work would count.");
        var (small, large) = (Filled(repeat, Short), Filled(repeat, Long));
        // The best of several runs: collections and compilation only add.
        var ratio = double.MaxValue;
        for (var attempt = 0; attempt < 5 && ratio > MostRatio; attempt++)
        {
            ratio = Math.Min(ratio, Time(large, 1) / Math.Max(Time(small, 2), 1));
        }

        Assert.True(ratio <= MostRatio, $"'{repeat}': {ratio:0} times as long");
    }

    // The thread's own processor time: other work on the machine does not count.
    private static double Clock() => double.Parse(File.ReadAllText(Accounting).Split(' ')[0], CultureInfo.InvariantCulture) / 1e6;

    private static string Filled(string repeat, int length) => string.Concat(Enumerable.Repeat(repeat, (length / repeat.Length) + 1));

    // Milliseconds that this thread works on describing and extracting.
    private static double Time(string text, int runs)
    {
        var best = double.MaxValue;
        for (var run = 0; run < runs; run++)
        {
            var start = Clock();
            IReadOnlyList<Finding> found = Extractor.Extract(Describer.Describe(Texts.Document(text)));
            best = Math.Min(best, Clock() - start);
            Assert.NotNull(found);
        }

        return best;
    }
}
