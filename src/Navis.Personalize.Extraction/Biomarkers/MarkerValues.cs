using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>Results that are numbers or levels: PD-L1, tumour mutational burden, microsatellite instability.</summary>
internal static class MarkerValues
{
    private const decimal HighBurden = 10m; // mutations a megabase; KEYNOTE-158
    private const decimal FewestCells = 100m; // viable tumour cells that a PD-L1 stain must have (22C3 pharmDx instructions)

    /// <summary>Makes a PD-L1 target of a score without its marker ("Tumor proportion score (TPS): 50%"), when a percentage follows it.</summary>
    /// <param name="vocabulary">Vocabulary.</param>
    /// <param name="text">Sentence.</param>
    /// <param name="units">Units.</param>
    /// <param name="targets">Targets; kept in order.</param>
    public static void AddScores(BiomarkerVocabulary vocabulary, string text, List<Unit> units, List<Target> targets)
    {
        var marker = vocabulary.Gene("CD274");
        if (marker is null || targets.Exists(t => t.Gene?.Id == "CD274") || units.Find(u => u.Role == Role.Score) is not { } score)
        {
            return;
        }

        var percent = text.IndexOf('%', score.End);
        if (percent >= 0 && percent - score.End < 25)
        {
            var at = targets.FindIndex(t => t.Start > score.Start);
            targets.Insert(at < 0 ? targets.Count : at, new(marker, score.Start, score.End));
        }
    }

    /// <summary>The values of a target: status, number, and where the words end. Empty when it is another marker or has none.</summary>
    /// <param name="frame">Sentence.</param>
    /// <param name="index">Index of the target.</param>
    public static List<(string? Status, Quantity? Quantity, int End)> Of(SentenceFrame frame, int index)
    {
        var target = frame.Targets[index];
        return target.Gene!.Id switch
        {
            "CD274" => Expression(frame, index),
            "TMB" => Burden(frame, index),
            "MSI" => Instability(frame, index),
            _ => [],
        };
    }

    private static List<(string?, Quantity?, int)> Expression(SentenceFrame frame, int index)
    {
        var target = frame.Targets[index];
        var end = frame.WindowEnd(index);
        var word = ResultStatus.Of(frame, target);
        var found = new List<(string?, Quantity?, int)>();
        if (frame.First(Role.Threshold, target.Start, end) is { Term.Id: "definition" })
        {
            return [(null, null, target.End)]; // "PD-L1 positive is defined as TPS >= 1 %"
        }

        if (Fraction(frame, target.End, end) is { } few)
        {
            found.Add((few.Total < FewestCells ? BiomarkerStatus.Indeterminate : word, null, few.End));
            return found;
        }

        var inside = frame.Quantities.FindAll(q => q.Start >= target.End && q.End <= end && IsExpression(frame, target, q));
        if (inside.Count == 0 && frame.Quantities.FindLast(q => q.End <= target.Start && q.Unit == "%" && frame.Between(q.End, target.Start) is { Unknown: 0, Comma: false, Break: false, Gene: false, Cue: false }) is { Unit: "%" } ahead)
        {
            inside.Add(ahead); // "60% PD-L1 expression"
        }

        // "positive (>1%, <50%)": the two ends of a range.
        if (inside is [{ Comparator: ">" or ">=", High: null } low, { Comparator: "<" or "<=", High: null } high] && high.Low > low.Low)
        {
            inside = [low with { High = high.Low, End = high.End }];
        }

        foreach (var quantity in inside)
        {
            var score = ScoreOf(frame, target, quantity);
            if (found.Count > 0 && (score is null || found.Exists(f => f.Item2?.Score == score)) && !(SaysWhere(frame, quantity) && found.TrueForAll(f => f.Item2 is { } q && q.Low != quantity.Low && SaysWhere(frame, q))))
            {
                continue;
            }

            found.Add((StatusOf(quantity, word), quantity with { Score = score, Unit = score == "CPS" ? null : "%" }, Math.Max(target.End, quantity.End)));
        }

        if (found.Count == 0 && Cells(frame.Text.AsSpan(target.End, end - target.End)) is { } cells)
        {
            found.Add((cells, null, end));
        }

        if (found.Count == 0 && word is null && Level(frame, target.End, end) is { Term.Value: "high" or "low" } level)
        {
            found.Add((BiomarkerStatus.Detected, null, level.End));
        }

        return found;
    }

