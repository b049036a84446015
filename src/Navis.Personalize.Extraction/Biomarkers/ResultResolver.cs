using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>Decides which result word governs which target of a sentence.</summary>
/// <remarks>Words before a list govern the list ("negative for A, B and C"), words behind it govern back ("A, B y C negativos"), a label governs its value ("A: negative").
/// A change that says which and stands in a row with commas is never taken into the result of its neighbour: "EGFR exon 19 deletion, ALK negative".</remarks>
internal sealed class ResultResolver(string text, List<Unit> units, List<Target> targets)
{
    private const int ReachBefore = 3;
    private const int ReachBehind = 3;

    private Unit? before;
    private Target? lastInScope;
    private bool firstBehind;

    /// <summary>Sets <see cref="Target.Before"/>, <see cref="Target.Behind"/> and their like on every target.</summary>
    public void Resolve()
    {
        var next = 0;
        foreach (var unit in units)
        {
            while (next < targets.Count && targets[next].Start <= unit.Start)
            {
                Enter(targets[next++]);
            }

            if (unit.Role == Role.Break)
            {
                before = null;
            }
            else if (unit.Role == Role.Cue)
            {
                Cue(unit, next);
            }
        }

        while (next < targets.Count)
        {
            Enter(targets[next++]);
        }
    }

    private Gap Between(int from, int to) => Gap.Of(text, units, from, to);

    private static readonly string[] Conjunctions = [" and ", " or ", " nor ", " y ", " e ", " o ", " ni "];

    private void Enter(Target target)
    {
        if (before is null)
        {
            return;
        }

        var from = lastInScope?.End ?? before.End;
        var gap = Between(from, target.Start);
        var weak = before.Term!.Weight == CueWeight.Weak;
        var reached = lastInScope is null
            ? !gap.Break && !gap.Comma && gap.Unknown <= ReachBefore
            : (!gap.Break || Continues(from, target)) && gap.Unknown == 0
                && (gap.Comma || gap.And || gap.Break || IsElided(from, target.Start) || (gap.Count == 0 && (lastInScope.Change is null || lastInScope.Change.End <= lastInScope.GeneStart)) || (lastInScope.Gene is null && gap.Preposition));
        if (!reached || (weak && lastInScope is not null && gap.Break))
        {
            before = null;
            return;
        }

        target.Before = before;
        target.FirstBehind = firstBehind;
        firstBehind = false;
        lastInScope = target;
    }

    // "ROS1- of RET-translocatie": the hyphen waits for the noun, so the word between is a conjunction.
    private bool IsElided(int from, int to) => text.AsSpan(from, to - from) is "- of " or "- o ";

    // "Negative for ALK, ROS1 and RET fusions; KRAS, BRAF V600E and MET exon 14 skipping": a list behind a semicolon without a result of its own.
    private bool Continues(int from, Target target)
    {
        var semicolon = text.AsSpan(from, target.Start - from).IndexOf(';');
        if (semicolon < 0)
        {
            return false;
        }

        var start = from + semicolon;
        var end = text.IndexOfAny([';', '\n'], start + 1);
        end = end < 0 ? text.Length : end;
        return !units.Exists(u => u.Start > start && u.End <= end && u.Role is Role.Cue or Role.Break or Role.Unknown or Role.Hypothetical)
            && (!Denies(before!) || IsListed(start, end));
    }

    // "No T790M; MET amplification": one change behind one semicolon may as well be what was found. A denial goes on only over a list: of several
    // semicolons, behind a colon, or with commas or conjunctions of its own. Else nothing is said of it.
    private bool IsListed(int semicolon, int end)
    {
        var line = text.IndexOf('\n', before!.End);
        var scope = text.AsSpan(before.End, (line < 0 ? text.Length : line) - before.End);
        var segment = text.AsSpan(semicolon + 1, end - semicolon - 1);
        var gap = Between(semicolon + 1, end);
        return scope.Count(';') > 1 || scope.TrimStart().StartsWith(":") || text.AsSpan(before.Start, before.End - before.Start).TrimEnd().EndsWith(":")
            || segment.Contains(',') || segment.Contains('/') || gap.And || Conjunctions.Any(c => text.AsSpan(semicolon, end - semicolon).Contains(c, StringComparison.OrdinalIgnoreCase));
    }

