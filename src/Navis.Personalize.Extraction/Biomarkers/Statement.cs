namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>What a sentence says of one marker.</summary>
/// <param name="Gene">Gene or marker.</param>
/// <param name="Alteration">Alteration in the words of the contract.</param>
/// <param name="Status">Status in the words of the contract; null when the marker is only named.</param>
/// <param name="Start">Start of the words, in the sentence.</param>
/// <param name="End">End, exclusive.</param>
internal sealed record Statement(string Gene, string Alteration, string? Status, int Start, int End)
{
    /// <summary>Protein change in HGVS form.</summary>
    public string? Hgvs { get; init; }

    /// <summary>Fusion partner.</summary>
    public string? Partner { get; init; }

    /// <summary>Number with its comparator, unit and score.</summary>
    public Quantity? Quantity { get; init; }

    /// <summary>Method.</summary>
    public string? Method { get; init; }

    /// <summary>Specimen.</summary>
    public string? Specimen { get; init; }

    /// <summary>The mention of the change; null for a bare gene.</summary>
    public Variants.Alteration? Change { get; init; }

    /// <summary>True when the change is named and no word says whether it was found.</summary>
    public bool Bare { get; init; }

    /// <summary>True when the sentence speaks in general, under a condition or of a plan.</summary>
    public bool Hypothetical { get; init; }

    /// <summary>True when it is of something else than a tumour's result (kidney function, blood cells).</summary>
    public bool NotTumor { get; init; }
}

/// <summary>A number that a result gives.</summary>
/// <param name="Low">The number, or the lower end of a range.</param>
/// <param name="High">The upper end of a range.</param>
/// <param name="Comparator"><c>&lt; &lt;= &gt; &gt;= ~</c> or null.</param>
/// <param name="Unit"><c>% mut/Mb copies ratio</c> or null.</param>
/// <param name="Score">PD-L1 score or null.</param>
/// <param name="Start">Start in the sentence.</param>
/// <param name="End">End, exclusive.</param>
internal readonly record struct Quantity(decimal Low, decimal? High, string? Comparator, string? Unit, string? Score, int Start, int End);
