namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>What a word does in a sentence about biomarkers; the names of <c>rules/terminology/biomarker-words</c> in kebab case.</summary>
internal enum Role
{
    /// <summary>A word that says nothing to us.</summary>
    Unknown,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A gene or marker.</summary>
    Gene,

    /// <summary>A value of microsatellite stability that names its marker (<c>MSI-H</c>, <c>MSS</c>).</summary>
    MsiValue,

    /// <summary>A protein or coding change, an exon event, or a pair of fusion partners.</summary>
    Change,

    /// <summary>A result.</summary>
    Cue,

    /// <summary>Any change: mutation, variant, alteration.</summary>
    Mutation,

    /// <summary>Fusion, rearrangement, translocation.</summary>
    Fusion,

    /// <summary>Amplification.</summary>
    Amplification,

    /// <summary>Overexpression.</summary>
    Overexpression,

    /// <summary>Loss of the gene.</summary>
    Loss,

    /// <summary>Deletion.</summary>
    Deletion,

    /// <summary>"del": a deletion in English, "of the" in Spanish.</summary>
    Del,

    /// <summary>Insertion or duplication.</summary>
    Insertion,

    /// <summary>Skipping of an exon.</summary>
    Skipping,

    /// <summary>Exon.</summary>
    Exon,

    /// <summary>Codon.</summary>
    Codon,

    /// <summary>Copy number.</summary>
    CopyNumber,

    /// <summary>Ratio to the centromere.</summary>
    Ratio,

    /// <summary>Variant allele frequency.</summary>
    Vaf,

    /// <summary>What makes the gene before it the target of a drug.</summary>
    Drug,

    /// <summary>What makes the gene after it the target of a drug.</summary>
    Anti,

    /// <summary>Something else that takes a result: a stain, an organ, "other drivers".</summary>
    Foreign,

    /// <summary>Kidney function.</summary>
    Kidney,

    /// <summary>A test, not its result.</summary>
    Analysis,

    /// <summary>Molecular testing as a whole.</summary>
    Molecular,

    /// <summary>What makes a statement general, conditional or a plan.</summary>
    Hypothetical,

    /// <summary>Blood cells: their PD-L1 is not the tumour's.</summary>
    BloodCells,

    /// <summary>"other", "secondary": the change meant is not the one known.</summary>
    OtherChange,

    /// <summary>A word that ends the reach of a result.</summary>
    Break,

    /// <summary>A conjunction of a list.</summary>
    And,

    /// <summary>A preposition that ties a change to the gene after it.</summary>
    Preposition,

    /// <summary>A word that may stand between a gene and its result.</summary>
    Filler,

    /// <summary>A specimen.</summary>
    Specimen,

    /// <summary>A method.</summary>
    Method,

    /// <summary>A PD-L1 score.</summary>
    Score,

    /// <summary>High, low, stable.</summary>
    Level,

    /// <summary>A cancer of another organ.</summary>
    OtherTumor,

    /// <summary>The lung or its cancer.</summary>
    Lung,

    /// <summary>Another time: earlier, repeated, after.</summary>
    Time,

    /// <summary>A limit that a value is held against, not a value.</summary>
    Threshold,

    /// <summary>Tumour cells, of which a PD-L1 percentage is counted.</summary>
    TumorCells,
}
