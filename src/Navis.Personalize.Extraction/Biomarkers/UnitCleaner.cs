using Navis.Personalize.Extraction.Variants;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>Puts the units of a text in order before changes are tied to genes: one name of a gene is one unit, names of drugs are none, and of two nouns the telling one stays.</summary>
internal sealed class UnitCleaner(string text, List<Unit> units)
{
    /// <summary>Changes the list.</summary>
    public void Clean()
    {
        MergeNames();
        DropDrugs();
        DropHeads();
    }

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
}
