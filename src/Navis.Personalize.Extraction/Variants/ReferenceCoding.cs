using System.Collections.Frozen;

namespace Navis.Personalize.Extraction.Variants;

/// <summary>Pieces of the reference coding sequences where lung cancer's hotspots lie: to check a residue, and to turn <c>c.</c> into <c>p.</c></summary>
/// <remarks>RefSeq: EGFR NM_005228 exons 18 to 21, KRAS NM_004985 codons 1 to 66, BRAF NM_004333 codons 594 to 601, ERBB2 NM_004448 exon 20.
/// Consequences follow the HGVS rules: most 3' position, a repeated piece is a duplication.</remarks>
internal static class ReferenceCoding
{
    private static readonly FrozenDictionary<string, Piece> Pieces = new Dictionary<string, Piece>(StringComparer.Ordinal)
    {
        ["EGFR"] = new(2062,
            "CTTGTGGAGCCTCTTACACCCAGTGGAGAAGCTCCCAACCAAGCTCTCTTGAGGATCTTGAAGGAAACTGAATTCAAAAAGATCAAAGTGCTGGGCTCCGGTGCGTTCGGCACGGTGTATAAG" + // exon 18
            "GGACTCTGGATCCCAGAAGGTGAGAAAGTTAAAATTCCCGTCGCTATCAAGGAATTAAGAGAAGCAACATCTCCGAAAGCCAACAAGGAAATCCTCGAT" + // exon 19
            "GAAGCCTACGTGATGGCCAGCGTGGACAACCCCCACGTGTGCCGCCTGCTGGGCATCTGCCTCACCTCCACCGTGCAGCTCATCACGCAGCTCATGCCCTTCGGCTGCCTCCTGGACTATGTCCGGGAACACAAAGACAATATTGGCTCCCAGTACCTGCTCAACTGGTGTGTGCAGATCGCAAAG" + // exon 20
            "GGCATGAACTACTTGGAGGACCGTCGCTTGGTGCACCGCGACCTGGCAGCCAGGAACGTACTGGTGAAAACACCGCAGCATGTCAAGATCACAGATTTTGGGCTGGCCAAACTGCTGGGTGCGGAAGAGAAAGAATACCATGCAGAAGGAGGCAAA"), // exon 21
        ["KRAS"] = new(1,
            "ATGACTGAATATAAACTTGTGGTAGTTGGAGCTGGTGGCGTAGGCAAGAGTGCCTTGACGATACAGCTAATTCAGAATCATTTTGTGGACGAATATGATCCAACAATAGAGGATTCCTACAGGAAGCAAGTAGTAATTGATGGAGAAACCTGTCTCTTGGATATTCTCGACACAGCAGGTCAAGAGGAGTACAGTGCA"),
        ["BRAF"] = new(1780, "GATTTTGGTCTAGCTACAGTGAAA"),
        ["ERBB2"] = new(2308, "GAAGCATACGTGATGGCTGGTGTGGGCTCCCCATATGTCTCCCGCCTTCTGGGCATCTGCCTGACATCCACGGTGCAGCTG"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The reference residue, or null where the reference does not reach.</summary>
    /// <param name="gene">Gene.</param>
    /// <param name="position">Position, 1-based.</param>
    public static char? Residue(string gene, int position)
    {
        if (!Pieces.TryGetValue(gene, out var piece))
        {
            return null;
        }

        var index = ((position - 1) * 3) + 1 - piece.Start;
        return index >= 0 && index + 3 <= piece.Bases.Length ? AminoAcid.OfCodon(piece.Bases.AsSpan(index, 3)) : null;
    }

    /// <summary>False when the reference has another residue where the change says it starts or ends: the change belongs to another gene.</summary>
    /// <param name="gene">Gene.</param>
    /// <param name="change">Change.</param>
    public static bool Fits(string gene, ProteinChange change) =>
        (change.From == AminoAcid.Any || Residue(gene, change.Position) is not { } first || first == change.From)
        && (change.EndFrom == AminoAcid.Any || Residue(gene, change.EndPosition) is not { } last || last == change.EndFrom);

    /// <summary>The protein change that follows from a coding change, or null where the reference does not reach or nothing changes.</summary>
    /// <param name="gene">Gene.</param>
    /// <param name="change">Change.</param>
    public static ProteinChange? Consequence(string gene, CodingChange change)
    {
        if (change.TouchesIntron || !Pieces.TryGetValue(gene, out var piece))
        {
            return null;
        }

        int first = change.Start.Base - piece.Start, last = change.End.Base - piece.Start;
        if (first < 0 || last < first || last + 4 > piece.Bases.Length)
        {
            return null;
        }

        var reference = piece.Bases;
        var altered = change.Kind switch
        {
            ChangeKind.Substitution or ChangeKind.DeletionInsertion when change.Sequence.Length > 0 => string.Concat(reference.AsSpan(0, first), change.Sequence, reference.AsSpan(last + 1)),
            ChangeKind.Deletion => reference.Remove(first, last - first + 1),
            ChangeKind.Insertion when change.Sequence.Length > 0 => reference.Insert(first + 1, change.Sequence),
            ChangeKind.Duplication => reference.Insert(last + 1, reference.Substring(first, last - first + 1)),
            _ => null,
        };
        var firstResidue = ((piece.Start - 1) / 3) + 1;
        return altered is null ? null
            : (altered.Length - reference.Length) % 3 != 0 ? Shifted(Translate(reference), Translate(altered), firstResidue)
            : Compared(Translate(reference), Translate(altered), firstResidue);
    }

    private static ProteinChange? Shifted(string reference, string altered, int offset)
    {
        for (var i = 0; i < Math.Min(reference.Length, altered.Length); i++)
        {
            if (reference[i] != altered[i])
            {
                return new(ChangeKind.Frameshift, reference[i], i + offset, reference[i], i + offset, "");
            }
        }

        return null;
    }

    private static ProteinChange? Compared(string reference, string altered, int offset)
    {
        // The longest common head first: HGVS names the change at its most 3' place.
        var head = 0;
        while (head < Math.Min(reference.Length, altered.Length) && reference[head] == altered[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < Math.Min(reference.Length, altered.Length) - head && reference[^(tail + 1)] == altered[^(tail + 1)])
        {
            tail++;
        }

        var lost = reference[head..^tail];
        var gained = altered[head..^tail];
        if (lost.Length == 0 && gained.Length == 0)
        {
            return null;
        }

        if (lost.Length == 0)
        {
            return head >= gained.Length && reference.AsSpan(head - gained.Length, gained.Length).SequenceEqual(gained)
                ? new(ChangeKind.Duplication, reference[head - gained.Length], head - gained.Length + offset, reference[head - 1], head - 1 + offset, "")
                : new(ChangeKind.Insertion, reference[head - 1], head - 1 + offset, reference[head], head + offset, gained);
        }

        var end = head + lost.Length - 1;
        if (gained.Contains(AminoAcid.Stop, StringComparison.Ordinal))
        {
            var stop = head + gained.IndexOf(AminoAcid.Stop, StringComparison.Ordinal);
            return ProteinChange.Substitution(reference[stop], stop + offset, AminoAcid.Stop);
        }

        return (lost.Length, gained.Length) switch
        {
            (1, 1) => ProteinChange.Substitution(lost[0], head + offset, gained[0]),
            (_, 0) => new(ChangeKind.Deletion, lost[0], head + offset, lost[^1], end + offset, ""),
            _ => new(ChangeKind.DeletionInsertion, lost[0], head + offset, lost[^1], end + offset, gained),
        };
    }

    private static string Translate(string bases)
    {
        var residues = new char[bases.Length / 3];
        for (var i = 0; i < residues.Length; i++)
        {
            residues[i] = AminoAcid.OfCodon(bases.AsSpan(i * 3, 3));
        }

        return new(residues);
    }

    private sealed record Piece(int Start, string Bases);
}
