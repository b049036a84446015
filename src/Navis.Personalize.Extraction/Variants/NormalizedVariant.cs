namespace Navis.Personalize.Extraction.Variants;

/// <summary>A variant as a report writes it, in normal form. Members are null where the string does not say.</summary>
/// <param name="Gene">HGNC symbol (or <c>NTRK</c>, <c>TMB</c>, <c>MSI</c>); null when the string names no gene, transcript or listed hotspot. Never guessed from a bare position.</param>
/// <param name="Kind"><c>snv nonsense frameshift del ins delins splice fusion cnv expression tmb msi wildtype other</c>.</param>
/// <param name="Alteration">Alteration in the words of the contract.</param>
/// <param name="HgvsP">Protein change, one-letter codes, no brackets: <c>p.L858R</c>.</param>
/// <param name="Class">Class, for example <c>EGFR exon 19 deletion</c>.</param>
/// <param name="Status">Biomarker status, or null when the string is no result.</param>
public sealed record NormalizedVariant(string? Gene, string? Kind, string? Alteration, string? HgvsP, string? Class, string? Status)
{
    /// <summary>A string that names no variant.</summary>
    public static readonly NormalizedVariant None = new(null, null, null, null, null, null);
}
