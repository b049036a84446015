using Navis.Personalize.Extraction.Variants;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>Hotspots whose digits a recognition of characters took for letters: <c>T79OM</c>, <c>L8S8R</c>, <c>GI2C</c>. Only the few changes that lung cancer is tested for.</summary>
internal static class RecognisedHotspot
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "L858R", "T790M", "C797S", "S768I", "L861Q", "G719A", "G719S", "G719C", "V600E", "G12C", "G12D", "G12V", "G12A", "G12S", "G12R", "G13C", "G13D", "Q61H", "Q61L", "Q61R", "G1202R", "G2032R",
    };

    /// <summary>The change, or null when the word is none of them with one to two digits misread.</summary>
    /// <param name="word">Word.</param>
    public static ProteinChange? Of(ReadOnlySpan<char> word)
    {
        if (word.Length is < 4 or > 6 || !char.IsAsciiLetterUpper(word[0]) || !char.IsAsciiLetterUpper(word[^1]))
        {
            return null;
        }

        Span<char> repaired = stackalloc char[word.Length];
        word.CopyTo(repaired);
        var misread = 0;
        for (var i = 1; i < word.Length - 1; i++)
        {
            repaired[i] = word[i] switch { 'O' or 'o' => '0', 'I' or 'l' => '1', 'S' => '5', 'B' => '8', 'Z' => '2', var c => c };
            misread += repaired[i] == word[i] ? 0 : 1;
        }

        var text = repaired.ToString();
        return misread is 1 or 2 && misread < word.Length - 2 && Known.Contains(text) && ProteinChangeReader.TryRead(text, 0, lower: false, out var change, out _) ? change : null;
    }
}