    private void Cue(Unit cue, int next)
    {
        var previous = next > 0 ? targets[next - 1] : null;
        var reach = previous is null ? default : Between(previous.End, cue.Start);
        var near = previous is not null && cue.Start >= previous.End && !reach.Break && reach.Unknown <= ReachBehind && !(reach.Comma && reach.Unknown > 0 && !reach.Label);
        near &= cue.Term!.Id != "none" || reach.Unknown == 0; // "None" in another column is of that column
        var weight = cue.Term.Weight;

        if (weight == CueWeight.Vus)
        {
            near = previous is not null && cue.Start >= previous.End && !reach.Break && reach.Unknown <= 2;
            Significance(cue, near ? previous : null, next);
            return;
        }

        if (near && previous!.Behind is not null && InBrackets(cue) && cue.Term.Status != previous.Behind.Term!.Status)
        {
            previous.Aside = cue;
            return;
        }

        // "L858R, detected at diagnosis, is no longer detectable": what is no longer so was so before.
        if (previous?.Behind is { } earlier && cue.Term.Id == "no-longer" && !Between(earlier.End, cue.Start).Break)
        {
            previous.Behind = cue;
            return;
        }

        var following = next < targets.Count ? targets[next] : null;
        var direct = following is not null && following.Start >= cue.End && text.AsSpan(cue.End, following.Start - cue.End).IndexOfAnyExcept(' ', '*') < 0;
        if (near && previous!.Behind is null && GovernsBack(cue, previous, reach, following, direct))
        {
            Behind(cue, next - 1, reach);
            if (cue.Term.Side == CueSide.Either)
            {
                before = null;
            }

            return;
        }

        // "No mutations detected: EGFR, ALK": the participle does not lift the denial before it.
        if (before is not null && lastInScope is null && weight is CueWeight.Participle or CueWeight.Weak && Denies(before) && !Between(before.End, cue.Start).Break)
        {
            return;
        }

        // "no era portador de", "not a carrier of": the denial stands right before the word that it denies.
        if (before is { Term.Weight: CueWeight.Determiner } && lastInScope is null && Denies(before) && cue.Term.Status == BiomarkerStatus.Detected && Between(before.End, cue.Start) is { Unknown: 0, Comma: false, Break: false, Label: false, Count: <= 1 })
        {
            return;
        }

        if (cue.Tight && weight != CueWeight.Determiner && previous is not null && cue.Term.Side == CueSide.Either)
        {
            return; // belongs to a word that is none of our targets
        }

        (before, lastInScope, firstBehind) = (cue, null, true);
    }

    private bool GovernsBack(Unit cue, Target previous, Gap reach, Target? following, bool direct)
    {
        if (cue.Term!.Side == CueSide.Before)
        {
            // "EGFR: no mutation", "ALK: negative for rearrangement", "codons 12, 13: geen mutatie KRAS …": the value of a label, with no target of its own in reach.
            if (!reach.Label)
            {
                return EndsWithDenial(cue, previous, reach, following);
            }

            if (cue.Term.Weight == CueWeight.Weak)
            {
                return false;
            }

            var ahead = following is null ? default : Between(cue.End, following.Start);
            if (cue.Term.Weight != CueWeight.Determiner)
            {
                return following is null || ahead.Break;
            }

            return following is null || ahead.Break || ahead.Comma || ahead.Unknown > 0 || ahead.Count > 0;
        }

        // "Mutated EGFR and wild type KRAS": the word stands on the next gene.
        if (direct && !cue.Tight && (reach.Comma || reach.And) && previous.Before is not null)
        {
            return false;
        }

        return !(direct && reach.Comma && !cue.Tight);
    }

