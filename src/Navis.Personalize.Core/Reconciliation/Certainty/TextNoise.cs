using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Core.Reconciliation.Certainty;

/// <summary>How damaged a text looks: words that no writer writes, as scanning and faxing leave them. Linear in the text, of which the first 50,000 characters count.</summary>
internal sealed class TextNoise
{
    private const int MostCharacters = 50_000;
    private const int Near = 80;
    private readonly SourceDocument document;

    private TextNoise(SourceDocument document, double share) => (this.document, Share) = (document, share);

    /// <summary>Damaged words of all words; 0..1.</summary>
    public double Share { get; }

    public static TextNoise Of(SourceDocument document)
    {
        int words = 0, damaged = 0, left = MostCharacters;
        foreach (var page in document.Pages)
        {
            var text = page.Text.AsSpan(0, Math.Min(left, page.Text.Length));
            Count(text, ref words, ref damaged);
            left -= text.Length;
        }

        return new(document, words == 0 ? 0 : (double)damaged / words);
    }

    /// <summary>True when a damaged word stands close to the words of a fact, or among them.</summary>
    /// <param name="evidence">Words.</param>
    public bool IsNear(Evidence evidence)
    {
        if (evidence.Page < 1 || evidence.Page > document.Pages.Length)
        {
            return false;
        }

        var text = document.Pages[evidence.Page - 1].Text;
        var start = Math.Max(0, Math.Min(evidence.Start, text.Length) - Near);
        int words = 0, damaged = 0;
        Count(text.AsSpan(start, Math.Max(0, Math.Min(text.Length, evidence.End + Near) - start)), ref words, ref damaged);
        return damaged > 0;
    }

    private static void Count(ReadOnlySpan<char> text, ref int words, ref int damaged)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && char.IsLetterOrDigit(text[at]))
            {
                at++;
            }

            words++;
            damaged += IsDamaged(text[start..at]) ? 1 : 0;
        }
    }

    // A digit between small letters ("lo6e"), a capital inside a small word ("lObe"), four letters and more without a vowel in small letters ("mrgn").
    private static bool IsDamaged(ReadOnlySpan<char> word)
    {
        if (word.Length < 4)
        {
            return false;
        }

        var vowels = 0;
        var small = 0;
        for (var i = 0; i < word.Length; i++)
        {
            var c = char.ToLowerInvariant(word[i]);
            vowels += c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y' or > '\u007f' ? 1 : 0;
            small += char.IsLower(word[i]) ? 1 : 0;
            if (i > 0 && i < word.Length - 1 && char.IsLower(word[i - 1]) && char.IsLower(word[i + 1]) && (char.IsAsciiDigit(word[i]) || char.IsUpper(word[i])))
            {
                return true;
            }
        }

        return small == word.Length && vowels == 0;
    }
}
