namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>A sentence with its units and targets resolved: what a statement is built from.</summary>
internal sealed class SentenceFrame(string text, List<Unit> units, List<Target> targets)
{
    private const int LongestQuote = 240;

    /// <summary>Sentence.</summary>
    public string Text { get; } = text;

    /// <summary>Units.</summary>
    public List<Unit> Units { get; } = units;

    /// <summary>Targets in text order.</summary>
    public List<Target> Targets { get; } = targets;

    /// <summary>Numbers.</summary>
    public List<Quantity> Quantities { get; } = QuantityReader.Read(text, units);

    /// <summary>Where the words that belong to a target end: the next target of ours, or a break.</summary>
    /// <param name="index">Index of the target.</param>
    public int WindowEnd(int index)
    {
        var target = Targets[index];
        var end = Text.Length;
        for (var i = index + 1; i < Targets.Count; i++)
        {
            if (Targets[i].Start >= target.End && (Targets[i].Gene is not null && Targets[i].Gene != target.Gene || Targets[i].Start > target.End))
            {
                end = Targets[i].Start;
                break;
            }
        }

        foreach (var unit in Units)
        {
            if (unit.Start >= target.End && unit.Start < end && unit.Role == Role.Break)
            {
                return unit.Start;
            }
        }

        return end;
    }

    /// <summary>What stands between two places.</summary>
    /// <param name="from">From.</param>
    /// <param name="to">To.</param>
    public Gap Between(int from, int to) => Gap.Of(Text, Units, from, to);

    /// <summary>The first unit of a role in a stretch, or null.</summary>
    /// <param name="role">Role.</param>
    /// <param name="from">From.</param>
    /// <param name="to">To.</param>
    public Unit? First(Role role, int from, int to) => Units.Find(u => u.Role == role && u.Start >= from && u.End <= to);

