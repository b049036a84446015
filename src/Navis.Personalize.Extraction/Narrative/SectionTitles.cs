using System.Collections.Frozen;
using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Narrative;

/// <summary>The titles of <c>rules/terminology/sections*.yaml</c>, all languages together.</summary>
public sealed class SectionTitles
{
    private readonly PhraseTrie trie = new();
    private readonly ImmutableArray<TermEntry> entries;
    private readonly FrozenDictionary<string, SectionContext> contexts;
    private readonly FrozenSet<string> strict;
    private readonly FrozenSet<string> told;

    /// <summary>Loads the titles.</summary>
    /// <param name="content">Content.</param>
    /// <exception cref="ContentException">A file is not in its form.</exception>
    public SectionTitles(IContentSource content)
    {
        entries = [.. TermFiles.LoadAll(content, "sections").SelectMany(f => f.Entries)];
        var context = new Dictionary<string, SectionContext>(StringComparer.Ordinal);
        for (var i = 0; i < entries.Length; i++)
        {
            foreach (var term in entries[i].Terms)
            {
                trie.Add(term, i);
            }

            context[entries[i].Id] = entries[i].Attributes.GetValueOrDefault("context") switch
            {
                "family" => SectionContext.Family,
                "hypothetical" => SectionContext.Hypothetical,
                "historical" => SectionContext.Historical,
                _ => SectionContext.None,
            };
        }

        contexts = context.ToFrozenDictionary(StringComparer.Ordinal);
        told = entries.Where(e => string.Equals(e.Attributes.GetValueOrDefault("alone"), "historical", StringComparison.Ordinal)).Select(e => e.Id).ToFrozenSet(StringComparer.Ordinal);
        strict = entries.Where(e => string.Equals(e.Attributes.GetValueOrDefault("strict"), "true", StringComparison.Ordinal)).Select(e => e.Id).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>How statements of a section are meant when their own words do not say.</summary>
    /// <param name="concept">Concept of a section.</param>
    public SectionContext ContextOf(string concept) => contexts.GetValueOrDefault(concept);

    /// <summary>How a statement of a section is meant where the sentence is all there is: what is told of a life (habits) counts as past, by the
    /// guideline of the ConText corpus.</summary>
    /// <param name="concept">Concept of a section.</param>
    internal SectionContext ContextInOneSentence(string concept) => told.Contains(concept) ? SectionContext.Historical : ContextOf(concept);

    /// <summary>Whether a title that is not known ends the section all the same.</summary>
    /// <param name="concept">Concept of a section.</param>
    internal bool EndsAtAnyTitle(string concept) => strict.Contains(concept);

    /// <summary>The concept of words that are a title as a whole, a number or date behind it not counted; null when they are none.</summary>
    /// <param name="words">Words, as scanned by <see cref="Scan"/>.</param>
    internal string? Match(ReadOnlySpan<Word> words)
    {
        while (words.Length > 1 && (words[^1].Id is Vocabulary.Number or Vocabulary.Year || words[^1].Sign is '/' or '#' or '.'))
        {
            words = words[..^1];
        }

        if (words.IsEmpty)
        {
            return null;
        }

        var value = trie.Longest(words, 0, out var length);
        return value >= 0 && length == words.Length ? entries[value].Id : null;
    }

    /// <summary>Cuts text into the words of the titles.</summary>
    /// <param name="text">Text.</param>
    /// <param name="words">Where to put them.</param>
    internal int Scan(ReadOnlySpan<char> text, Span<Word> words) => trie.Scan(text, words);
}

/// <summary>How statements of a section are meant when their own words do not say.</summary>
public enum SectionContext
{
    /// <summary>As they are written.</summary>
    None,

    /// <summary>Of relatives.</summary>
    Family,

    /// <summary>Past.</summary>
    Historical,

    /// <summary>General, recommended, possible.</summary>
    Hypothetical,
}
