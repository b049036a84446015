namespace Navis.Personalize.Extraction.Variants;

/// <summary>Reads protein changes as HGVS and as reports write them: <c>p.(Leu858Arg) L858R p.E746_A750del delE746-A750 D770_N771insSVD V600_K601&gt;E Q37* D963fs X1010_splice</c>.</summary>
internal static class ProteinChangeReader
{
    // Titin apart, no human protein is longer than about 9,000 residues, and none of ours than 2,500.
    private const int LongestProtein = 3_000;

    /// <summary>Reads the change that begins exactly at a place, which must be the start of a word.</summary>
    /// <param name="text">Text.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="lower">Whether one-letter codes in lower case count (<c>braf v600e</c>).</param>
    /// <param name="change">The change.</param>
    /// <param name="end">End, exclusive.</param>
    public static bool TryRead(ReadOnlySpan<char> text, int start, bool lower, out ProteinChange change, out int end)
    {
        change = default;
        end = start;
        var at = start;
        var prefixed = text[at..].StartsWith("p.", StringComparison.Ordinal);
        if (prefixed)
        {
            at += 2;
            while (at < text.Length && text[at] is ' ' or '(' or '[')
            {
                at++;
            }
        }

        var deletionFirst = !prefixed && Keyword(text, at, "del");
        if (deletionFirst)
        {
            at += at + 3 < text.Length && text[at + 3] is ' ' or '-' ? 4 : 3;
        }

        lower |= prefixed;
        if (!Residue(text, ref at, lower, beforeNumber: true, out var from) || !Number(text, ref at, out var position))
        {
            return Numbered(text, start, out change, out end);
        }

        var (endFrom, endPosition, afterRange) = (from, position, at);
        if (at + 2 < text.Length && text[at] is '_' or '-' or '\u2013' && !Keyword(text, at + 1, "splice"))
        {
            var next = at + 1;
            if (Residue(text, ref next, lower, beforeNumber: true, out var last) && Number(text, ref next, out var lastPosition) && lastPosition >= position
                && (text[at] == '_' || deletionFirst || Keyword(text, next, "del") || Keyword(text, next, "ins") || Keyword(text, next, "dup")))
            {
                (endFrom, endPosition, at) = (last, lastPosition, next);
                afterRange = next;
            }
        }

        if (!Operation(text, ref at, lower, deletionFirst, out var kind, out var sequence))
        {
            at = afterRange;
            (kind, sequence) = deletionFirst ? (ChangeKind.Deletion, "") : (ChangeKind.Position, "");
        }

        if (!AtBoundary(text, at) || position > LongestProtein * 10 || endPosition > LongestProtein * 10)
        {
            return false;
        }

        if (kind == ChangeKind.Position)
        {
            // A recogniser reads the I of isoleucine as 1: "S7681" is S768I. No protein of ours has so many residues.
            if (position > LongestProtein && position % 10 == 1)
            {
                (kind, position, sequence) = (ChangeKind.Substitution, position / 10, "I");
                endPosition = position;
            }
            else if (endPosition != position || (position < 100 && !prefixed))
            {
                return false; // "T4-5", "N95", "T12" are no positions of a protein unless so marked.
            }
        }

        if (position > LongestProtein || (kind == ChangeKind.Substitution && !prefixed && IsDosingInterval(from, position, sequence)))
        {
            return false;
        }

        change = new(kind, from, position, endFrom, endPosition, sequence);
        end = at;
        return true;
    }

    // "981_1028splice", "X1006_splice" (cBioPortal's form).
    private static bool Numbered(ReadOnlySpan<char> text, int start, out ProteinChange change, out int end)
    {
        change = default;
        var at = end = start;
        if (!Number(text, ref at, out var first))
        {
            return false;
        }

        var last = first;
        if (at < text.Length && text[at] == '_')
        {
            at++;
            if (!Number(text, ref at, out last) || last < first)
            {
                return false;
            }
        }

        if (!Keyword(text, at, "splice"))
        {
            return false;
        }

        end = at + "splice".Length;
        change = new(ChangeKind.Splice, AminoAcid.Any, first, AminoAcid.Any, last, "");
        return AtBoundary(text, end);
    }

    private static bool Operation(ReadOnlySpan<char> text, ref int at, bool lower, bool deletionFirst, out ChangeKind kind, out string sequence)
    {
        (kind, sequence) = (ChangeKind.Position, "");
        var word = at < text.Length && text[at] is ' ' or '_' or '-' ? at + 1 : at;
        if (Keyword(text, word, "splice"))
        {
            kind = ChangeKind.Splice;
            at = word + "splice".Length;
            return true;
        }

        if (Keyword(text, word, "del"))
        {
            var next = word + 3;
            _ = Sequence(text, ref next, stopAtIns: true);
            kind = ChangeKind.Deletion;
            if (Keyword(text, next, "ins"))
            {
                next += 3;
                sequence = Sequence(text, ref next, stopAtIns: false);
                kind = ChangeKind.DeletionInsertion;
            }

            at = next;
            return true;
        }

        if (Keyword(text, word, "ins") || Keyword(text, word, "dup"))
        {
            kind = Keyword(text, word, "dup") ? ChangeKind.Duplication : deletionFirst ? ChangeKind.DeletionInsertion : ChangeKind.Insertion;
            var next = word + 3;
            var added = Sequence(text, ref next, stopAtIns: false);
            sequence = kind == ChangeKind.Duplication ? "" : added;
            at = next;
            return true;
        }

        return Replacement(text, ref at, lower, out kind, out sequence);
    }

