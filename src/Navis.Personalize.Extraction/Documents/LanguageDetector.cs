using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Documents;

/// <summary>Tells the language of a narrative by its function words, or by its script.</summary>
public sealed class LanguageDetector
{
    private const int FewestHits = 4;
    private const int MostWords = 4000;
    private const double ClearWin = 1.15;
    private readonly PhraseTrie trie = new();
    private readonly List<uint> masks = [];
    private readonly ImmutableArray<string> languages;

    /// <summary>Loads <c>languages.yaml</c>.</summary>
    /// <param name="content">Content.</param>
    /// <exception cref="ContentException">The file is not in its form.</exception>
    public LanguageDetector(IContentSource content)
    {
        var entries = TermFiles.Load(content, "languages").Entries;
        languages = [.. entries.Select(e => e.Id)];
        for (var i = 0; i < entries.Length; i++)
        {
            foreach (var term in entries[i].Terms)
            {
                var value = trie.Add(term, masks.Count);
                if (value == masks.Count)
                {
                    masks.Add(0);
                }

                masks[value] |= 1u << i;
            }
        }
    }

    /// <summary>The language and how much of the text is in another script or language.</summary>
    /// <param name="text">Text.</param>
    /// <returns>BCP 47 language, <c>en</c> when too little text tells; <c>und</c> for a script that is not known.</returns>
    public DetectedLanguage Detect(string text)
    {
        var (script, share) = Script(text);
        if (script is not null && share > 0.6)
        {
            return new(script, 1 - share);
        }

        Span<int> hits = stackalloc int[languages.Length];
        hits.Clear();
        var at = 0;
        for (var seen = 0; seen < MostWords && WordScanner.Next(text, ref at, out var start, out var end, out var sign);)
        {
            if (sign != '\0')
            {
                continue;
            }

            seen++;
            Span<Word> word = [new(start, end, trie.IdOf(text.AsSpan(start, end - start)), '\0')];
            var value = trie.Longest(word, 0, out _);
            for (var i = 0; value >= 0 && i < languages.Length; i++)
            {
                hits[i] += (int)((masks[value] >> i) & 1);
            }
        }

        var best = 0;
        for (var i = 1; i < languages.Length; i++)
        {
            best = hits[i] > hits[best] ? i : best;
        }

        // Neighbours share their small words: a language that is not read must win clearly over one that is.
        for (var i = 0; i < languages.Length; i++)
        {
            best = !ReadLanguages.Reads(languages[best]) && ReadLanguages.Reads(languages[i]) && hits[i] * ClearWin > hits[best] ? i : best;
        }

        return hits[best] < FewestHits ? new("en", share) : new(languages[best], share);
    }

    // The commonest script that is not Latin, and its share of the letters.
    private static (string? Language, double Share) Script(string text)
    {
        int latin = 0, cyrillic = 0, greek = 0, arabic = 0, han = 0;
        foreach (var c in text)
        {
            switch (c)
            {
                case < '\u0250':
                    latin += char.IsLetter(c) ? 1 : 0;
                    break;
                case >= '\u0370' and <= '\u03FF':
                    greek++;
                    break;
                case >= '\u0400' and <= '\u052F':
                    cyrillic++;
                    break;
                case >= '\u0590' and <= '\u06FF':
                    arabic++;
                    break;
                case >= '\u3040' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF':
                    han++;
                    break;
                default:
                    break;
            }
        }

        // Single Greek letters are units and gene names (µ, α), not a language.
        greek = greek * 20 > latin ? greek : 0;
        var other = cyrillic + greek + arabic + han;
        var most = Math.Max(Math.Max(cyrillic, greek), Math.Max(arabic, han));
        var language = other == 0 ? null : most == cyrillic ? "ru" : most == greek ? "el" : "und";
        return (language, other == 0 ? 0 : (double)other / (latin + other));
    }
}

/// <summary>A language told by <see cref="LanguageDetector"/>.</summary>
/// <param name="Language">BCP 47.</param>
/// <param name="OtherShare">0..1: the share of letters in another script.</param>
public readonly record struct DetectedLanguage(string Language, double OtherShare);
