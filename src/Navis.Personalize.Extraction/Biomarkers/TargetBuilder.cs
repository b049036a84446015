using Navis.Personalize.Extraction.Variants;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>Finds what results can be said of: ties each change to its gene, and lists genes, changes and foreign things in text order.</summary>
internal sealed class TargetBuilder(BiomarkerVocabulary vocabulary, string text, List<Unit> units)
{
    private readonly ChangeAttachment changes = new(text, units);

    /// <summary>Targets in text order.</summary>
    public List<Target> Build()
    {
        new UnitCleaner(text, units).Clean();
        changes.Attach();

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

        foreach (var group in changes.Loose.GroupBy(l => (l.Gene, Name: AlterationName.Of(l.Gene, l.Change))))
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

    private void OfGene(Unit unit, List<Target> targets)
    {
        var gene = unit.Term!;
        var all = changes.Of(unit);
        var specific = all.Any(c => c.IsSpecific) ? all.Where(c => c.IsSpecific || c.Kind is AlterationKind.Amplification or AlterationKind.Overexpression || (c.Kind == AlterationKind.Fusion && gene.FusionByDefault)) : all;
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
