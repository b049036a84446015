namespace Navis.Personalize.Extraction.Variants;

/// <summary>Names changes in the words of the contract.</summary>
internal static class AlterationName
{
    /// <summary>Any change, or one that is not said.</summary>
    public const string Any = "any";

    /// <summary>Fusion.</summary>
    public const string Fusion = "fusion";

    /// <summary>Deletion in exon 19 of EGFR.</summary>
    public const string Exon19Deletion = "exon-19-deletion";

    /// <summary>Insertion in exon 20 of EGFR or ERBB2.</summary>
    public const string Exon20Insertion = "exon-20-insertion";

    /// <summary>Skipping of exon 14 of MET.</summary>
    public const string Exon14Skipping = "exon-14-skipping";

    /// <summary>Exon 20 by protein position: EGFR 762..823 (the insertions begin at A761/D761), ERBB2 770..831 (NM_005228, NM_004448).</summary>
    private static readonly Dictionary<string, (int From, int To)> Exon20 = new(StringComparer.Ordinal) { ["EGFR"] = (761, 823), ["ERBB2"] = (769, 831) };

    /// <summary>The alteration of a change in a gene.</summary>
    /// <param name="gene">Gene.</param>
    /// <param name="change">Change.</param>
    public static string Of(string gene, Alteration change) => change.Kind switch
    {
        AlterationKind.Mutation or AlterationKind.Loss => Any,
        AlterationKind.Fusion => Fusion,
        AlterationKind.Amplification => "amplification",
        AlterationKind.Overexpression => "overexpression",
        AlterationKind.ExonDeletion => change.Exon == 19 && gene == "EGFR" ? Exon19Deletion : change.Exon == 14 && gene == "MET" ? Exon14Skipping : Any,
        AlterationKind.ExonInsertion => change.Exon == 20 && Exon20.ContainsKey(gene) ? Exon20Insertion : Any,
        AlterationKind.ExonSkipping or AlterationKind.ExonChange => change.Exon == 14 && gene == "MET" ? Exon14Skipping : Any,
        AlterationKind.Protein or AlterationKind.Coding =>
            IsMetExon14(gene, change) ? Exon14Skipping : Protein(gene, change) is { } p ? OfProtein(gene, p) : Any,
    };

    /// <summary>The protein change of a mention: as written, else worked out from the coding change; a written <c>X</c> is filled from the coding change.</summary>
    /// <param name="gene">Gene.</param>
    /// <param name="change">Change.</param>
    public static ProteinChange? Protein(string gene, Alteration change)
    {
        if (change.Coding is not { } coding || change.Protein is { IsOpen: false })
        {
            return change.Protein;
        }

        var worked = ReferenceCoding.Consequence(gene, coding);
        return change.Protein is { } open && worked is { } found && found.Position != open.Position ? open : worked ?? change.Protein;
    }

    /// <summary>True of a change at a splice site of MET exon 14, in the numbering of NM_000245 (c.2888..3028, D1010) or NM_001127500 (c.2942..3082, D1028).</summary>
    /// <param name="gene">Gene.</param>
    /// <param name="change">Change.</param>
    public static bool IsMetExon14(string gene, Alteration change)
    {
        if (gene != "MET")
        {
            return false;
        }

        if (change.Coding is { } c)
        {
            return Exon14(c, 2888, 3028) || Exon14(c, 2942, 3082) || OfMetProtein(change.Protein);
        }

        return OfMetProtein(change.Protein);
    }

    /// <summary>The alteration of a protein change.</summary>
    /// <param name="gene">Gene.</param>
    /// <param name="change">Change.</param>
    private static string OfProtein(string gene, ProteinChange change) => change switch
    {
        { Kind: ChangeKind.Deletion or ChangeKind.DeletionInsertion, Net: < 0 } when gene == "EGFR" && change.Position >= 729 && change.EndPosition <= 761 => Exon19Deletion,
        { Net: > 0 } when Exon20.TryGetValue(gene, out var exon) && change.Position >= exon.From && change.EndPosition <= exon.To => Exon20Insertion,
        { Kind: ChangeKind.Position } => gene == "EGFR" && change.Position == 719 ? "G719X" : Any,
        { Kind: ChangeKind.Nonsense, Position: 719 } when gene == "EGFR" => "G719X",
        _ => change.Short,
    };

    // Splice acceptor and donor: the intron within 60 bases, the last base of the exon, and losses that cross an edge.
    private static bool Exon14(CodingChange c, int first, int last)
    {
        var crosses = c.Kind is ChangeKind.Deletion or ChangeKind.DeletionInsertion && ((c.Start.Base < first && c.End.Base >= first) || (c.Start.Base <= last && c.End.Base >= last));
        return crosses || Intronic(c.Start) || Intronic(c.End) || (c.Start == c.End && c.Start.Base == last);

        bool Intronic(CodingPosition p) => (p.Offset < 0 && p.Base == first && p.Offset >= -60) || (p.Offset > 0 && p.Base == last && p.Offset <= 60);
    }

    private static bool OfMetProtein(ProteinChange? change) => change switch
    {
        { Position: 1010 or 1028, From: 'D', Kind: ChangeKind.Substitution or ChangeKind.Frameshift or ChangeKind.Deletion } => true,
        { Kind: ChangeKind.Splice, Position: >= 963, EndPosition: <= 1028 } => true,
        _ => false,
    };
}