    /// <summary>True when the target is the object of a test ("EGFR T790M testing").</summary>
    /// <param name="target">Target.</param>
    public bool IsAnalysed(Target target)
    {
        foreach (var unit in Units)
        {
            if (unit.Start < target.End)
            {
                continue;
            }

            if (unit.Role is Role.Analysis or Role.Molecular)
            {
                return !Text.AsSpan(target.End, unit.Start - target.End).ContainsAny(Stops.Test);
            }

            if (unit.Role is not (Role.Filler or Role.Change or Role.Method))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>True when the result word says "mutated": of a gene that fuses, that is no fusion.</summary>
    /// <param name="target">Target.</param>
    public bool SaysMutated(Target target) => (target.Behind ?? target.Before) is { } cue && Text.AsSpan(cue.Start).StartsWith("mut", StringComparison.OrdinalIgnoreCase);

    /// <summary>True for "expressing PD-L1".</summary>
    /// <param name="target">Target.</param>
    public bool SaysExpressing(Target target) => target.Before is { } cue && Text.AsSpan(cue.Start).StartsWith("express", StringComparison.OrdinalIgnoreCase);

    /// <summary>True when a result is of the protein that a stain shows, not of the gene: "EGFR antigen", "HER2 (IHC)".</summary>
    /// <param name="target">Target.</param>
    public bool IsStain(Target target) =>
        target.Gene!.Id is "EGFR" or "ERBB2" or "MET" && (Nearest(Role.Method, target) == "ihc" || Units.Exists(u => u.Start >= target.End && u.Start - target.End < 3 && u.Role == Role.Filler && Text.AsSpan(u.Start, u.End - u.Start) is "expression" or "antigen" or "protein" or "staining" or "stain" or "expresión" or "proteína"));

    /// <summary>True when another gene stands under the same word.</summary>
    /// <param name="target">Target.</param>
    public bool IsListed(Target target) => Targets.Exists(t => t != target && t.Gene is not null && t.Before == target.Before);

    /// <summary>A statement with the surroundings of its target: method, specimen, and whether it is said of a tumour that was tested.</summary>
    /// <param name="target">Target.</param>
    /// <param name="gene">Gene.</param>
    /// <param name="alteration">Alteration.</param>
    /// <param name="status">Status.</param>
    /// <param name="end">End of the words that carry the result.</param>
    public Statement Describe(Target target, string gene, string alteration, string? status, int end)
    {
        var start = Math.Min(target.Start, target.GeneStart);
        if (target.Behind is { } behind)
        {
            end = Math.Max(end, behind.End);
        }

        if (target.Before is { } before && target.Start - before.Start < LongestQuote)
        {
            start = Math.Min(start, before.Start);
        }

        end = Math.Max(end, target.End);
        if (target.Change is { } change && change.End > end && change.End - start < LongestQuote)
        {
            end = change.End;
        }

        end = Closed(start, end);
        return new(gene, alteration, status, start, end)
        {
            Method = Nearest(Role.Method, target),
            Specimen = SpecimenAround(target.Start, end),
            Hypothetical = IsHypothetical(target),
            NotTumor = IsKidney(target) || (gene == "CD274" && Units.Exists(u => u.Role == Role.BloodCells)),
        };
    }

    /// <summary>The specimen named nearest to a stretch, null when none or two kinds stand side by side.</summary>
    /// <param name="start">Start.</param>
    /// <param name="end">End.</param>
    public string? SpecimenAround(int start, int end)
    {
        Unit? best = null;
        var distance = int.MaxValue;
        foreach (var unit in Units)
        {
            if (unit.Role != Role.Specimen)
            {
                continue;
            }

            // "in plasma" behind a result wins over a specimen as near before it.
            var far = unit.Start >= end ? unit.Start - end - 1 : unit.End <= start ? start - unit.End : 0;
            if (far < distance && !(unit.Start >= end && Between(end, unit.Start) is { Break: true } or { Comma: true, Gene: true }))
            {
                (best, distance) = (unit, far);
            }
        }

        return best is null || Units.Exists(u => u.Role == Role.Specimen && u.Term!.Id != best.Term!.Id && (u.Start == best.End + 1 || best.Start == u.End + 1)) ? null : best.Term!.Id;
    }

    // A bracket that is opened in a quote is closed in it.
    private int Closed(int start, int end)
    {
        var depth = 0;
        for (var i = start; i < end; i++)
        {
            depth += Text[i] switch { '(' or '[' => 1, ')' or ']' => -1, _ => 0 };
        }

        while (depth > 0 && end < Text.Length && Text[end] is ')' or ']')
        {
            end++;
            depth--;
        }

        return end;
    }

    private string? Nearest(Role role, Target target)
    {
        Unit? best = null;
        foreach (var unit in Units)
        {
            if (unit.Role == role && (best is null || Distance(unit) < Distance(best)) && Distance(unit) < 60 && !Between(Math.Min(target.End, unit.End), Math.Max(target.Start, unit.Start)).Gene)
            {
                best = unit;
            }
        }

        return best?.Term!.Id;

        int Distance(Unit unit) => unit.Start >= target.End ? unit.Start - target.End : Math.Max(0, target.Start - unit.End);
    }

    private bool IsHypothetical(Target target)
    {
        foreach (var unit in Units)
        {
            if (unit.Role != Role.Hypothetical)
            {
                continue;
            }

            // "showed resistance mechanisms (T790M, …)": found, not thought of.
            if (unit.Term!.Id == "mechanisms" && Units.Exists(u => u.Role == Role.Cue && u.Term!.Status == Core.Findings.BiomarkerStatus.Detected && u.End <= unit.Start && !Breaks(u.End, unit.Start) && Between(u.End, unit.Start).Count < 4))
            {
                continue;
            }

            // "cobas EGFR v2 (detects L858R, …)": what the test can find stands between its gene and the change.
            if (unit.Term!.Id == "capability" && target.Change is { } change && unit.Start > target.Start && unit.End <= change.Start)
            {
                return true;
            }

            var weak = unit.Term!.Weight == CueWeight.Weak;
            if (unit.Term.Id == "modal" && target.Behind is { } result && unit.Start >= target.End && unit.End <= result.Start)
            {
                return true; // "T790M may be detected"
            }

            if (unit.Term.Id == "population")
            {
                // "found in half of the patients"
                if (unit.Start >= target.End && !Breaks(target.End, unit.Start))
                {
                    return true;
                }
            }
            else if (unit.Term.After)
            {
                if (unit.Start >= target.End && !Between(target.End, unit.Start).Break && target is { Behind: null, Before: null or { Term.Weight: CueWeight.Weak } })
                {
                    return true;
                }
            }
            else if (unit.End <= target.Start && !(weak && (target.Behind is not null || target.Before?.Term!.Status is Core.Findings.BiomarkerStatus.Pending or Core.Findings.BiomarkerStatus.Insufficient or Core.Findings.BiomarkerStatus.NotTested or Core.Findings.BiomarkerStatus.Indeterminate || (target.Before is not null && target.Before.Start > unit.Start))) && !Breaks(unit.End, target.Start))
            {
                return true;
            }
        }

        return false;
    }

    private bool Breaks(int from, int to) => Units.Exists(u => u.Role == Role.Break && u.Start >= from && u.End <= to) || Text.AsSpan(from, to - from).Contains(';');

    // "eGFR", "EGFR >60 mL/min", "EGFR 72": no gene is followed by a bare number.
    private bool IsKidney(Target target)
    {
        if (target.Gene!.Id != "EGFR" || target.Change is not null)
        {
            return false;
        }

        if (Units.Exists(u => u.Role == Role.Kidney))
        {
            return true;
        }

        foreach (var quantity in Quantities)
        {
            if (quantity.Start >= target.End && quantity.Unit is null && quantity.Low >= 5 && Text.AsSpan(target.End, quantity.Start - target.End).IndexOfAnyExcept(" :=-") < 0)
            {
                return true;
            }
        }

        return false;
    }
}
