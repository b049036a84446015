using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>Guards against lists without a result (what a test covers, what a gene may have): a tumour has one driver, so changes of many drivers,
/// or many hotspots of one, that are only named are no findings.</summary>
internal static class DriverLists
{
    private const int ManyDrivers = 3;
    private const int ManyHotspots = 3;

    /// <summary>Makes bare mentions of one sentence hypothetical when they are such a list.</summary>
    /// <param name="statements">Statements of one sentence.</param>
    public static void Silence(List<Statement> statements)
    {
        var open = statements.Where(s => s is { Status: null, NotTumor: false } && IsDriver(s.Gene)).ToList();
        var bare = open.FindAll(s => s.Bare && s.Quantity is null);
        var drivers = bare.Select(s => s.Gene).Distinct(StringComparer.Ordinal).Count() >= ManyDrivers - 1 && open.Select(s => s.Gene).Distinct(StringComparer.Ordinal).Count() >= ManyDrivers;
        if (!drivers && !AreHotspots(bare.Select(s => (s.Gene, s.Alteration))))
        {
            return;
        }

        for (var i = 0; i < statements.Count; i++)
        {
            if (statements[i].Bare)
            {
                statements[i] = statements[i] with { Hypothetical = true };
            }
        }
    }

    /// <summary>Makes the findings of a document that are only named, never stated, hypothetical when they are such a list over several lines.</summary>
    /// <param name="found">Findings.</param>
    /// <param name="bare">Which of them are only named.</param>
    public static void Silence(List<Finding> found, HashSet<Finding> bare)
    {
        var named = found.FindAll(f => bare.Contains(f) && f is { Value: BiomarkerStatus.Detected, Assertion: Assertion.Affirmed, Withheld: null } && f.Qualifiers is { Quantity: null, Gene: { } gene } && IsDriver(gene));
        if (named.Select(f => f.Qualifiers.Gene).Distinct(StringComparer.Ordinal).Count() < ManyDrivers && !AreHotspots(named.Select(f => (f.Qualifiers.Gene!, f.Qualifiers.Alteration ?? ""))))
        {
            return;
        }

        for (var i = 0; i < found.Count; i++)
        {
            if (named.Contains(found[i]))
            {
                found[i] = found[i] with { Assertion = Assertion.Hypothetical };
            }
        }
    }

    private static bool AreHotspots(IEnumerable<(string Gene, string Alteration)> changes) =>
        changes.Where(c => IsFirst(c.Gene, c.Alteration)).Distinct().GroupBy(c => c.Gene, StringComparer.Ordinal).Any(g => g.Count() >= ManyHotspots);

    // Changes of which a tumour has one, at most two; those acquired under treatment gather.
    private static bool IsFirst(string gene, string alteration) => gene switch
    {
        "EGFR" => alteration is "exon-19-deletion" or "exon-20-insertion" or "L858R" or "S768I" or "L861Q" || alteration.StartsWith("G719", StringComparison.Ordinal),
        "KRAS" or "BRAF" => alteration is not "any",
        _ => false,
    };

    private static bool IsDriver(string gene) => gene is "EGFR" or "ALK" or "ROS1" or "RET" or "BRAF" or "KRAS" or "MET" or "ERBB2" or "NTRK" or "NTRK1" or "NTRK2" or "NTRK3" or "NRG1";
}
