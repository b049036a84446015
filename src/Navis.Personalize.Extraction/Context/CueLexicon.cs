using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Context;

/// <summary>The cue phrases of one language (<c>rules/terminology/cues-*.yaml</c>), compiled.</summary>
internal sealed class CueLexicon
{
    /// <summary>The concepts, without language.</summary>
    public static readonly ImmutableArray<string> Files = ["cues-negation", "cues-uncertainty", "cues-time", "cues-hypothetical", "cues-people", "cues-scope"];

    private const int DefaultScope = 40;
    private const int ListScope = 120;
    private readonly PhraseTrie trie = new();
    private readonly ImmutableArray<ImmutableArray<Cue>> meanings;

    /// <summary>Compiles the cues of a language.</summary>
    /// <param name="content">Content.</param>
    /// <param name="language"><c>en</c> (files without suffix) or the suffix of the files.</param>
    /// <exception cref="ContentException">A file is not in its form.</exception>
    public CueLexicon(IContentSource content, string language)
    {
        var phrases = new List<List<Cue>>();
        var suffix = string.Equals(language, "en", StringComparison.Ordinal) ? "" : $".{language}";
        foreach (var entry in Files.SelectMany(f => TermFiles.Load(content, f + suffix).Entries))
        {
            var cue = Of(entry);
            foreach (var term in entry.Terms.SelectMany(Alternatives))
            {
                var value = trie.Add(term, phrases.Count);
                if (value == phrases.Count)
                {
                    phrases.Add([]);
                }

                phrases[value].Add(cue);
            }
        }

        meanings = [.. phrases.Select(p => p.ToImmutableArray())];
    }

    /// <summary>What a phrase means.</summary>
    /// <param name="value">Value of <see cref="Longest"/>.</param>
    public ImmutableArray<Cue> Meanings(int value) => meanings[value];

    /// <summary>Cuts text into words.</summary>
    /// <param name="text">Text.</param>
    /// <param name="words">Where to put them.</param>
    public int Scan(ReadOnlySpan<char> text, Span<Word> words) => trie.Scan(text, words);

    /// <summary>The longest cue that begins at a word, or -1.</summary>
    /// <param name="words">Words.</param>
    /// <param name="from">First word.</param>
    /// <param name="length">Its words.</param>
    public int Longest(ReadOnlySpan<Word> words, int from, out int length) => trie.Longest(words, from, out length);

    // "<lives|living> with <his|her> wife" -> four phrases.
    private static IEnumerable<string> Alternatives(string term)
    {
        var open = term.IndexOf('<', StringComparison.Ordinal);
        if (open < 0)
        {
            return [term];
        }

        var close = term.IndexOf('>', open);
        return term[(open + 1)..close].Split('|').SelectMany(choice => Alternatives(term[..open] + choice + term[(close + 1)..]));
    }

    private static Cue Of(TermEntry entry)
    {
        var category = CueCategory.None;
        foreach (var name in entry.Attributes["category"].Split(' '))
        {
            category |= Enum.Parse<CueCategory>(name, ignoreCase: true);
        }

        var direction = entry.Attributes.TryGetValue("direction", out var d) ? Enum.Parse<CueDirection>(d, ignoreCase: true) : CueDirection.Both;
        var kind = entry.Attributes.TryGetValue("kind", out var k) ? Enum.Parse<CueKind>(k, ignoreCase: true) : CueKind.Plain;
        var scope = entry.Attributes.TryGetValue("scope", out var s) ? int.Parse(s, NumberStyles.None, CultureInfo.InvariantCulture) : kind == CueKind.List ? ListScope : DefaultScope;
        return new(category, direction, kind, scope);
    }
}
