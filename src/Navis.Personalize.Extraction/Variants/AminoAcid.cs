namespace Navis.Personalize.Extraction.Variants;

/// <summary>Amino acid codes (IUPAC-IUB 1983) and the standard genetic code.</summary>
internal static class AminoAcid
{
    /// <summary>The unknown or any residue (Xaa).</summary>
    public const char Any = 'X';

    /// <summary>A stop codon.</summary>
    public const char Stop = '*';

    private const string Letters = "ACDEFGHIKLMNPQRSTVWY";
    private const string Bases = "TCAG";

    // Translation table 1 of the NCBI, codons in the order TTT, TTC, TTA, TTG, TCT …
    private const string Code = "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG";

    /// <summary>True for one of the twenty one-letter codes, in capitals.</summary>
    /// <param name="letter">Letter.</param>
    public static bool IsLetter(char letter) => Letters.Contains(letter, StringComparison.Ordinal);

    /// <summary>The one-letter code of the three-letter code at the start of a text (any case), or null.</summary>
    /// <param name="text">Text.</param>
    public static char? OfThree(ReadOnlySpan<char> text)
    {
        if (text.Length < 3)
        {
            return null;
        }

        Span<char> lower = stackalloc char[3];
        text[..3].ToLowerInvariant(lower);
        return lower switch
        {
            "ala" => 'A',
            "arg" => 'R',
            "asn" => 'N',
            "asp" => 'D',
            "cys" => 'C',
            "gln" => 'Q',
            "glu" => 'E',
            "gly" => 'G',
            "his" => 'H',
            "leu" => 'L',
            "lys" => 'K',
            "met" => 'M',
            "phe" => 'F',
            "pro" => 'P',
            "ser" => 'S',
            "thr" => 'T',
            "trp" => 'W',
            "tyr" => 'Y',
            "val" => 'V',
            "ile" or "iie" or "lle" => 'I', // Recognisers take I for l: "IIe", "lle".
            "ter" => Stop,
            "xaa" or "xxx" => Any,
            _ => null,
        };
    }

    /// <summary>The residue of a codon of capital bases; <see cref="Any"/> when it holds another letter.</summary>
    /// <param name="codon">Three bases.</param>
    public static char OfCodon(ReadOnlySpan<char> codon)
    {
        var index = 0;
        foreach (var b in codon[..3])
        {
            var digit = Bases.IndexOf(b, StringComparison.Ordinal);
            if (digit < 0)
            {
                return Any;
            }

            index = (index * 4) + digit;
        }

        return Code[index];
    }
}
