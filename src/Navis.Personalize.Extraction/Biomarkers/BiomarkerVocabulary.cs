using System.Collections.Frozen;
using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>Every name and word that sentences about biomarkers are read by: <c>rules/terminology/biomarkers</c> and <c>biomarker-words</c>.</summary>
internal sealed class BiomarkerVocabulary
{
    private static readonly ImmutableArray<string> Folders = ["biomarkers", "biomarker-words"];

    private readonly TermLexicon lexicon;
    private readonly TermLexicon triggers;
    private readonly Dictionary<object, VocabularyTerm> terms;
    private readonly FrozenDictionary<string, VocabularyTerm> symbols;

    private BiomarkerVocabulary(IReadOnlyList<(string Path, TermEntry Entry)> entries)
    {
        terms = new(ReferenceEqualityComparer.Instance);
        var bySymbol = new Dictionary<string, VocabularyTerm>(StringComparer.Ordinal);
        foreach (var (path, entry) in entries)
        {
            var term = VocabularyTerm.Of(path, entry);
            terms[entry] = term;
            if (term is { Role: Role.Gene, Protein: false })
            {
                bySymbol.TryAdd(term.Id, term);
            }
        }

        symbols = bySymbol.ToFrozenDictionary(StringComparer.Ordinal);
        lexicon = new(entries.Select(e => e.Entry));
        triggers = new(entries.Select(e => e.Entry).Where(e => terms[e].Role is Role.Gene or Role.MsiValue or Role.Score or Role.Exon));
    }

    /// <summary>Loads the vocabulary.</summary>
    /// <param name="content">Content.</param>
    /// <exception cref="ContentException">A file is not in its form.</exception>
    public static BiomarkerVocabulary Load(IContentSource content)
    {
        var entries = new List<(string, TermEntry)>();
        foreach (var folder in Folders)
        {
            foreach (var path in content.List($"{TermFiles.Folder}/{folder}").Where(p => p.EndsWith(".yaml", StringComparison.Ordinal)))
            {
                var concept = path[(TermFiles.Folder.Length + 1)..^".yaml".Length];
                entries.AddRange(TermFiles.Load(content, concept).Entries.Select(e => (path, e)));
            }
        }

        return new(entries);
    }

    /// <summary>All words of the vocabulary in a text, in text order.</summary>
    /// <param name="text">Text.</param>
    public IReadOnlyList<TermMatch> Find(ReadOnlySpan<char> text) => lexicon.Find(text);

    /// <summary>The words that make a sentence worth reading: genes, scores, exons.</summary>
    /// <param name="text">Text.</param>
    public IReadOnlyList<TermMatch> Triggers(ReadOnlySpan<char> text) => triggers.Find(text);

    /// <summary>What an entry of <see cref="Find"/> means.</summary>
    /// <param name="entry">Entry.</param>
    public VocabularyTerm Term(TermEntry entry) => terms[entry];

    /// <summary>The gene of a symbol, or null.</summary>
    /// <param name="symbol">HGNC symbol, case-sensitive.</param>
    public VocabularyTerm? Gene(string symbol) => symbols.GetValueOrDefault(symbol);

    /// <summary>The longest gene symbol that a word begins with, followed by a small letter (<c>EGFRex20ins</c>, <c>METex14</c>), or null.</summary>
    /// <param name="word">Word.</param>
    public VocabularyTerm? GluedGene(ReadOnlySpan<char> word)
    {
        var end = 0;
        while (end < word.Length && (char.IsAsciiLetterUpper(word[end]) || char.IsAsciiDigit(word[end])))
        {
            end++;
        }

        return end >= 3 && end < word.Length && char.IsAsciiLetterLower(word[end]) ? Gene(word[..end].ToString()) : null;
    }
}
