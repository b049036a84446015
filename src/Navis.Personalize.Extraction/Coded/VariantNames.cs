namespace Navis.Personalize.Extraction.Coded;

/// <summary>What a variant is called in the contract.</summary>
internal static class VariantNames
{
    /// <summary>Alteration and HGVS protein form of a gene's change, from any of its names.</summary>
    /// <param name="gene">Gene.</param>
    /// <param name="names">Names, the most telling first.</param>
    public static (string? Alteration, string? Hgvs) Of(string gene, IEnumerable<string> names) => (null, null);
}
