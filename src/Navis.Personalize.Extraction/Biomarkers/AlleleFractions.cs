using Navis.Personalize.Extraction.Variants;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>The number that belongs to a change: allele fraction, copies, ratio to the centromere.</summary>
internal static class AlleleFractions
{
    /// <summary>The number of a target, or null.</summary>
    /// <param name="frame">Sentence.</param>
    /// <param name="index">Index of the target.</param>
    public static Quantity? Of(SentenceFrame frame, int index)
    {
        var target = frame.Targets[index];
        var end = frame.WindowEnd(index);
        if (target.Change is { Kind: AlterationKind.Amplification })
        {
            return Copies(frame, target.Start, end);
        }

        if (target.Change is null or { Kind: AlterationKind.Fusion or AlterationKind.Overexpression })
        {
            return null;
        }

        if (BehindBrackets(frame, target) is { } direct)
        {
            return direct;
        }

        foreach (var quantity in frame.Quantities)
        {
            if (quantity.Start < target.End || quantity.End > end || quantity.Unit != "%" || quantity.High is not null)
            {
                continue;
            }

            // "VAF 42%", "42% VAF", "15% mutant allele", "(42%)", "3.2% cfDNA".
            var gap = frame.Between(target.End, quantity.Start);
            var fraction = frame.First(Role.Vaf, target.End, end) is not null || frame.Text.AsSpan(target.End, quantity.Start - target.End).IndexOfAnyExcept(" (,:|") < 0
                || (gap is { Unknown: 0, Break: false } && quantity.End < frame.Text.Length && frame.Text[quantity.Start - 1] == '(' && frame.Text[quantity.End] == ')')
                || frame.First(Role.Specimen, quantity.End, Math.Min(end, quantity.End + 12)) is not null;
            return fraction ? quantity : null;
        }

        return null;
    }

    // "Exon 19 deletion (E746_A750del)  12.4%", "C797S (cis with T790M) 1.1%": behind a bracket of the change, whatever stands in it.
    private static Quantity? BehindBrackets(SentenceFrame frame, Target target)
    {
        var text = frame.Text;
        var open = text.AsSpan(target.Start, target.End - target.Start).LastIndexOf('(') is >= 0 and var inside ? target.Start + inside
            : text.AsSpan(target.End).TrimStart(' ').StartsWith("(") ? text.IndexOf('(', target.End) : -1;
        var close = open < 0 ? -1 : text.IndexOf(')', open);
        if (close < target.End - 1 || close < 0)
        {
            return null;
        }

        var at = frame.Quantities.FindIndex(q => q.Start > close && q is { Unit: "%", High: null } && text.AsSpan(close + 1, q.Start - close - 1).IndexOfAnyExcept(" ,\t|") < 0);
        return at < 0 ? null : frame.Quantities[at];
    }

    private static Quantity? Copies(SentenceFrame frame, int start, int end)
    {
        foreach (var (role, unit) in (ReadOnlySpan<(Role, string)>)[(Role.Ratio, "ratio"), (Role.CopyNumber, "copies")])
        {
            if (frame.First(role, start, end) is { } word)
            {
                foreach (var quantity in frame.Quantities)
                {
                    if (quantity.Unit is null && quantity.Start >= word.End && quantity.End <= end && quantity.Start - word.End < 12)
                    {
                        return quantity with { Unit = unit };
                    }
                }
            }
        }

        return null;
    }
}
