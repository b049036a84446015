using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Extraction.Narrative;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Documents;

/// <summary>Tells whether one text speaks of several patients (a case series), by the signs of <c>many-patients.yaml</c>.</summary>
internal sealed class ManyPatients
{
    private readonly PhraseTrie trie = new();
    private readonly ImmutableArray<string> ids;

    /// <summary>Loads the signs.</summary>
    /// <param name="content">Content.</param>
    public ManyPatients(IContentSource content)
    {
        var entries = TermFiles.Load(content, "many-patients").Entries;
        ids = [.. entries.Select(e => e.Id)];
        for (var i = 0; i < entries.Length; i++)
        {
            foreach (var term in entries[i].Terms)
            {
                trie.Add(term, i);
            }
        }
    }

    /// <summary>True when another patient is introduced, or two numbered cases stand in it, or it speaks twice of patients together.</summary>
    /// <param name="text">Narrative.</param>
    public bool In(NarrativeText text)
    {
        var numbers = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var together = 0;
        Span<Word> words = stackalloc Word[512];
        foreach (var sentence in text.Sentences)
        {
            var span = text.Slice(sentence.Start, sentence.End);
            var count = trie.Scan(span, words);
            for (var i = 0; i < count;)
            {
                var value = trie.Longest(words[..count], i, out var length);
                if (value < 0)
                {
                    i++;
                    continue;
                }

                switch (ids[value])
                {
                    case "second":
                        return true;
                    case "all":
                        together++;
                        break;
                    case "numbered" when i == 0 && EndsLabel(words[..count], length):
                        numbers.Add(span[words[length - 1].Start..words[length - 1].End].ToString());
                        break;
                    default:
                        break;
                }

                i += length;
            }
        }

        return numbers.Count > 1 || together > 1;
    }

    // "Case 2:", "Case 2." or a line of its own.
    private static bool EndsLabel(ReadOnlySpan<Word> words, int length) => length == words.Length || !words[length].IsWord;
}
