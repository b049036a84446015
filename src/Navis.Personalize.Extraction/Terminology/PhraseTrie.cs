namespace Navis.Personalize.Extraction.Terminology;

/// <summary>Phrases as paths of words: the longest phrase at a place is found in one walk, without allocation.</summary>
/// <remarks>In a phrase <c>{n}</c> stands for any number and <c>{year}</c> for a year. Thread safe once built.</remarks>
internal sealed class PhraseTrie
{
    private const int Root = 1;
    private readonly Vocabulary vocabulary = new();
    private readonly Dictionary<long, int> edges = [];
    private readonly List<int> values = [-1, -1];

    /// <summary>Adds a phrase.</summary>
    /// <param name="phrase">Phrase.</param>
    /// <param name="value">What it means, 0 or more.</param>
    /// <returns>The value that the phrase already had, else <paramref name="value"/>.</returns>
    public int Add(string phrase, int value)
    {
        var node = Root;
        foreach (var key in Keys(phrase))
        {
            if (!edges.TryGetValue(Edge(node, key), out var next))
            {
                next = values.Count;
                values.Add(-1);
                edges.Add(Edge(node, key), next);
            }

            node = next;
        }

        if (node == Root)
        {
            throw new ArgumentException($"The phrase '{phrase}' has no word.", nameof(phrase));
        }

        return values[node] >= 0 ? values[node] : values[node] = value;
    }

    /// <summary>The number of a word in this trie, 0 when no phrase has it.</summary>
    /// <param name="word">Letters and digits.</param>
    public int IdOf(ReadOnlySpan<char> word) => vocabulary.IdOf(word);

    /// <summary>Cuts a text into words and signs known to this trie.</summary>
    /// <param name="text">Text.</param>
    /// <param name="words">Where to put them.</param>
    /// <returns>How many there are; scanning stops when <paramref name="words"/> is full.</returns>
    public int Scan(ReadOnlySpan<char> text, Span<Word> words)
    {
        int at = 0, count = 0;
        while (count < words.Length && WordScanner.Next(text, ref at, out var start, out var end, out var sign))
        {
            words[count++] = new(start, end, sign == '\0' ? vocabulary.IdOf(text[start..end]) : 0, sign);
        }

        return count;
    }

    /// <summary>The longest phrase that begins at a word.</summary>
    /// <param name="words">Words.</param>
    /// <param name="from">First word.</param>
    /// <param name="length">How many words and signs it has; 0 for none.</param>
    /// <returns>Its value, or -1.</returns>
    public int Longest(ReadOnlySpan<Word> words, int from, out int length)
    {
        length = 0;
        var value = -1;
        var node = Root;
        for (var i = from; i < words.Length; i++)
        {
            var word = words[i];
            if (word.IsWord && word.Id == 0)
            {
                break;
            }

            if (!edges.TryGetValue(Edge(node, Key(word)), out var next)
                && (word.Id != Vocabulary.Year || !edges.TryGetValue(Edge(node, Vocabulary.Number), out next)))
            {
                break;
            }

            node = next;
            if (values[node] >= 0)
            {
                value = values[node];
                length = i - from + 1;
            }
        }

        return value;
    }

    private static int Key(in Word word) => word.IsWord ? word.Id : -word.Sign;

    private static long Edge(int node, int key) => ((long)node << 32) | (uint)key;

    private IEnumerable<int> Keys(string phrase)
    {
        var at = 0;
        while (WordScanner.Next(phrase, ref at, out var start, out var end, out var sign))
        {
            if (sign == '{')
            {
                var close = phrase.IndexOf('}', at);
                yield return phrase.AsSpan(at, close - at) is "year" ? Vocabulary.Year : Vocabulary.Number;
                at = close + 1;
            }
            else
            {
                yield return sign == '\0' ? vocabulary.Add(phrase.AsSpan(start, end - start)) : -sign;
            }
        }
    }
}
