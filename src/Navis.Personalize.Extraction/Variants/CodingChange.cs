using System.Globalization;

namespace Navis.Personalize.Extraction.Variants;

/// <summary>A place in a coding sequence: a base of the coding sequence, and how far into the neighbouring intron.</summary>
/// <param name="Base">Base, 1-based from the A of the start codon.</param>
/// <param name="Offset">0 in the exon; positive after the base, negative before it.</param>
internal readonly record struct CodingPosition(int Base, int Offset);

/// <summary>A change of the coding sequence, <c>c.2573T&gt;G</c>.</summary>
/// <param name="Kind"><see cref="ChangeKind.Substitution"/>, <see cref="ChangeKind.Deletion"/>, <see cref="ChangeKind.Insertion"/>, <see cref="ChangeKind.Duplication"/> or <see cref="ChangeKind.DeletionInsertion"/>.</param>
/// <param name="Start">First place.</param>
/// <param name="End">Last place; equals <paramref name="Start"/> without a range.</param>
/// <param name="Sequence">New bases in capitals; empty when there are none or they are only counted.</param>
internal readonly record struct CodingChange(ChangeKind Kind, CodingPosition Start, CodingPosition End, string Sequence)
{
    /// <summary>Codon of the first base, 1-based.</summary>
    public int Codon => (Start.Base + 2) / 3;

    /// <summary>True when an end lies in an intron.</summary>
    public bool TouchesIntron => Start.Offset != 0 || End.Offset != 0;
}

/// <summary>Reads coding changes: <c>c.2573T&gt;G c.2235_2249del15 c.2239_2248delinsC c.2300_2308dup c.3028+1G&gt;T</c>, and the bare <c>2573T&gt;G</c>.</summary>
internal static class CodingChangeReader
{
    /// <summary>Reads the change that begins exactly at a place, which must be the start of a word.</summary>
    /// <param name="text">Text.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="change">The change.</param>
    /// <param name="end">End, exclusive.</param>
    public static bool TryRead(ReadOnlySpan<char> text, int start, out CodingChange change, out int end)
    {
        change = default;
        end = start;
        var at = start;
        var prefixed = text[at..].StartsWith("c.", StringComparison.OrdinalIgnoreCase);
        at += prefixed ? 2 : 0;
        Skip(text, ref at, " ([");
        if (!Position(text, ref at, out var first))
        {
            return false;
        }

        var last = first;
        if (prefixed && at < text.Length && (text[at] == '_' || (text[at] == '>' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))))
        {
            at++;
            if (!Position(text, ref at, out last))
            {
                return false;
            }
        }

        Skip(text, ref at, " ");
        if (Keyword(text, at, "del"))
        {
            at += 3;
            _ = Bases(text, ref at);
            change = Keyword(text, at, "ins") ? new(ChangeKind.DeletionInsertion, first, last, After(text, ref at)) : new(ChangeKind.Deletion, first, last, "");
        }
        else if (Keyword(text, at, "dup") || Keyword(text, at, "ins"))
        {
            var kind = Keyword(text, at, "dup") ? ChangeKind.Duplication : ChangeKind.Insertion;
            change = new(kind, first, last, After(text, ref at));
        }
        else
        {
            _ = Bases(text, ref at);
            if (at >= text.Length || text[at] != '>')
            {
                return false;
            }

            at++;
            var added = Bases(text, ref at);
            if (added.Length == 0)
            {
                return false;
            }

            change = new(first == last && added.Length == 1 ? ChangeKind.Substitution : ChangeKind.DeletionInsertion, first, last, added);
        }

        // Without "c." only the arrow tells a change from a number.
        if ((!prefixed && change.Kind != ChangeKind.Substitution) || (at < text.Length && char.IsAsciiLetterOrDigit(text[at])))
        {
            return false;
        }

        end = at;
        return true;

        static string After(ReadOnlySpan<char> text, ref int at)
        {
            at += 3;
            return Bases(text, ref at);
        }
    }

    private static bool Position(ReadOnlySpan<char> text, ref int at, out CodingPosition position)
    {
        position = default;
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]) && at - start < 6)
        {
            at++;
        }

        if (at == start)
        {
            return false;
        }

        var number = int.Parse(text[start..at], NumberStyles.None, CultureInfo.InvariantCulture);
        var offset = 0;
        if (at < text.Length && text[at] is '+' or '-')
        {
            var sign = text[at] == '+' ? 1 : -1;
            at++;
            Skip(text, ref at, "-"); // "2942--17" is a slip for "2942-17"
            var digits = at;
            while (at < text.Length && char.IsAsciiDigit(text[at]) && at - digits < 5)
            {
                at++;
            }

            offset = sign * (at > digits ? int.Parse(text[digits..at], NumberStyles.None, CultureInfo.InvariantCulture) : 1);
        }

        position = new(number, offset);
        return number > 0;
    }

    private static string Bases(ReadOnlySpan<char> text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] is 'A' or 'C' or 'G' or 'T' or 'N')
        {
            at++;
        }

        var bases = text[start..at].ToString();
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++; // "del15" counts the bases
        }

        return bases;
    }

    private static void Skip(ReadOnlySpan<char> text, ref int at, string what)
    {
        while (at < text.Length && what.Contains(text[at], StringComparison.Ordinal))
        {
            at++;
        }
    }

    private static bool Keyword(ReadOnlySpan<char> text, int at, string keyword) =>
        at <= text.Length && text[at..].StartsWith(keyword, StringComparison.OrdinalIgnoreCase);
}
