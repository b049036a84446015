using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>Combines the result words that govern a target into one status.</summary>
internal static class ResultStatus
{
    /// <summary>The status, or null when no word says one.</summary>
    /// <param name="frame">Sentence.</param>
    /// <param name="target">Target.</param>
    public static string? Of(SentenceFrame frame, Target target)
    {
        if (target.Ambiguous)
        {
            return null;
        }

        var status = Combined(frame, target);
        if (target.Change is { Denied: true })
        {
            status = BiomarkerStatus.NotDetected;
        }

        if (status is null && target.Change is { Stated: true } && !frame.IsAnalysed(target))
        {
            status = BiomarkerStatus.Detected;
        }

        if (target.Uncertain && status is null or BiomarkerStatus.Detected)
        {
            return BiomarkerStatus.Indeterminate;
        }

        // "no other EGFR mutation", "without secondary ALK mutations" leave the known one as it is.
        return target.OtherChange && status == BiomarkerStatus.NotDetected ? null : status;
    }

    private static string? Combined(SentenceFrame frame, Target target)
    {
        var before = target.Before?.Term;
        if (target.Behind?.Term is { } behind)
        {
            if (before is not { Weight: CueWeight.Determiner } || behind.Status != BiomarkerStatus.Detected)
            {
                return behind.Status;
            }

            return behind.Weight == CueWeight.Participle || target.FirstBehind ? BiomarkerStatus.NotDetected : BiomarkerStatus.Detected;
        }

        if (before is null)
        {
            return null;
        }

        if (before.Weight == CueWeight.Vus)
        {
            return BiomarkerStatus.Indeterminate;
        }

        if (before.Status is BiomarkerStatus.Detected or BiomarkerStatus.NotDetected)
        {
            // "no EGFR testing", "with EGFR mutation analysis": of the test, not of its result.
            if (frame.IsAnalysed(target))
            {
                return null;
            }

            // "with EGFR": a bare gene behind a weak word says nothing; "expressing PD-L1" does.
            if (before.Weight == CueWeight.Weak && target.Change is null && !(target.Gene!.Id == "CD274" && frame.SaysExpressing(target)))
            {
                return null;
            }

            // "No MET" may be a verb.
            if (before.Weight == CueWeight.Determiner && target is { Change: null, FirstBehind: true } && target.Gene!.Common && !frame.IsListed(target))
            {
                return null;
            }
        }

        return before.Status;
    }
}
