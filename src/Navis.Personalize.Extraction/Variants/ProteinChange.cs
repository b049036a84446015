using System.Globalization;

namespace Navis.Personalize.Extraction.Variants;

/// <summary>The kinds of protein change of the HGVS nomenclature (version 21), and what reports write beside them.</summary>
internal enum ChangeKind
{
    /// <summary>A bare position, <c>G719</c>: which change is not said.</summary>
    Position,

    /// <summary>One residue for another; <c>X</c> stands for any.</summary>
    Substitution,

    /// <summary>A stop codon.</summary>
    Nonsense,

    /// <summary>A shift of the reading frame.</summary>
    Frameshift,

    /// <summary>Residues lost.</summary>
    Deletion,

    /// <summary>Residues added.</summary>
    Insertion,

    /// <summary>Residues doubled.</summary>
    Duplication,

    /// <summary>Residues replaced by a sequence.</summary>
    DeletionInsertion,

    /// <summary>A splice site, <c>X1010_splice</c>.</summary>
    Splice,
}

/// <summary>A protein change. Residues in one-letter codes.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="From">First residue; <c>X</c> when not written.</param>
/// <param name="Position">Its position, 1-based.</param>
/// <param name="EndFrom">Last residue of a range; equals <paramref name="From"/> without one.</param>
/// <param name="EndPosition">Its position; equals <paramref name="Position"/> without a range.</param>
/// <param name="Sequence">New residues; empty when there are none or they are only counted.</param>
internal readonly record struct ProteinChange(ChangeKind Kind, char From, int Position, char EndFrom, int EndPosition, string Sequence)
{
    /// <summary>A change of one residue.</summary>
    /// <param name="from">Residue.</param>
    /// <param name="position">Position.</param>
    /// <param name="to">New residue, <c>*</c> for a stop.</param>
    public static ProteinChange Substitution(char from, int position, char to) =>
        new(to == AminoAcid.Stop ? ChangeKind.Nonsense : ChangeKind.Substitution, from, position, from, position, to == AminoAcid.Stop ? "" : to.ToString());

    /// <summary>True when which residue comes in is not said.</summary>
    public bool IsOpen => Kind == ChangeKind.Position || (Kind == ChangeKind.Substitution && Sequence is [AminoAcid.Any]);

    /// <summary>Residues gained less residues lost.</summary>
    public int Net => Kind switch
    {
        ChangeKind.Insertion => Math.Max(1, Sequence.Length),
        ChangeKind.Duplication => Span,
        ChangeKind.Deletion => -Span,
        ChangeKind.DeletionInsertion => Sequence.Length - Span,
        ChangeKind.Position or ChangeKind.Substitution or ChangeKind.Nonsense or ChangeKind.Frameshift or ChangeKind.Splice => 0,
    };

    /// <summary>The change in one-letter codes without <c>p.</c> (<c>L858R</c>, <c>E746_A750del</c>).</summary>
    public string Short
    {
        get
        {
            var place = EndPosition == Position
                ? string.Create(CultureInfo.InvariantCulture, $"{From}{Position}")
                : string.Create(CultureInfo.InvariantCulture, $"{From}{Position}_{EndFrom}{EndPosition}");
            return Kind switch
            {
                ChangeKind.Position => place,
                ChangeKind.Substitution => place + Sequence,
                ChangeKind.Nonsense => place + "*",
                ChangeKind.Frameshift => place + "fs",
                ChangeKind.Deletion => place + "del",
                ChangeKind.Insertion => place + "ins" + Sequence,
                ChangeKind.Duplication => place + "dup",
                ChangeKind.DeletionInsertion => place + "delins" + Sequence,
                ChangeKind.Splice => place + "_splice",
            };
        }
    }

    /// <summary>HGVS form without brackets (<c>p.L858R</c>), or null for what HGVS has no protein form for.</summary>
    public string? Hgvs => IsOpen || Kind == ChangeKind.Splice ? null : "p." + Short;

    private int Span => EndPosition - Position + 1;
}
