using Navis.Personalize.Extraction.Variants;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>Something that a result can be said of: a gene with a change, a bare gene, or something that is none of ours (no gene).</summary>
internal sealed class Target(VocabularyTerm? gene, int start, int end)
{
    /// <summary>Gene; null for what takes a result and is none of ours.</summary>
    public VocabularyTerm? Gene { get; } = gene;

    /// <summary>Start of the words that name it.</summary>
    public int Start { get; set; } = start;

    /// <summary>End, exclusive.</summary>
    public int End { get; set; } = end;

    /// <summary>Start of the gene's own name; equals <see cref="Start"/> for a bare gene.</summary>
    public int GeneStart { get; init; } = start;

    /// <summary>The change, merged from all its mentions; null for a bare gene.</summary>
    public Alteration? Change { get; set; }

    /// <summary>A value that names its marker (<c>MSI-H</c>): <c>high</c>, <c>low</c>, <c>stable</c>.</summary>
    public string? MarkerValue { get; init; }

    /// <summary>The result word before it that governs it.</summary>
    public Unit? Before { get; set; }

    /// <summary>True when it stands first behind <see cref="Before"/>.</summary>
    public bool FirstBehind { get; set; }

    /// <summary>The result word behind it that governs it.</summary>
    public Unit? Behind { get; set; }

    /// <summary>A second result in brackets, of another time or specimen: "positive (negative in plasma)".</summary>
    public Unit? Aside { get; set; }

    /// <summary>True when it is of uncertain significance.</summary>
    public bool Uncertain { get; set; }

    /// <summary>True when the sentence can be read both ways: no statement is made.</summary>
    public bool Ambiguous { get; set; }

    /// <summary>True when the change is another one than the known one ("other", "secondary"): its absence says nothing of the gene.</summary>
    public bool OtherChange { get; set; }

    /// <summary>True when the change says which, so that naming it is a result by itself.</summary>
    public bool IsSpecific => Change is { IsSpecific: true };
}
