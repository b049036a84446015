namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>Guards against lists without a result: a tumour has one driver, so a sentence that only names the changes of many drivers states none of them.</summary>
internal static class DriverLists
{
    private const int FewestDrivers = 3;

    /// <summary>Makes bare mentions hypothetical when two or more drivers stand bare, and three or more without a result, in one sentence.</summary>
    /// <param name="statements">Statements of one sentence.</param>
    public static void Silence(List<Statement> statements)
    {
        var open = statements.Where(s => s is { Status: null, NotTumor: false } && IsDriver(s.Gene)).ToList();
        if (open.Where(s => s.Bare).Select(s => s.Gene).Distinct(StringComparer.Ordinal).Count() < FewestDrivers - 1 || open.Select(s => s.Gene).Distinct(StringComparer.Ordinal).Count() < FewestDrivers)
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

    private static bool IsDriver(string gene) => gene is "EGFR" or "ALK" or "ROS1" or "RET" or "BRAF" or "KRAS" or "MET" or "ERBB2" or "NTRK" or "NTRK1" or "NTRK2" or "NTRK3" or "NRG1";
}
