using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Variants;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>Stain scores (0, 1+, 2+, 3+) and copy ratios that are a result by themselves.</summary>
/// <remarks>HER2 and MET: 3+ is overexpression, 2+ equivocal, 0 and 1+ none (CAP/ASCO; MET: 2+ or 3+ by trial, so 2+ stays open).
/// MET/CEP7 from 2.0 and MET copies from 5 are amplified (Cappuzzo et al., J Clin Oncol 2009), HER2/CEP17 from 2.0.</remarks>
internal static class ExpressionScores
{
    private const decimal AmplifiedRatio = 2.0m;
    private const decimal AmplifiedCopies = 5m;
    private const decimal CalledCopies = 3m;

    /// <summary>The change that a stain score or a ratio is about when the text names none, or null.</summary>
    /// <param name="frame">Sentence.</param>
    /// <param name="index">Index of the target.</param>
    public static Alteration? ChangeOf(SentenceFrame frame, int index)
    {
        var target = frame.Targets[index];
        return Score(frame, index) is not null && target.Gene!.Id is "ERBB2" or "MET" or "EGFR" ? new(AlterationKind.Overexpression, target.Start, target.End)
            : Ratio(frame, index) is not null ? new(AlterationKind.Amplification, target.Start, target.End)
            : null;
    }

    /// <summary>The status that a score or ratio says, or null.</summary>
    /// <param name="frame">Sentence.</param>
    /// <param name="index">Index of the target.</param>
    public static string? Of(SentenceFrame frame, int index)
    {
        var target = frame.Targets[index];
        if (target.Change is { Kind: not (AlterationKind.Overexpression or AlterationKind.Amplification) } || target.Behind is not null)
        {
            return null;
        }

        if (Score(frame, index) is { } score)
        {
            return (target.Gene!.Id, score) switch
            {
                ("ERBB2" or "MET" or "EGFR", 3) => BiomarkerStatus.Detected,
                ("ERBB2" or "MET" or "EGFR", 2) => BiomarkerStatus.Indeterminate,
                ("ALK" or "ROS1", 3) => BiomarkerStatus.Detected,
                ("ALK" or "ROS1", 1 or 2) => BiomarkerStatus.Indeterminate,
                _ => BiomarkerStatus.NotDetected,
            };
        }

        return Ratio(frame, index) is { } ratio ? ratio.Amplified ? BiomarkerStatus.Detected : BiomarkerStatus.NotDetected : null;
    }

    // "HER2 IHC 2+", "ALK (5A4) 0", "c-MET: 3+"
    private static int? Score(SentenceFrame frame, int index)
    {
        var target = frame.Targets[index];
        if (target.Gene!.Id is not ("ERBB2" or "MET" or "EGFR" or "ALK" or "ROS1"))
        {
            return null;
        }

        var end = frame.WindowEnd(index);
        foreach (var unit in frame.Units)
        {
            if (unit.Start < target.End || unit.Start >= end || unit.Role != Role.Number || unit.End - unit.Start != 1 || frame.Text[unit.Start] is < '0' or > '3')
            {
                continue;
            }

            var gap = frame.Between(target.End, unit.Start);
            var plus = unit.End < frame.Text.Length && frame.Text[unit.End] == '+';
            var stained = frame.First(Role.Method, target.Start, unit.Start) is { Term.Id: "ihc" };
            var last = unit.End == frame.Text.Length || !(char.IsLetterOrDigit(frame.Text[unit.End]) || frame.Text[unit.End] is '.' or '%' or '/' or '-');
            if (gap is { Unknown: <= 1, Break: false, Cue: false } && (plus || (stained && last)))
            {
                return frame.Text[unit.Start] - '0';
            }
        }

        return null;
    }

    private static (bool Amplified, decimal Value)? Ratio(SentenceFrame frame, int index)
    {
        var target = frame.Targets[index];
        if (target.Gene!.Id is not ("MET" or "ERBB2" or "EGFR"))
        {
            return null;
        }

        var end = frame.WindowEnd(index);
        foreach (var quantity in frame.Quantities)
        {
            if (quantity.Start < target.GeneStart || quantity.End > end || quantity.Unit is not null)
            {
                continue;
            }

            if (frame.First(Role.Ratio, target.Start, quantity.Start) is not null)
            {
                return (quantity.Low >= AmplifiedRatio, quantity.Low);
            }

            // A report that calls it an amplification and counts the copies has found it; copies alone need the limit.
            if (frame.First(Role.CopyNumber, target.GeneStart, quantity.Start) is not null && quantity.Low >= (target.Change is { Kind: AlterationKind.Amplification } ? CalledCopies : AmplifiedCopies))
            {
                return (true, quantity.Low);
            }
        }

        return null;
    }
}