    // "0 % in the primary and 80 % in the metastasis": two samples, two values.
    private static bool SaysWhere(SentenceFrame frame, Quantity quantity) =>
        frame.Text.AsSpan(quantity.End).TrimStart() is var after && (after.StartsWith("in ", StringComparison.OrdinalIgnoreCase) || after.StartsWith("en ", StringComparison.OrdinalIgnoreCase)) && !after[3..].StartsWith("tumor cells", StringComparison.OrdinalIgnoreCase);

    // A percentage that is not of something else; a CPS is a bare number.
    private static bool IsExpression(SentenceFrame frame, Target target, Quantity quantity)
    {
        var gap = frame.Between(target.End, quantity.Start);
        if (gap.Gene || (gap.Break && gap.Unknown > 0) || gap.Unknown > 6)
        {
            return false;
        }

        if (frame.First(Role.Threshold, target.End, quantity.Start) is { } limit && (quantity.Start - limit.End < 20 || quantity.Comparator is not null))
        {
            return false;
        }

        if (quantity.Unit == "%")
        {
            return frame.First(Role.Vaf, target.End, quantity.Start) is null;
        }

        return quantity.Unit is null && frame.Units.FindLast(u => u.Role == Role.Score && u.Start >= target.Start && u.End <= quantity.Start) is { Term.Id: "CPS" } score && frame.Text.AsSpan(score.End, quantity.Start - score.End).IndexOfAnyExcept(" :=)(") < 0;
    }

    private static string? ScoreOf(SentenceFrame frame, Target target, Quantity quantity)
    {
        Unit? best = null;
        foreach (var unit in frame.Units)
        {
            if (unit.Role == Role.Score && unit.Start >= target.Start - 30 && unit.Start < quantity.Start)
            {
                best = unit; // the last one before the number
            }
        }

        return (best ?? frame.Units.Find(u => u.Role == Role.Score && u.Start >= quantity.End && u.Start - quantity.End < 12))?.Term!.Id;
    }

    private static string? StatusOf(Quantity quantity, string? word)
    {
        if (word is BiomarkerStatus.Indeterminate or BiomarkerStatus.Insufficient)
        {
            return word;
        }

        return quantity switch
        {
            { High: { } high, Low: < 1 } when quantity.Comparator is null => high <= 1 ? BiomarkerStatus.NotDetected : word ?? BiomarkerStatus.Indeterminate,
            { Comparator: "<", Low: <= 1 } or { Comparator: "<=", Low: < 1 } => BiomarkerStatus.NotDetected,
            { Comparator: "<" or "<=" } => word ?? BiomarkerStatus.Indeterminate,
            { Comparator: ">" or ">=" } => BiomarkerStatus.Detected,
            { Low: < 1 } => BiomarkerStatus.NotDetected,
            _ => BiomarkerStatus.Detected,
        };
    }

    // "3 out of 86 tumor cells", "3 van 86 tumorcellen", "3 of 86 cells"
    private static (decimal Total, int End)? Fraction(SentenceFrame frame, int from, int to)
    {
        for (var i = 0; i + 1 < frame.Quantities.Count; i++)
        {
            var (part, total) = (frame.Quantities[i], frame.Quantities[i + 1]);
            if (part.Start < from || total.End > to || part.Unit is not null || total.Unit is not null || total.Low <= part.Low || frame.First(Role.TumorCells, total.End, Math.Min(to, total.End + 24)) is null)
            {
                continue;
            }

            if (frame.Text.AsSpan(part.End, total.Start - part.End).Trim() is "of" or "out of" or "van" or "de" or "von" or "/")
            {
                return (total.Low, total.End);
            }
        }

        return null;
    }