    private static bool Replacement(ReadOnlySpan<char> text, ref int at, bool lower, out ChangeKind kind, out string sequence)
    {
        (kind, sequence) = (ChangeKind.Position, "");
        if (at >= text.Length)
        {
            return false;
        }

        if (text[at] == '>')
        {
            at++;
            sequence = Sequence(text, ref at, stopAtIns: false);
            kind = ChangeKind.DeletionInsertion;
            return sequence.Length > 0;
        }

        if (Keyword(text, at, "fs"))
        {
            at = SkipFrameshift(text, at);
            kind = ChangeKind.Frameshift;
            return true;
        }

        if (text[at] == AminoAcid.Stop)
        {
            at++;
            kind = ChangeKind.Nonsense;
            return true;
        }

        if (!Residue(text, ref at, lower || text[at] == 'x', beforeNumber: false, out var to))
        {
            return false;
        }

        if (Keyword(text, at, "fs"))
        {
            at = SkipFrameshift(text, at);
            kind = ChangeKind.Frameshift;
            return true;
        }

        kind = to == AminoAcid.Stop ? ChangeKind.Nonsense : ChangeKind.Substitution;
        sequence = to == AminoAcid.Stop ? "" : to.ToString();
        return true;
    }

    // "fs", "fs*4", "fsTer23", "fsX12"
    private static int SkipFrameshift(ReadOnlySpan<char> text, int at)
    {
        at += 2;
        at += Keyword(text, at, "Ter") ? 3 : at < text.Length && text[at] is '*' or 'X' ? 1 : 0;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool Residue(ReadOnlySpan<char> text, ref int at, bool lower, bool beforeNumber, out char residue)
    {
        residue = default;
        if (at >= text.Length)
        {
            return false;
        }

        if (at + 3 <= text.Length && AminoAcid.OfThree(text[at..]) is { } three
            && (at + 3 == text.Length ? !beforeNumber : beforeNumber ? char.IsAsciiDigit(text[at + 3]) : !char.IsAsciiLetterOrDigit(text[at + 3]) || Keyword(text, at + 3, "fs")))
        {
            (residue, at) = (three, at + 3);
            return true;
        }

        var one = lower ? char.ToUpperInvariant(text[at]) : text[at];
        if (one != AminoAcid.Any && !AminoAcid.IsLetter(one))
        {
            return false;
        }

        residue = one;
        at++;
        return true;
    }

    // Residues in one-letter or three-letter codes; a count ("del15", "ins3") gives none.
    private static string Sequence(ReadOnlySpan<char> text, ref int at, bool stopAtIns)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiLetter(text[at]) && !(stopAtIns && Keyword(text, at, "ins")))
        {
            at++;
        }

        var letters = text[start..at];
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        if (letters.IsEmpty)
        {
            return "";
        }

        if (letters.Length % 3 == 0 && letters.ContainsAnyInRange('a', 'z'))
        {
            var residues = new char[letters.Length / 3];
            for (var i = 0; i < residues.Length; i++)
            {
                if (AminoAcid.OfThree(letters[(i * 3)..]) is not { } one)
                {
                    return "";
                }

                residues[i] = one;
            }

            return new(residues);
        }

        foreach (var letter in letters)
        {
            if (!AminoAcid.IsLetter(letter))
            {
                at = start;
                return "";
            }
        }

        return letters.ToString();
    }

    private static bool Number(ReadOnlySpan<char> text, ref int at, out int number)
    {
        number = 0;
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]) && at - start < 5)
        {
            number = (number * 10) + (text[at++] - '0');
        }

        return at > start && number > 0 && (at == text.Length || !char.IsAsciiDigit(text[at]));
    }

    private static bool Keyword(ReadOnlySpan<char> text, int at, string keyword) =>
        at <= text.Length && text[at..].StartsWith(keyword, StringComparison.OrdinalIgnoreCase);

    private static bool AtBoundary(ReadOnlySpan<char> text, int at) => at >= text.Length || !char.IsAsciiLetterOrDigit(text[at]);

    // "Q12H" on a drug chart is every twelve hours, not glutamine 12 to histidine.
    private static bool IsDosingInterval(char from, int position, string sequence) =>
        from == 'Q' && sequence == "H" && position is 4 or 6 or 8 or 12 or 24 or 36 or 48 or 72;
}
