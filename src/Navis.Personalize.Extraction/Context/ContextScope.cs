namespace Navis.Personalize.Extraction.Context;

/// <summary>One target among the words of its sentence: which cues reach it.</summary>
internal ref struct ContextScope
{
    private const int MostMarks = 320;
    private readonly TargetWords target;
    private Verdict verdict;

    /// <summary>A target.</summary>
    /// <param name="target">Target in its sentence.</param>
    public ContextScope(TargetWords target) => this.target = target;

    /// <summary>Judges it.</summary>
    public ContextJudgement Judge()
    {
        Span<Mark> marks = stackalloc Mark[MostMarks];
        var before = target.Find(0, target.First, marks);
        var inside = before + target.Find(target.First, target.Last + 1, marks[before..]);
        var count = inside + target.Find(target.Last + 1, target.Words.Length, marks[inside..]);
        var behind = new RightWalk(target).Go(marks[inside..count], ref verdict);
        new LeftWalk(target).Go(marks[..before], behind, ref verdict);
        return Decide(marks[before..inside], behind);
    }

    private readonly ContextJudgement Decide(scoped ReadOnlySpan<Mark> inside, in Polarity behind)
    {
        var negated = behind.Category switch
        {
            CueCategory.Negated => true,
            CueCategory.Affirmed => verdict.Polarity == CueCategory.Negated && (behind.Kind == CueKind.Participle || verdict.SameSegment),
            _ => verdict.Polarity == CueCategory.Negated,
        };
        if (behind.Category == CueCategory.None && verdict.Polarity == CueCategory.None)
        {
            foreach (var mark in inside)
            {
                negated |= (mark.First <= target.First + 1 || mark.Last == target.Last) && target.Any(mark.Value, CueCategory.Negated);
            }
        }

        var uncertain = verdict.Uncertain || (behind.Ambiguous && !negated);
        return new(negated, uncertain, verdict.Historical, verdict.Hypothetical, verdict.Experiencer);
    }
}

/// <summary>What the cues left of the target and the other cues say.</summary>
internal record struct Verdict(CueCategory Polarity, bool SameSegment, bool Uncertain, bool Historical, bool Hypothetical, Experiencer Experiencer);
