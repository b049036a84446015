using System.Diagnostics;
using System.Globalization;
using System.Text;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Reconciliation;
using Navis.Personalize.Extraction.Documents;

namespace Navis.Personalize.Extraction.Tests.Speed;

/// <summary>From text to profile the time follows the length of the text, also where thousands of findings say the same, or each something else. Eight times the text may take
/// three times eight times as long, which leaves room for a busy machine; what grows with the square takes 64 times as long.</summary>
public sealed class CorridorTimeTests
{
    private const int Short = 12_000;
    private const int Times = 8;
    private const double Room = 3;
    private const string Accounting = "/proc/thread-self/schedstat";
    private static readonly DocumentDescriber Describer = new(RepositoryContent.Instance);
    private static readonly FindingExtractor Extractor = new(RepositoryContent.Instance);
    private static readonly Reconciler Reconciler = Reconciler.Load(RepositoryContent.Instance);

    /// <summary>Texts of which every repetition gives findings: <c>#</c> is another number each time.</summary>
    public static TheoryData<string> Repeats =>
    [
        "Lung, right upper lobe, lobectomy: adenocarcinoma, 2.1 cm. EGFR L858R detected; ALK not detected. pT1c pN0. She was started on osimertinib in March 2024.\n",
        "EGFR L858R detected.\n",
        "EGFR not detected. EGFR L858R detected.\n",
        "PD-L1 TPS #%.\n",
        "EGFR p.L#R was detected.\n",
        "Adenocarcinoma of the lung, stage IIIA.\n",
        "Lung cancer, # cm mass in the right upper lobe.\n",
        "Lymph nodes: 0/# positive.\n",
        "Lung cancer. On 20#-03-01 osimertinib was started.\n",
        "Lung cancer with progression in the brain in 20#.\n",
        "pT2a pN0. Stage IB. pT# pN1.\n",
        "Former smoker, # pack-years. ECOG 1.\n",
    ];

    [Theory]
    [MemberData(nameof(Repeats))]
    public void Eight_times_the_text_takes_about_eight_times_as_long(string repeated)
    {
        var (few, many) = (Repeat(repeated, Short), Repeat(repeated, Short * Times));
        Time(few, 1);

        // As much text both times, once in eight pieces: both take long enough to be told by a clock of some milliseconds.
        var ratio = double.MaxValue;
        for (var attempt = 0; attempt < 4 && ratio > Room; attempt++)
        {
            ratio = Math.Min(ratio, Time(many, 1) / Math.Max(1, Time(few, Times)));
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ratio * Times:0.0} times as long"));
        Assert.InRange(ratio, 0, Room);
    }

    private static string Repeat(string part, int length)
    {
        var text = new StringBuilder(length + part.Length);
        for (var i = 0; text.Length < length; i++)
        {
            text.Append(part.Replace("#", (10 + (i % 80)).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }

        return text.ToString();
    }

    private static double Time(string text, int runs)
    {
        var start = Clock();
        for (var run = 0; run < runs; run++)
        {
            var document = Describer.Describe(new SourceDocument { Id = "d1", Name = "record.txt", Pages = [new DocumentPage(1, text)] });
            Assert.NotEmpty(Reconciler.Reconcile("case", [document], Extractor.Extract(document)).Facts);
        }

        return Clock() - start;
    }

    // Milliseconds that this thread worked; where the system does not tell, those that passed.
    private static double Clock() => File.Exists(Accounting) ? double.Parse(File.ReadAllText(Accounting).Split(' ')[0], CultureInfo.InvariantCulture) / 1e6 : Stopwatch.GetElapsedTime(0).TotalMilliseconds;
}
