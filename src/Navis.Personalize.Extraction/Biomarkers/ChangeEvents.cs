using System.Globalization;
using Navis.Personalize.Extraction.Variants;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>Turns words into changes: exon events ("deletion within exon 19", "salto del exón 14"), pairs of fusion partners, and nouns of change.</summary>
internal static class ChangeEvents
{
    private const int Reach = 7;

    /// <summary>Replaces the words of each event by one unit of role <see cref="Role.Change"/>.</summary>
    /// <param name="text">Sentence.</param>
    /// <param name="units">Units.</param>
    public static void Fold(string text, List<Unit> units)
    {
        FusionPairs.Fold(text, units);
        Regions(text, units);
        Losses(units);
        Pair(text, units);
        for (var i = 0; i < units.Count; i++)
        {
            if (units[i].Role == Role.Exon)
            {
                Exon(text, units, i);
            }
            else if (units[i].Change is { Kind: AlterationKind.ExonChange } change && After(text, units, i) is >= 0 and var found)
            {
                // "ex14 skipping"
                units[i] = units[i] with { End = units[found].End, Change = change with { Kind = KindOf(units[found].Role), End = units[found].End } };
                units.RemoveRange(i + 1, found - i);
            }
        }

        Bracketed(text, units);
        for (var i = 0; i < units.Count; i++)
        {
            if (units[i] is { Role: Role.Insertion, Term.Exon: > 0 and var named })
            {
                units[i] = units[i] with { Role = Role.Change, Change = new(AlterationKind.ExonInsertion, units[i].Start, units[i].End) { Exon = named } };
            }
            else if (Noun(units[i]) is { } kind)
            {
                units[i] = units[i] with { Role = Role.Change, Change = new(kind, units[i].Start, units[i].End) { Denied = units[i].Term!.Denied, Stated = units[i].Term!.Stated } };
            }
        }
    }

    // "exons 18, 19, 20 and 21": a region that was looked at, one thing and no list.
    private static void Regions(string text, List<Unit> units)
    {
        for (var i = 0; i < units.Count; i++)
        {
            if (units[i].Role is not (Role.Exon or Role.Codon))
            {
                continue;
            }

            var last = i;
            for (var j = i + 1; j < units.Count && units[j].Role is Role.Number or Role.And or Role.Exon or Role.Codon && text.AsSpan(units[j - 1].End, units[j].Start - units[j - 1].End).IndexOfAnyExcept(Stops.List) < 0; j++)
            {
                last = units[j].Role == Role.Number ? j : last;
            }

            if (units.GetRange(i, last - i + 1).Count(u => u.Role == Role.Number) > 1)
            {
                units[i] = new(Role.Filler, null, units[i].Start, units[last].End);
                units.RemoveRange(i + 1, last - i);
            }
        }
    }

    // "loss of T790M": the change is gone; "loss of PTEN" is a change itself.
    private static void Losses(List<Unit> units)
    {
        for (var i = 0; i < units.Count; i++)
        {
            var next = i + 1;
            while (next < units.Count && next < i + 5 && units[next].Role is Role.Preposition or Role.Filler or Role.Mutation or Role.Gene)
            {
                next++;
            }

            if (units[i].Role == Role.Loss && next > i + 1 && next < units.Count && units[next].Change is { Protein: not null })
            {
                units[i] = units[i] with { Role = Role.Cue, Term = Signs.Lost };
            }
        }
    }

    // "EGFR (del 19)", "EGFR: del 19": behind a bracket or colon "del" is no "of the".
    private static void Bracketed(string text, List<Unit> units)
    {
        for (var i = 1; i + 1 < units.Count; i++)
        {
            if (units[i].Role is Role.Del or Role.Deletion && units[i + 1].Role == Role.Number && text.AsSpan(units[i + 1].Start, units[i + 1].End - units[i + 1].Start) is "19"
                && text.AsSpan(units[i - 1].End, units[i].Start - units[i - 1].End).Trim() is "(" or ":" or "[" or "")
            {
                var (start, end) = (units[i].Start, units[i + 1].End);
                if (text[units[i].Start - 1] is '(' or '[' || text.AsSpan(0, units[i].Start).TrimEnd().EndsWith(":") || units[i - 1].Role == Role.Gene)
                {
                    units[i] = new(Role.Change, null, start, end) { Change = new(AlterationKind.ExonDeletion, start, end) { Exon = 19 } };
                    units.RemoveAt(i + 1);
                }
            }
        }
    }