    // "TC2/IC1", "TC0 IC0" (SP142)
    private static string? Cells(ReadOnlySpan<char> text)
    {
        string? status = null;
        for (var i = 0; i + 2 < text.Length; i++)
        {
            if (text[i] is 'T' or 'I' && text[i + 1] == 'C' && text[i + 2] is >= '0' and <= '3' && (i == 0 || !char.IsLetterOrDigit(text[i - 1])) && (i + 3 == text.Length || !char.IsLetterOrDigit(text[i + 3])))
            {
                status = text[i + 2] > '0' || status == BiomarkerStatus.Detected ? BiomarkerStatus.Detected : BiomarkerStatus.NotDetected;
            }
        }

        return status;
    }

    private static List<(string?, Quantity?, int)> Burden(SentenceFrame frame, int index)
    {
        var target = frame.Targets[index];
        var end = frame.WindowEnd(index);
        var level = Level(frame, target.End, end)?.Term!.Value;
        if (frame.First(Role.Threshold, 0, frame.Text.Length) is { } limit)
        {
            // "below the threshold for TMB-high (≥10 mut/Mb)": what stands behind the word is the limit; "8 mut/Mb (high is defined as …)" has a value before it.
            (end, level) = (Math.Min(end, limit.Start), null);
        }

        foreach (var quantity in frame.Quantities)
        {
            if (quantity.Start >= target.End && quantity.End <= end && (quantity.Unit == "mut/Mb" || (quantity.Unit is null && frame.Text.AsSpan(target.End, quantity.Start - target.End).IndexOfAnyExcept(" :=|") < 0) || IsUnitAhead(frame.Text, target.End, quantity)))
            {
                var status = level is "intermediate" && quantity.Low >= HighBurden ? BiomarkerStatus.Indeterminate // the laboratory's own limit is another one
                    : quantity.Low >= HighBurden ? BiomarkerStatus.Detected : quantity.Comparator is ">" or ">=" ? BiomarkerStatus.Indeterminate : BiomarkerStatus.NotDetected;
                return [(quantity is { Comparator: "<" or "<=", Low: > HighBurden } ? BiomarkerStatus.Indeterminate : status, quantity with { Unit = "mut/Mb" }, quantity.End)];
            }
        }

        return level switch
        {
            "high" => [(BiomarkerStatus.Detected, null, end)],
            "low" => [(BiomarkerStatus.NotDetected, null, end)],
            "intermediate" => [(BiomarkerStatus.Indeterminate, null, end)],
            _ => [],
        };
    }

    // "TMB (mut/Mb): 14.2"
    private static bool IsUnitAhead(string text, int from, Quantity quantity) =>
        quantity.Unit is null && text.AsSpan(from, quantity.Start - from).Contains("/Mb", StringComparison.OrdinalIgnoreCase) && quantity.Start - from < 20;

    private static List<(string?, Quantity?, int)> Instability(SentenceFrame frame, int index)
    {
        var target = frame.Targets[index];
        var value = target.MarkerValue;
        var end = target.End;
        if (value is null)
        {
            var next = frame.Targets.FindIndex(index + 1, t => t.MarkerValue is not null);
            if (next == index + 1 && frame.Between(target.End, frame.Targets[next].Start) is { Break: false, Unknown: <= 1 })
            {
                return [(null, null, end)]; // the value that follows speaks for it
            }

            if (Level(frame, target.End, frame.WindowEnd(index)) is not { } level || frame.Between(target.End, level.Start).Unknown > 1)
            {
                return [];
            }

            (value, end) = (level.Term!.Value, level.End);
        }

        var denied = ResultStatus.Of(frame, target) == BiomarkerStatus.NotDetected;
        return value switch
        {
            "high" => [(denied ? BiomarkerStatus.NotDetected : BiomarkerStatus.Detected, null, end)],
            "stable" => [(BiomarkerStatus.NotDetected, null, end)],
            "low" => [(BiomarkerStatus.Indeterminate, null, end)],
            _ => [],
        };
    }

    private static Unit? Level(SentenceFrame frame, int from, int to)
    {
        var level = frame.First(Role.Level, from, to);
        return level is null || frame.Between(from, level.Start) is { Break: true } or { Unknown: > 2 } or { Gene: true } ? null : level;
    }
}
