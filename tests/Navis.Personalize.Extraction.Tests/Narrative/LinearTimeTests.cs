using System.Diagnostics;
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
        "(", "[ ", "a", "A", "1", " ", "\n", "\t", "\f", ".", ", ", ": ", "; ", "? ", "% ", "- ", "| ", "no ", "not detected ", "not detected\n", "EGFR ", "EGFR, ", "EGFR\n", "EGFR L858R, ", "L858R ", "EGFR negative, ", "EGFR: L858R\n",
        "NOT DETECTED\n\nEGFR C797S, ", "NOT DETECTED\nEGFR\n", "EGFR mutation in ", "exon 19 ", "exon 19, ", "exon 19 del ", "del ", "p.", "c.2573T>G ", "p.E746_A750del ", "EML4-ALK ", "MET amplification and ", "PD-L1 ", "PD-L1 5% ", "1% ", "1,", "1.5 x ",
        "Gene   Result\nEGFR   Detected\n", "| EGFR | Detected |\n", "x   y   z\n", "[ ] detected ", "ND ", "tissue ", "lung ", "lung cancer ", "breast cancer ", "adenocarcinoma of the lung, ", "adenocarcinoma and ", "history of ", "her mother had ", "if ", "and ", "or ", "but ",
        "pT2a N1 M0 ", "T2", "stage IV ", "station 4R 0/3 ", "margin ", "upper lobe ", "3.2 cm ", "2020-01-01 ", "3 months later ", "osimertinib ", "osimertinib and ", "cycle 1 of carboplatin, ", "progression ", "brain metastasis, ", "ECOG 1 ", "smoker ", "A. ", "1. ", "Case 1: ",
        "stage IV\n", "upper lobe\n", "osimertinib\n", "progression.\n", "adenocarcinoma of the lung\n", "breast cancer\n", "pT2a\n", "2020-01-01 osimertinib.\n", "right upper lobectomy. ", "ALK: negative. ", "DIAGNOSIS: ", "DIAGNOSIS\n", "Family history: ", "“", "é", "µ", "Name: Ann Example\n",
    ];

    [Theory]
    [MemberData(nameof(Repeats))]
    public void Eight_times_the_text_takes_about_eight_times_as_long(string repeat)
    {
        var (small, large) = (Filled(repeat, Short), Filled(repeat, Long));
        // The shortest of several runs: other work on the machine only adds.
        var ratio = double.MaxValue;
        for (var attempt = 0; attempt < 5 && ratio > MostRatio; attempt++)
        {
            ratio = Math.Min(ratio, Time(large, 1) / Math.Max(Time(small, 2), 1));
        }

        Assert.True(ratio <= MostRatio, $"'{repeat}': {ratio:0} times as long");
    }

    // Where the system tells the processor time of a thread, other work on the machine does not count.
    private static double Clock() => File.Exists(Accounting)
        ? double.Parse(File.ReadAllText(Accounting).Split(' ')[0], CultureInfo.InvariantCulture) / 1e6
        : Stopwatch.GetElapsedTime(0).TotalMilliseconds;

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
