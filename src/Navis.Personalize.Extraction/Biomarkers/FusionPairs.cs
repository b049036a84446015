using System.Globalization;
using Navis.Personalize.Extraction.Variants;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>Two genes written together: <c>EML4-ALK</c>, <c>KIF5B::RET</c>, <c>ROS1-ADGRG6</c>, and <c>MET(exon13)::MET(exon15)</c>, which is the skipping of exon 14.</summary>
internal static class FusionPairs
{
    /// <summary>Replaces each pair by its gene and a change that carries the partner.</summary>
    /// <param name="text">Sentence.</param>
    /// <param name="units">Units.</param>
    public static void Fold(string text, List<Unit> units)
    {
        for (var i = 0; i < units.Count; i++)
        {
            if (units[i].Role == Role.Gene && !Skipped(text, units, i))
            {
                _ = Pair(text, units, i, i + 1) || Pair(text, units, i, i - 1);
            }
        }
    }

    private static bool Pair(string text, List<Unit> units, int gene, int other)
    {
        if (other < 0 || other >= units.Count || units[other].Role is not (Role.Unknown or Role.Gene))
        {
            return false;
        }

        var (left, right) = other > gene ? (units[gene], units[other]) : (units[other], units[gene]);
        var join = text.AsSpan(left.End, right.Start - left.End);
        var colons = join.Trim() is "::";
        if (!colons && !(join.Length == 1 && join[0] is '-' or '\u2010' or '\u2011' or '\u2013' or '/'))
        {
            return false;
        }

        var kinase = units[gene];
        var partner = text[units[other].Start..units[other].End];
        var known = kinase.Term!.Partners.Contains(partner);
        if (units[other].Role == Role.Gene && !known)
        {
            // Of two genes the one at the 3' end keeps its kinase; the other pairing is tried from there.
            if (!colons || other > gene)
            {
                return false;
            }
        }

        if (!known && !colons && !(join[0] != '/' && IsSymbol(partner)))
        {
            return false;
        }

        var (first, last) = (Math.Min(gene, other), Math.Max(gene, other));
        var (start, end) = (units[first].Start, units[last].End);
        units.RemoveRange(first, 2);
        units.Insert(first, new(Role.Gene, kinase.Term, start, end));
        units.Insert(first + 1, new(Role.Change, null, end, end) { Change = new(AlterationKind.Fusion, start, end) { Partner = partner } });
        return true;
    }

    // A gene symbol that is not in our lists: capitals with a digit inside or behind (LRIG3, ADGRG6), no clone, exon or change.
    private static bool IsSymbol(string word)
    {
        if (word.Length is < 4 or > 10 || !char.IsAsciiLetterUpper(word[0]) || !char.IsAsciiLetterUpper(word[1]) || word.StartsWith("EX", StringComparison.Ordinal))
        {
            return false;
        }

        var digits = 0;
        foreach (var c in word)
        {
            if (char.IsAsciiDigit(c))
            {
                digits++;
            }
            else if (!char.IsAsciiLetterUpper(c))
            {
                return false;
            }
        }

        return digits is > 0 and < 4;
    }

    private static bool Skipped(string text, List<Unit> units, int i)
    {
        if (text.AsSpan(units[i].End) is not ['(', ..])
        {
            return false;
        }

        var second = i + 1;
        while (second < units.Count && second < i + 5 && units[second].Role != Role.Gene)
        {
            second++;
        }

        if (second >= units.Count || units[second].Term != units[i].Term || ExonBehind(text, units[i].End) is not { } from || ExonBehind(text, units[second].End) is not { } to
            || !text.AsSpan(units[i].End, units[second].Start - units[i].End).Contains("::", StringComparison.Ordinal) || to.Exon != from.Exon + 2)
        {
            return false;
        }

        var start = units[i].Start;
        var last = second;
        while (last + 1 < units.Count && units[last + 1].Start < to.End)
        {
            last++;
        }

        var kept = units[i] with { End = to.End };
        units.RemoveRange(i, last - i + 1);
        if (i < units.Count && units[i].Role == Role.Fusion)
        {
            units.RemoveAt(i);
        }

        units.Insert(i, kept);
        units.Insert(i + 1, new(Role.Change, null, to.End, to.End) { Change = new(AlterationKind.ExonSkipping, start, to.End) { Exon = from.Exon + 1 } });
        return true;
    }

    // "(exon13)", "(exon 13)", "(ex13)"
    private static (int Exon, int End)? ExonBehind(string text, int at)
    {
        var close = at < text.Length && text[at] == '(' ? text.IndexOf(')', at) : -1;
        if (close < 0 || close - at > 10)
        {
            return null;
        }

        var inside = text.AsSpan(at + 1, close - at - 1);
        var digit = inside.IndexOfAnyInRange('0', '9');
        return digit > 0 && inside.StartsWith("ex", StringComparison.OrdinalIgnoreCase) && int.TryParse(inside[digit..], NumberStyles.None, CultureInfo.InvariantCulture, out var exon)
            ? (exon, close + 1) : null;
    }
}
