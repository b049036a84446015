using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Context;

/// <summary>The walk from a target to the right: predicates and other cues that follow what they rule.</summary>
/// <param name="target">Target.</param>
internal ref struct RightWalk(TargetWords target)
{
    private readonly TargetWords target = target;
    private Verdict verdict;

    /// <summary>Walks.</summary>
    /// <param name="marks">Cue phrases right of the target, in order.</param>
    /// <param name="result">Takes what the cues say besides.</param>
    /// <returns>What the predicate says.</returns>
    public Polarity Go(scoped ReadOnlySpan<Mark> marks, ref Verdict result)
    {
        verdict = result;
        var found = Behind(marks);
        result = verdict;
        return found;
    }

    private Polarity Behind(scoped ReadOnlySpan<Mark> marks)
    {
        var open = CueCategory.Negated | CueCategory.Affirmed | CueCategory.Uncertain | CueCategory.Historical | CueCategory.Hypothetical | CueCategory.Family | CueCategory.Other;
        var list = new ListShape();
        var found = new Polarity();
        int next = 0, distance = 0;
        for (var i = target.Last + 1; i < target.Words.Length && open != CueCategory.None; i++)
        {
            if (next < marks.Length && marks[next].First == i)
            {
                // What rules backward is heard before what begins something new ("a descartar" is both).
                var mark = marks[next++];
                foreach (var backward in (ReadOnlySpan<bool>)[true, false])
                {
                    foreach (var cue in target.Meanings(mark))
                    {
                        if (cue.Direction.Has(CueDirection.Backward) == backward)
                        {
                            BehindCue(cue, mark, distance, ref list, ref open, ref found);
                        }
                    }
                }

                distance += mark.Last - mark.First + 1;
                i = mark.Last;
                continue;
            }

            var word = target.Words[i];
            if (word.IsWord)
            {
                distance++;
                list.Words++;
                list.SinceColon++;
                continue;
            }

            switch (word.Sign)
            {
                case ',':
                    open &= list.Finite ? CueCategory.None : ~(CueCategory.Historical | CueCategory.Family | CueCategory.Other);
                    list.Comma();
                    break;
                case '/':
                    list.Slash();
                    break;
                case ':' or WordScanner.Dash or '=' or '→':
                    list.Colons++;
                    list.SinceColon = 0;
                    found.HasValue = true;
                    break;
                case '%':
                    found.HasValue = true;
                    break;
                case '?':
                    verdict.Uncertain |= list.Segments == 0 && open.Has(CueCategory.Uncertain);
                    open = CueCategory.None;
                    break;
                case ';' or '•' or '|' or '!':
                case ')' when target.IsNumbering(i):
                    open = CueCategory.None;
                    break;
                default:
                    break;
            }
        }

        return found;
    }

    private void BehindCue(in Cue cue, in Mark mark, int distance, ref ListShape list, ref CueCategory open, ref Polarity found)
    {
        var category = cue.Category;
        if (category.Has(CueCategory.Negated | CueCategory.Affirmed))
        {
            BehindPolarity(cue, mark, distance, list, ref open, ref found);
        }

        var reaches = cue.Direction.Has(CueDirection.Backward) && distance <= cue.Scope && (list.Segments == 0 || cue.Kind == CueKind.Copula);
        if (reaches && !category.Has(CueCategory.Clause))
        {
            verdict.Uncertain |= (category & open).Has(CueCategory.Uncertain);
            verdict.Historical |= (category & open).Has(CueCategory.Historical);
            verdict.Hypothetical |= (category & open).Has(CueCategory.Hypothetical) && !category.Has(CueCategory.Other | CueCategory.Uncertain);
        }

        if (category.Has(CueCategory.Family | CueCategory.Other) && cue.Direction.Has(CueDirection.Backward) && open.Has(CueCategory.Family) && target.IsOf(mark))
        {
            verdict.Experiencer = category.Has(CueCategory.Family) ? Experiencer.Family : Experiencer.Other;
        }

        open &= category.Has(CueCategory.Uncertain) ? ~(CueCategory.Uncertain | CueCategory.Negated | CueCategory.Affirmed) : ~CueCategory.None;
        if (category.Has(CueCategory.Stop))
        {
            open &= CueCategory.Family;
        }

        if (category.Has(CueCategory.And) && list.Finite)
        {
            // "Osimertinib was held and radiotherapy was not given": what follows is another clause.
            open = CueCategory.None;
        }

        list.See(category);
        list.Finite |= category.Has(CueCategory.Clause);
        if (category.Has(CueCategory.Clause) && !category.Has(CueCategory.Be))
        {
            list.Verb = true;
        }
    }

    private readonly void BehindPolarity(in Cue cue, in Mark mark, int distance, in ListShape list, ref CueCategory open, ref Polarity found)
    {
        const CueCategory Either = CueCategory.Negated | CueCategory.Affirmed;
        if (!open.Has(Either))
        {
            return;
        }

        if (!cue.Direction.Has(CueDirection.Backward))
        {
            // "ALK: no rearrangement" answers for the label; "no" alone at the end of a phrase is an answer; everywhere else it begins something new.
            if (cue.Category.Has(CueCategory.Negated) && (distance == 0 || list is { Colons: 1, SinceColon: 0 }) && list.Segments == 0 && target.IsCue(mark.Last + 1, CueCategory.Noun) && target.TargetIsMarker())
            {
                (found.Category, found.Kind) = (CueCategory.Negated, cue.Kind);
            }

            open &= target.EndsPhrase(mark.Last) && target.HasFinal(mark) ? open : ~Either;
            return;
        }

        if (cue.Kind == CueKind.Final && !target.EndsPhrase(mark.Last))
        {
            return;
        }

        if (list.Colons > 1 || (list.Colons == 1 && !list.IsAnswer && cue.Kind is not CueKind.Copula))
        {
            open &= ~Either;
            return;
        }

        if (distance > (cue.Kind is CueKind.Copula || list.IsAnswer ? cue.Scope : Math.Min(cue.Scope, 12)) || (list.Verb && cue.Kind is not CueKind.Copula))
        {
            open &= ~Either;
            return;
        }

        found.Category = cue.Category & Either;
        found.Kind = cue.Kind;
        if (list.Marker && !target.TargetIsMarker())
        {
            // "Adenocarcinoma, stage IV, EGFR and ALK negative", "the adenocarcinoma is PD-L1 negative": a result of the markers.
            found.Category = CueCategory.None;
        }
        else if (list.Segments > 0 && cue.Kind is not CueKind.Copula && !list.IsAnswer)
        {
            // "EGFR, ALK and ROS1 negative" rules all three; in "EGFR L858R, ALK and ROS1 negative" it cannot be told.
            // "Adenocarcinoma, margins neg": two things of unlike kind, and the predicate is of the second. Markers are alike.
            found.Category = list.IsParallel && (list.HasConjunction || target.TargetIsMarker()) ? found.Category : CueCategory.None;
            found.Ambiguous = !list.IsParallel && list.HasConjunction && cue.Category.Has(CueCategory.Negated);
        }

        open &= ~Either;
    }
}

/// <summary>What the predicate right of the target says.</summary>
internal record struct Polarity(CueCategory Category, CueKind Kind, bool Ambiguous, bool HasValue);
