using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Context;

/// <summary>The walk from a target to the left: cues that precede what they rule, labels and headings.</summary>
/// <param name="target">Target.</param>
internal ref struct LeftWalk(TargetWords target)
{
    private readonly TargetWords target = target;
    private Verdict verdict;

    /// <summary>Walks.</summary>
    /// <param name="marks">Cue phrases left of the target, in order.</param>
    /// <param name="behind">What the predicate right of it says.</param>
    /// <param name="result">Takes what the cues say.</param>
    public void Go(scoped ReadOnlySpan<Mark> marks, in Polarity behind, ref Verdict result)
    {
        verdict = result;
        Before(marks, behind);
        result = verdict;
    }

    private void Before(scoped ReadOnlySpan<Mark> marks, in Polarity behind)
    {
        var walk = new LeftReach { Open = ~CueCategory.None, Verb = target.HasVerbInSegment(), OwnStatus = behind.Category != CueCategory.None || behind.HasValue };
        var next = marks.Length - 1;
        for (var i = target.First - 1; i >= 0 && walk.Open != CueCategory.None; i--)
        {
            if (next >= 0 && marks[next].Last == i)
            {
                var mark = marks[next--];
                foreach (var cue in target.Meanings(mark))
                {
                    BeforeCue(cue, mark, ref walk);
                }

                foreach (var cue in target.Meanings(mark))
                {
                    walk.See(cue);
                }

                walk.Distance += mark.Last - mark.First + 1;
                i = mark.First;
                continue;
            }

            if (target.Words[i].IsWord)
            {
                walk.Distance++;
            }
            else
            {
                verdict.Uncertain |= target.Words[i].Sign == '?' && walk.Distance == 0;
                var sign = target.Words[i].Sign == ')' && target.IsNumbering(i) ? ';' : target.Words[i].Sign;
                if (sign == ';' && !walk.Separate && target.ContinuesList(i + 1))
                {
                    walk.ContinueList();
                }
                else
                {
                    walk.Sign(sign);
                }
            }
        }
    }

    private void BeforeCue(in Cue cue, in Mark mark, ref LeftReach walk)
    {
        var category = cue.Category & walk.Open;
        if (category == CueCategory.None)
        {
            return;
        }

        var forward = cue.Direction.Has(CueDirection.Forward);
        if (category.Has(CueCategory.Negated | CueCategory.Affirmed))
        {
            BeforePolarity(cue, mark, forward, ref walk);
        }

        if (forward && walk.Distance <= cue.Scope)
        {
            verdict.Uncertain |= category.Has(CueCategory.Uncertain);
            verdict.Historical |= category.Has(CueCategory.Historical) && !walk.VerbBetween;
            verdict.Hypothetical |= category.Has(CueCategory.Hypothetical) && (cue.Kind == CueKind.List || !walk.Stopped);
            if (category.Has(CueCategory.Family | CueCategory.Other) && !(walk.Separated && target.IsRelativeClause(mark.First)))
            {
                verdict.Experiencer = category.Has(CueCategory.Family) ? Experiencer.Family : Experiencer.Other;
            }
        }
    }

    private void BeforePolarity(in Cue cue, in Mark mark, bool forward, ref LeftReach walk)
    {
        const CueCategory Either = CueCategory.Negated | CueCategory.Affirmed;
        var isAdjective = cue.Kind is CueKind.Adjective or CueKind.Final;
        if (forward && isAdjective)
        {
            // "negative EGFR" at the start of a phrase; "ALK negative, EGFR" is the predicate of ALK.
            forward = walk.Distance <= 2 && !walk.Separated && (mark.First == 0 || !target.IsContent(mark.First - 1));
        }

        if (forward && cue.Kind is not CueKind.Copula and not CueKind.Participle)
        {
            if (walk.Distance <= cue.Scope && (!walk.Separate || cue.Kind == CueKind.List))
            {
                verdict.Polarity = cue.Category & Either;
                verdict.SameSegment = !walk.Separated;
            }

            walk.Open &= ~Either;
            return;
        }

        if (walk.InLabel && (cue.Kind != CueKind.Final || target.EndsPhrase(mark.Last)))
        {
            if (!walk.OwnStatus)
            {
                verdict.Polarity = cue.Category & Either;
            }

            walk.Open &= ~Either;
            return;
        }

        // "No mutations were detected in EGFR": the predicate belongs to "no", whose scope goes on behind a preposition or "or".
        if (cue.Kind is CueKind.Copula or CueKind.Participle && target.IsCue(mark.Last + 1, CueCategory.Preposition | CueCategory.Or))
        {
            return;
        }

        walk.Open &= cue.Kind == CueKind.Final && !target.EndsPhrase(mark.Last) ? walk.Open : ~Either;
    }
}

/// <summary>How far cues still reach on the walk to the left.</summary>
internal record struct LeftReach(CueCategory Open, int Distance, bool Verb, bool VerbBetween, bool Separated, bool InLabel, bool Stopped, bool OwnStatus, bool Separate)
{
    private const CueCategory Bound = CueCategory.Negated | CueCategory.Affirmed | CueCategory.Uncertain | CueCategory.Historical;

    public void Sign(char sign)
    {
        switch (sign)
        {
            case ',':
                Boundary();
                break;
            case ':':
                (InLabel, Verb, Separated) = (true, false, true);
                break;
            case WordScanner.Dash:
                Boundary();
                InLabel = true;
                break;
            case ';' or '?' or '!' or '•' or '|':
                Open = CueCategory.None;
                break;
            default:
                break;
        }
    }

    /// <summary>Only a cue that rules lists reaches over the semicolon.</summary>
    public void ContinueList()
    {
        Open &= CueCategory.Negated | CueCategory.Stop | CueCategory.Clause;
        (Separate, Separated) = (true, true);
    }

    public void See(in Cue cue)
    {
        if (cue.Category.Has(CueCategory.Clause))
        {
            Verb = VerbBetween = true;
        }

        if (cue.Category.Has(CueCategory.And))
        {
            Boundary();
        }

        if (cue.Category.Has(CueCategory.Or))
        {
            (Verb, Separated) = (false, true);
        }

        if (cue.Category.Has(CueCategory.Recent))
        {
            Open &= ~CueCategory.Historical;
        }

        if (cue.Category.Has(CueCategory.Patient))
        {
            Open &= ~(CueCategory.Family | CueCategory.Other);
        }

        if (cue.Category.Has(CueCategory.Family | CueCategory.Other))
        {
            Open &= ~(CueCategory.Family | CueCategory.Other);
        }

        if (cue.Category.Has(CueCategory.Stop))
        {
            Open &= ~Bound;
            Stopped = true;
        }
    }

    private void Boundary()
    {
        Separated = true;
        if (Verb)
        {
            Open &= ~Bound;
            Stopped = true;
        }

        Verb = false;
    }
}
