using Navis.Personalize.Extraction.Variants;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>Finds what results can be said of: ties each change to its gene, and lists genes, changes and foreign things in text order.</summary>
internal sealed class TargetBuilder(BiomarkerVocabulary vocabulary, string text, List<Unit> units)
{
    private const int VerifiedReach = 12;
    private const int UnverifiedReach = 8;

    private readonly Dictionary<Unit, List<Alteration>> changes = new(ReferenceEqualityComparer.Instance);
    private readonly List<(string Gene, Alteration Change)> loose = [];

    /// <summary>Targets in text order.</summary>
    public List<Target> Build()
    {
        MergeNames();
        DropDrugs();
        DropHeads();
        for (var i = 0; i < units.Count; i++)
        {
            if (units[i] is { Role: Role.Change, Change: { } change })
            {
                Attach(i, change);
            }
        }

        var targets = new List<Target>();
        foreach (var unit in units)
        {
            switch (unit.Role)
            {
                case Role.Gene:
                    OfGene(unit, targets);
                    break;
                case Role.MsiValue when vocabulary.Gene("MSI") is { } msi:
                    targets.Add(new(msi, unit.Start, unit.End) { MarkerValue = unit.Term!.Value });
                    break;
                case Role.Foreign:
                    targets.Add(new(null, unit.Start, unit.End));
                    break;
                default:
                    break;
            }
        }

        foreach (var group in loose.GroupBy(l => (l.Gene, Name: AlterationName.Of(l.Gene, l.Change))))
        {
            foreach (var mentions in Apart([.. group.Select(g => g.Change).OrderBy(c => c.Start)]))
            {
                var merged = Merge(mentions);
                targets.Add(new(vocabulary.Gene(group.Key.Gene), merged.Start, merged.End) { Change = merged });
            }
        }

        targets.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.End.CompareTo(b.End));
        return targets;
    }

    // "no T790M in plasma; T790M was found in tissue": two statements of one change.
    private IEnumerable<List<Alteration>> Apart(List<Alteration> mentions)
    {
        var from = 0;
        for (var i = 1; i <= mentions.Count; i++)
        {
            if (i == mentions.Count || Between(mentions[i - 1].End, mentions[i].Start) is { Break: true } or { Cue: true, Comma: true })
            {
                yield return mentions[from..i];
                from = i;
            }
        }
    }

    private Gap Between(int from, int to) => Gap.Of(text, units, from, to);

    // "HER2 (ERBB2)", "epidermal growth factor receptor (EGFR) gene", "KRAS (NM_004985.4)": one name.
    private void MergeNames()
    {
        for (var i = 0; i + 1 < units.Count; i++)
        {
            if (units[i].Role != Role.Gene)
            {
                continue;
            }

            var j = i + 1;
            while (j < units.Count && units[j].Role == Role.Filler && j < i + 3)
            {
                j++;
            }

            if (j < units.Count && units[j].Role == Role.Gene && units[j].Term!.Id == units[i].Term!.Id && !text.AsSpan(units[i].End, units[j].Start - units[i].End).ContainsAny(Stops.Name))
            {
                var end = units[j].End;
                if (units[j].Term!.Id == units[i].Term!.Id && text[units[j].Start] == 'N' && end < text.Length && text[end] == '.')
                {
                    end++; // the version of a transcript
                }

                units[i] = units[i] with { End = end };
                units.RemoveRange(i + 1, j - i);
                i--;
            }
        }
    }

    // "EGFR TKI", "anti-PD-L1", "ALK/ROS1 inhibitor", "KRAS G12C inhibitors": a treatment.
    private void DropDrugs()
    {
        for (var i = 0; i < units.Count; i++)
        {
            if (units[i].Role == Role.Drug)
            {
                var j = i - 1;
                var seen = false;
                while (j >= 0 && units[j].Role is Role.Gene or Role.Change or Role.Foreign or Role.And or Role.Filler or Role.Exon or Role.Number && (seen || !text.AsSpan(units[j].End, units[j + 1].Start - units[j].End).ContainsAny(Stops.Clause)) && i - j < 8)
                {
                    // Only a slash or an "and" joins genes of one drug name; a gene that has its own comma stands apart.
                    if (seen && (units[j].Role is Role.Filler || text.AsSpan(units[j].End, units[j + 1].Start - units[j].End).ContainsAny(Stops.ClauseOrBracket)))
                    {
                        break;
                    }

                    if (units[j].Role is Role.Gene or Role.Change)
                    {
                        seen |= units[j].Role == Role.Gene;
                        units[j] = units[j] with { Role = Role.Filler, Change = null, Term = null };
                    }

                    j--;
                }
            }
            else if (units[i].Role == Role.Anti)
            {
                // "inhibitors of ALK (alectinib), of RET (selpercatinib) or KRAS G12C": brackets name the drugs.
                var depth = 0;
                for (var j = i + 1; j < units.Count && j < i + 16; j++)
                {
                    var gap = text.AsSpan(units[j - 1].End, units[j].Start - units[j - 1].End);
                    depth += gap.Count('(') - gap.Count(')');
                    if (depth > 0)
                    {
                        continue;
                    }

                    var goesOn = !gap.ContainsAny(Stops.Clause) || (gap.Trim() is "," or ")," && units[j].Role is Role.Preposition or Role.And);
                    if (!goesOn || units[j].Role is not (Role.Gene or Role.Change or Role.Foreign or Role.And or Role.Preposition))
                    {
                        break;
                    }

                    units[j] = units[j] with { Role = Role.Filler, Change = null, Term = null };
                }
            }
        }
    }

    // "fusion gene amplification" is an amplification, "skipping mutation" a skipping: the noun that says more stays.
    private void DropHeads()
    {
        for (var i = 0; i < units.Count; i++)
        {
            if (units[i].Change is not { IsSpecific: false } first)
            {
                continue;
            }

            var j = i + 1;
            while (j < units.Count && units[j].Role == Role.Filler && j < i + 3)
            {
                j++;
            }

            if (j < units.Count && units[j].Change is { } second && !text.AsSpan(units[i].End, units[j].Start - units[i].End).ContainsAny(Stops.Compound))
            {
                var drop = second.Kind == AlterationKind.Mutation || (second.Kind is AlterationKind.ExonChange && first.Kind != AlterationKind.Mutation) ? j : i;
                if (units[i].Change!.Partner is null && !(drop == i && second.IsSpecific && first.Kind != AlterationKind.Mutation))
                {
                    units[drop] = units[drop] with { Role = Role.Filler, Change = null };
                }
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

    private void OfGene(Unit unit, List<Target> targets)
    {
        var gene = unit.Term!;
        var all = changes.GetValueOrDefault(unit) ?? [];
        var specific = all.Exists(c => c.IsSpecific) ? all.Where(c => c.IsSpecific || c.Kind is AlterationKind.Amplification or AlterationKind.Overexpression || (c.Kind == AlterationKind.Fusion && gene.FusionByDefault)) : all;
        var groups = specific.GroupBy(c => AlterationName.Of(gene.Id, c), StringComparer.Ordinal).ToList();
        if (groups.Count == 0)
        {
            if (!gene.Protein)
            {
                targets.Add(new(gene, unit.Start, unit.End));
            }

            return;
        }

        // "EGFR positive (exon 21), T790M negative": the gene has its own answer before the change has one.
        if (specific != (IEnumerable<Alteration>)all && HasOwnResult(unit) && groups.TrueForAll(g => g.Min(c => c.Start) >= unit.End && Between(unit.End, g.Min(c => c.Start)) is { Cue: true, Comma: true, Break: false }))
        {
            targets.Add(new(gene, unit.Start, unit.End));
        }

        var first = true;
        foreach (var group in groups)
        {
            var change = Merge(group);
            // Named by the gene too where nothing but the name stands between; a noun shared by a list is named by its gene alone.
            var between = change.Start >= unit.End ? Between(unit.End, change.Start) : Between(change.End, unit.Start);
            // "ALK, ROS1: no fusions" answers for the list; nouns on both sides of a gene leave it where it stands.
            var around = group.Any(c => c.End <= unit.Start) && group.Any(c => c.Start >= unit.End);
            var shared = !change.IsSpecific && (between.Gene || around || (between is { Cue: true, Comma: false } && change.Start >= unit.End));
            var joined = first && !between.Cue && (change.Start >= unit.End || !between.Comma);
            var (start, end) = shared ? (unit.Start, unit.End) : joined ? (Math.Min(unit.Start, change.Start), Math.Max(unit.End, change.End)) : (change.Start, change.End);
            targets.Add(new(gene, start, end)
            {
                Change = change,
                GeneStart = unit.Start,
                OtherChange = change.Kind == AlterationKind.Mutation && SaysOther(unit, change),
            });
            first = false;
        }
    }

    private bool HasOwnResult(Unit gene)
    {
        var next = units.Find(u => u.Start >= gene.End);
        return next is { Role: Role.Cue, Term.Status: Core.Findings.BiomarkerStatus.Detected or Core.Findings.BiomarkerStatus.NotDetected };
    }

    private bool SaysOther(Unit gene, Alteration change) =>
        units.Exists(u => u.Role == Role.OtherChange && u.End <= change.Start && u.Start >= Math.Min(gene.Start, change.Start) - 25 && !Between(u.End, change.Start).Comma);

    private static Alteration Merge(IEnumerable<Alteration> group)
    {
        var list = group.ToList();
        var best = list.Find(c => c.Protein is not null) ?? list.Find(c => c.Coding is not null) ?? list.Find(c => c.Partner is not null) ?? list[0];
        return best with { Start = list.Min(c => c.Start), End = list.Max(c => c.End), Denied = list.Exists(c => c.Denied) };
    }
}
