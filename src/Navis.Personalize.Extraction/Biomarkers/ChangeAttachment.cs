using Navis.Personalize.Extraction.Variants;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>Ties each change of a text to the gene that it is a change of.</summary>
internal sealed class ChangeAttachment(string text, List<Unit> units)
{
    private const int VerifiedReach = 12;
    private const int UnverifiedReach = 8;

    private readonly Dictionary<Unit, List<Alteration>> changes = new(ReferenceEqualityComparer.Instance);
    private readonly List<(string Gene, Alteration Change)> loose = [];

    /// <summary>Changes whose gene stands nowhere beside them, because the change alone names it.</summary>
    public IReadOnlyList<(string Gene, Alteration Change)> Loose => loose;

    /// <summary>The changes of a gene, in text order.</summary>
    /// <param name="gene">Unit of a gene.</param>
    public IReadOnlyList<Alteration> Of(Unit gene) => changes.TryGetValue(gene, out var list) ? list : [];

    /// <summary>Ties all of them.</summary>
    public void Attach()
    {
        for (var i = 0; i < units.Count; i++)
        {
            if (units[i] is { Role: Role.Change, Change: { } change })
            {
                Attach(i, change);
            }
        }
    }

    private void Attach(int at, Alteration change)
    {
        var (before, after) = (Neighbour(at, -1), Neighbour(at, 1));
        if (change.Partner is not null)
        {
            Add(units[at - 1], change);
        }
        else if (change.IsSpecific || change.Kind == AlterationKind.ExonChange)
        {
            AttachSpecific(at, change, before, after);
        }
        else
        {
            AttachNoun(at, change, before, after);
        }
    }

    private void AttachSpecific(int at, Alteration change, Unit? before, Unit? after)
    {
        var unit = units[at];
        if (change.ImpliedGene is { } implied)
        {
            if (before?.Term!.Id == implied)
            {
                Add(before, change);
            }
            else if (after?.Term!.Id == implied && !Between(unit.End, after.Start).Break)
            {
                Add(after, change);
            }
            else if (before is null || !Adjacent(before, unit) || change.Protein is null || ReferenceCoding.Residue(before.Term!.Id, change.Protein.Value.Position) is not null)
            {
                loose.Add((implied, change));
            }

            return;
        }

        var toNext = after is null ? default : Between(unit.End, after.Start);
        var next = after is not null && !toNext.Comma && !toNext.Break && !toNext.Cue && !toNext.Label && toNext.Unknown == 0 && toNext.Count <= 5 && Fits(after, change);
        var adjacent = before is not null && Adjacent(before, unit);
        if (next && toNext.Preposition && !adjacent)
        {
            Add(after!, change);
            return;
        }

        if (before is not null && Fits(before, change))
        {
            var gap = Between(before.End, unit.Start);
            var verified = change.Protein is { } p ? ReferenceCoding.Residue(before.Term!.Id, p.Position) is not null : change.Exon == 14;
            if (adjacent || gap is { Label: true, Break: false, Gene: false, Comma: false, Count: <= UnverifiedReach } || (!gap.Break && !gap.Gene && (verified ? gap.Count <= VerifiedReach : gap.Count <= UnverifiedReach && !Denial(before.End, unit.Start))))
            {
                Add(before, change);
                return;
            }
        }

        if (next)
        {
            Add(after!, change);
        }
    }

    private void AttachNoun(int at, Alteration change, Unit? before, Unit? after)
    {
        var unit = units[at];
        var toPrevious = before is null ? default : Between(before.End, unit.Start);
        if (after is not null && toPrevious is { And: true } && Between(unit.End, after.Start) is { Preposition: true, Comma: false, Break: false, Cue: false, Label: false, Unknown: 0, Count: <= 2 })
        {
            AddList(after, change, 1); // "C797S in EGFR and amplification of MET"
            return;
        }

        if (before is not null && toPrevious is { Comma: false, Break: false, Cue: false, Unknown: 0, Label: false } && toPrevious.Count <= 6)
        {
            AddList(before, change, -1);
            return;
        }

        var toNext = after is null ? default : Between(unit.End, after.Start);
        var clear = after is not null && toNext is { Comma: false, Break: false, Cue: false, Unknown: 0 } && toNext.Count <= 5;
        if (clear && toNext is { Preposition: true, Label: false })
        {
            AddList(after!, change, 1);
        }
        else if (before is not null && toPrevious is { Label: true, Break: false, Gene: false } && toPrevious.Unknown <= 2)
        {
            AddList(before, change, -1);
        }
        else if (clear && !toNext.Label && text.AsSpan(unit.End, after!.Start - unit.End).IsWhiteSpace())
        {
            AddList(after, change, 1);
        }
        else if (before is not null && toPrevious is { Break: false, Gene: false } && (toPrevious is { Comma: false, Unknown: <= 4 } || change.Kind is AlterationKind.Amplification or AlterationKind.Overexpression))
        {
            Add(before, change);
        }
        else if (clear && toNext.Label)
        {
            AddList(after!, change, 1); // "Fusions: ALK, ROS1"
        }
    }

    private Unit? Neighbour(int at, int step)
    {
        for (var i = at + step; i >= 0 && i < units.Count; i += step)
        {
            if (units[i].Role == Role.Gene && units[i].Term is { } term && term.Id is not ("CD274" or "TMB" or "MSI"))
            {
                return units[i];
            }
        }

        return null;
    }

    // Nothing between but what belongs to the name of the change.
    private bool Adjacent(Unit gene, Unit change)
    {
        var gap = Between(gene.End, change.Start);
        return gap is { Break: false, Cue: false, Gene: false, Unknown: 0, Comma: false } && gap.Count <= UnverifiedReach;
    }

    private bool Denial(int from, int to) => units.Exists(u => u.Start >= from && u.End <= to && u.Role == Role.Cue && u.Term!.Status != Core.Findings.BiomarkerStatus.Detected);

    private static bool Fits(Unit gene, Alteration change) =>
        (change.Protein is not { } p || ReferenceCoding.Fits(gene.Term!.Id, p))
        && (change.Kind is not (AlterationKind.ExonSkipping or AlterationKind.ExonChange) || change.Exon != 14 || gene.Term!.Id == "MET");

    private void AddList(Unit first, Alteration change, int step)
    {
        Add(first, change);
        var i = units.IndexOf(first);
        for (var j = i + step; j >= 0 && j < units.Count; j += step)
        {
            if (units[j].Role != Role.Gene)
            {
                continue;
            }

            var gap = step < 0 ? Between(units[j].End, units[i].Start) : Between(units[i].End, units[j].Start);
            if (units[j].Term!.Id == first.Term!.Id || gap.Number || gap.Unknown > 0 || gap.Break || gap.Cue || gap.Change || gap.Label || !(gap.Comma || gap.And || (step > 0 && gap.Count == 0) || text.AsSpan(Math.Min(units[i].End, units[j].End)..Math.Max(units[i].Start, units[j].Start)) is "- of " or "- o ") || units[j].Term!.Id is "CD274" or "TMB" or "MSI")
            {
                return;
            }

            // A fusion noun over a list names the fusion of those that fuse; of the others it says no more than a change.
            Add(units[j], change.Kind == AlterationKind.Fusion && !units[j].Term!.FusionByDefault ? change with { Kind = AlterationKind.Mutation } : change);
            i = j;
        }
    }

    private void Add(Unit gene, Alteration change)
    {
        if (!changes.TryGetValue(gene, out var list))
        {
            changes[gene] = list = [];
        }

        list.Add(change);
    }

    private Gap Between(int from, int to) => Gap.Of(text, units, from, to);
}