    private static void Exon(string text, List<Unit> units, int i)
    {
        // "exon 19", "exon-19", "exón: 19"; a list of exons is a region that was looked at.
        if (i + 1 >= units.Count || !IsExon(text.AsSpan(units[i + 1].Start, units[i + 1].End - units[i + 1].Start), out var exon)
            || (i + 2 < units.Count && units[i + 2].Role == Role.Number && text.AsSpan(units[i + 1].End, units[i + 2].Start - units[i + 1].End).IndexOfAnyExcept(" ,-\u2013") < 0))
        {
            return;
        }

        var after = After(text, units, i + 1);
        var before = after >= 0 ? -1 : Before(text, units, i);
        var found = after >= 0 ? after : before;
        if (found < 0)
        {
            if (exon == 14)
            {
                // "MET exon 14", "del exón 14 del gen MET": no other change of that exon is spoken of.
                units[i] = new(Role.Change, null, units[i].Start, units[i + 1].End) { Change = new(AlterationKind.ExonChange, units[i].Start, units[i + 1].End) { Exon = exon } };
                units.RemoveAt(i + 1);
            }

            return;
        }

        var kind = exon == 14 && units[found].Role == Role.Mutation ? AlterationKind.ExonSkipping : KindOf(units[found].Role);
        var (first, last) = (Math.Min(i, found), Math.Max(i + 1, found));
        var start = units[first].Start;
        var change = new Unit(Role.Change, null, start, units[last].End) { Change = new(kind, start, units[last].End) { Exon = exon } };
        var genes = units.GetRange(first, last - first + 1).Where(u => u.Role == Role.Gene).ToList(); // "deletion within EGFR exon 19"
        units.RemoveRange(first, last - first + 1);
        units.Insert(first, change);
        units.InsertRange(first, genes);
    }

    // A number, or one of the exons of lung cancer with a digit misread ("exon l9").
    private static bool IsExon(ReadOnlySpan<char> word, out int exon)
    {
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out exon))
        {
            return exon is >= 1 and <= 40;
        }

        Span<char> repaired = ['0', '0'];
        if (word.Length != 2)
        {
            return false;
        }

        for (var i = 0; i < 2; i++)
        {
            repaired[i] = word[i] switch { 'l' or 'I' => '1', 'O' or 'o' => '0', 'B' => '8', var c => c };
        }

        return int.TryParse(repaired, NumberStyles.None, CultureInfo.InvariantCulture, out exon) && exon is 14 or >= 18 and <= 21;
    }

    private static AlterationKind KindOf(Role role) => role switch
    {
        Role.Deletion or Role.Del => AlterationKind.ExonDeletion,
        Role.Insertion => AlterationKind.ExonInsertion,
        Role.Skipping => AlterationKind.ExonSkipping,
        _ => AlterationKind.ExonChange,
    };

    // "c.2573T>G (p.L858R)", "p.G719X; c.2155G>A": one change in two writings.
    private static void Pair(string text, List<Unit> units)
    {
        for (var i = 0; i + 1 < units.Count; i++)
        {
            if (units[i].Change is { } first && units[i + 1].Change is { } second
                && (first, second) is ({ Coding: not null, Protein: null }, { Protein: not null, Coding: null }) or ({ Protein: not null, Coding: null }, { Coding: not null, Protein: null })
                && text.AsSpan(units[i].End, units[i + 1].Start - units[i].End).IndexOfAnyExcept(Stops.Pairing) < 0)
            {
                units[i] = units[i] with { End = units[i + 1].End, Change = new(AlterationKind.Protein, first.Start, second.End) { Protein = first.Protein ?? second.Protein, Coding = first.Coding ?? second.Coding } };
                units.RemoveAt(i + 1);
            }
        }
    }

    private static int After(string text, List<Unit> units, int number)
    {
        for (var j = number + 1; j < units.Count && j <= number + 4; j++)
        {
            var gap = text.AsSpan(units[j - 1].End, units[j].Start - units[j - 1].End);
            if (gap.ContainsAny(Stops.Phrase))
            {
                return -1;
            }

            switch (units[j].Role)
            {
                case Role.Deletion or Role.Insertion or Role.Skipping:
                    return j;
                case Role.Del when !IsSpanishDel(text, units, j):
                    return j;
                case Role.Mutation when j + 1 >= units.Count || units[j + 1].Role is not (Role.Deletion or Role.Insertion or Role.Skipping):
                    return j;
                case Role.Mutation or Role.Filler or Role.Gene:
                    break;
                default:
                    return -1;
            }
        }

        return -1;
    }

    private static int Before(string text, List<Unit> units, int exon)
    {
        for (var j = exon - 1; j >= 0 && j >= exon - Reach; j--)
        {
            var gap = text.AsSpan(units[j].End, units[j + 1].Start - units[j].End);
            if (gap.ContainsAny(Stops.Phrase))
            {
                return -1;
            }

            switch (units[j].Role)
            {
                case Role.Deletion or Role.Insertion or Role.Skipping or Role.Mutation:
                    return j;
                case Role.Filler or Role.Preposition or Role.Gene or Role.Del:
                    break;
                default:
                    return -1;
            }
        }

        return -1;
    }

    // "exón 19 del gen EGFR": of the gene. "exon 19 del detected": a deletion.
    private static bool IsSpanishDel(string text, List<Unit> units, int del) =>
        text[units[del].Start] == 'd' && del + 1 < units.Count && units[del + 1].Role is Role.Filler or Role.Gene or Role.Unknown or Role.Specimen
        && text.AsSpan(units[del].End, units[del + 1].Start - units[del].End).IsWhiteSpace();

    private static AlterationKind? Noun(Unit unit) => unit.Role switch
    {
        Role.Mutation or Role.Deletion or Role.Insertion => AlterationKind.Mutation,
        Role.Fusion => AlterationKind.Fusion,
        Role.Amplification => AlterationKind.Amplification,
        Role.Overexpression => AlterationKind.Overexpression,
        Role.Loss => AlterationKind.Loss,
        Role.Skipping => AlterationKind.ExonSkipping,
        _ => null,
    };
}