    // "EGFR sin mutaciones.", "the others (ALK, ROS1) without alterations": a denial with its noun at the end answers for what stands right before it.
    private bool EndsWithDenial(Unit cue, Target previous, Gap reach, Target? following)
    {
        if (cue.Term!.Weight != CueWeight.Determiner || previous.IsSpecific || reach is not { Comma: false, And: false, Unknown: 0, Cue: false })
        {
            return false;
        }

        var noun = units.Find(u => u.Start >= cue.End && u.Role is not (Role.Filler or Role.Preposition));
        if (noun?.Change is not { IsSpecific: false })
        {
            return false;
        }

        var stop = text.AsSpan(noun.End).IndexOfAny(Stops.Clause);
        var end = Math.Min(stop < 0 ? text.Length : noun.End + stop, units.Find(u => u.Start >= noun.End && u.Role is Role.And or Role.Break)?.Start ?? text.Length);
        return (following is null || following.Start >= end) && units.TrueForAll(u => u.Start < noun.End || u.Start >= end || u.Role is Role.Filler or Role.Cue);
    }

    private void Behind(Unit cue, int last, Gap reach)
    {
        targets[last].Behind = cue;
        if (cue.Tight && text[cue.Start - 1] != ' ')
        {
            for (var i = last - 1; i >= 0 && SlashOnly(targets[i], targets[i + 1]) && targets[i].Behind is null; i--)
            {
                targets[i].Behind = cue;
            }

            return;
        }

        var joined = false;
        var open = new List<Target>();
        for (var i = last - 1; i >= 0; i--)
        {
            var target = targets[i];
            var gap = Between(target.End, targets[i + 1].Start);
            if (target.Behind is not null || gap.Break || gap.Cue || gap.Label || gap.Number || gap.Unknown > 0 || !(gap.Comma || gap.And) || (target.Before is not null && !(Denies(target.Before) && target.Before == targets[last].Before)))
            {
                break;
            }

            joined |= gap.And;
            if (!reach.Label && target.IsSpecific && !(joined && targets[last].IsSpecific && target.Gene == targets[last].Gene && gap.And))
            {
                // "EGFR L858R, T790M negative": the first may be found or not.
                target.Ambiguous |= targets[last].IsSpecific && target.Gene == targets[last].Gene && Denies(cue);
                break;
            }

            open.Add(target);
        }

        foreach (var target in open)
        {
            target.Behind = cue;
        }
    }

    private bool SlashOnly(Target first, Target second) =>
        second.Start >= first.End && text.AsSpan(first.End, second.Start - first.End).Trim() is "/" or "-/" or "+/" or "- and" or "- or" or "-, " or "-," or "- und" or "- oder" or "- y" or "- o" or "- en" or "- of" or "- e";

    private void Significance(Unit cue, Target? previous, int next)
    {
        if (previous is not null)
        {
            for (var i = next - 1; i >= 0; i--)
            {
                targets[i].Uncertain = true;
                if (i == 0 || Between(targets[i - 1].End, targets[i].Start) is not { And: true, Cue: false, Unknown: 0, Break: false })
                {
                    break;
                }
            }

            return;
        }

        (before, lastInScope, firstBehind) = (cue, null, true);
    }

    private bool InBrackets(Unit cue)
    {
        var open = text.LastIndexOf('(', cue.Start);
        return open >= 0 && text.IndexOf(')', open) is var close && (close < 0 || close > cue.Start) && units.Exists(u => u.Start > open && (close < 0 || u.End <= close) && u.Role is Role.Specimen or Role.Time);
    }

    private static bool Denies(Unit cue) => cue.Term!.Status == BiomarkerStatus.NotDetected;
}
