namespace Navis.Personalize.Extraction.Variants;

/// <summary>What kind of change a mention names.</summary>
internal enum AlterationKind
{
    /// <summary>Any change.</summary>
    Mutation,

    /// <summary>A protein change.</summary>
    Protein,

    /// <summary>A change of the coding sequence.</summary>
    Coding,

    /// <summary>Deletion in an exon.</summary>
    ExonDeletion,

    /// <summary>Insertion or duplication in an exon.</summary>
    ExonInsertion,

    /// <summary>Skipping of an exon.</summary>
    ExonSkipping,

    /// <summary>A change in an exon that is not said.</summary>
    ExonChange,

    /// <summary>Fusion or rearrangement.</summary>
    Fusion,

    /// <summary>Amplification.</summary>
    Amplification,

    /// <summary>Overexpression.</summary>
    Overexpression,

    /// <summary>Loss.</summary>
    Loss,
}

/// <summary>A mention of a change.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Start">Start in the text.</param>
/// <param name="End">End, exclusive.</param>
internal sealed record Alteration(AlterationKind Kind, int Start, int End)
{
    /// <summary>The protein change, written or worked out.</summary>
    public ProteinChange? Protein { get; init; }

    /// <summary>The coding change.</summary>
    public CodingChange? Coding { get; init; }

    /// <summary>Exon number, 0 when not said.</summary>
    public int Exon { get; init; }

    /// <summary>Fusion partner.</summary>
    public string? Partner { get; init; }

    /// <summary>True when the mention carries its own denial ("not amplified").</summary>
    public bool Denied { get; init; }

    /// <summary>True when the mention says that it is so ("amplified"), unless another word says otherwise.</summary>
    public bool Stated { get; init; }

    /// <summary>True when it says which change it is, not only what sort.</summary>
    public bool IsSpecific => Kind is AlterationKind.Protein or AlterationKind.Coding or AlterationKind.ExonDeletion or AlterationKind.ExonInsertion or AlterationKind.ExonSkipping
        || (Kind == AlterationKind.Fusion && Partner is not null);

    /// <summary>The only gene of lung cancer in which this change is spoken of without its gene: the listed hotspots of EGFR and BRAF V600E; null for all else.</summary>
    public string? ImpliedGene => Kind switch
    {
        AlterationKind.ExonDeletion when Exon == 19 => "EGFR",
        AlterationKind.Protein when Protein is { } p => ImpliedBy(p),
        _ => null,
    };

    private static string? ImpliedBy(ProteinChange p) => p switch
    {
        { From: 'L', Position: 858, Sequence: "R" } or { From: 'T', Position: 790, Sequence: "M" } or { From: 'C', Position: 797, Sequence: "S" }
            or { From: 'S', Position: 768, Sequence: "I" } or { From: 'L', Position: 861, Sequence: "Q" } => "EGFR",
        { From: 'G', Position: 719, EndPosition: 719, Kind: not ChangeKind.Splice } => "EGFR",
        { From: 'V', Position: 600, Sequence: "E", Kind: ChangeKind.Substitution } => "BRAF",
        { Kind: ChangeKind.Deletion or ChangeKind.DeletionInsertion, Net: < 0, Position: >= 729, EndPosition: <= 761 } when p.EndPosition > p.Position && ReferenceCoding.Fits("EGFR", p) => "EGFR",
        _ => null,
    };
}
