using System.Collections.Immutable;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Extraction.Coded;

/// <summary>Ids with the phrases that say them, for short texts such as displays and values. Whatever the case, whole words.</summary>
internal sealed class PhraseTable
{
    /// <summary>No phrases.</summary>
    public static readonly PhraseTable Empty = new([]);

    private readonly ImmutableArray<(string Phrase, string Id)> phrases;
    private readonly TextMemo<string?> wholes;
    private readonly TextMemo<string?> withins;

    /// <summary>Reads a map of id to list of phrases.</summary>
    /// <param name="node">Map.</param>
    public PhraseTable(ContentNode node)
        : this(node.Members.SelectMany(m => m.Value.AsTexts().Select(p => (p, m.Key))))
    {
    }

    private PhraseTable(IEnumerable<(string Phrase, string Id)> all)
    {
        phrases = [.. all.OrderByDescending(p => p.Phrase.Length).ThenBy(p => p.Phrase, StringComparer.Ordinal)];
        (wholes, withins) = (new(FindWhole), new(FindWithin));
    }

    /// <summary>The id of a phrase that is the whole text (a bracketed ending such as "(qualifier value)" left out), or null.</summary>
    /// <param name="text">Text.</param>
    public string? Whole(string? text) => text is null ? null : wholes[text];

    /// <summary>The id of the longest phrase anywhere in the text, or null.</summary>
    /// <param name="text">Text.</param>
    public string? Within(string? text) => text is null ? null : withins[text];

    /// <summary>Whether any phrase of an id stands in the text.</summary>
    /// <param name="id">Id.</param>
    /// <param name="text">Text.</param>
    public bool Says(string id, string? text)
    {
        foreach (var (phrase, of) in text is null ? [] : phrases)
        {
            if (string.Equals(of, id, StringComparison.Ordinal) && Holds(text!, phrase))
            {
                return true;
            }
        }

        return false;
    }

    private string? FindWhole(string text)
    {
        var plain = text.AsSpan();
        var bracket = plain.IndexOf('(');
        plain = (bracket > 0 ? plain[..bracket] : plain).Trim(" .;:,*");
        foreach (var (phrase, id) in phrases)
        {
            if (plain.Equals(phrase, StringComparison.OrdinalIgnoreCase))
            {
                return id;
            }
        }

        return null;
    }

    private string? FindWithin(string text)
    {
        foreach (var (phrase, id) in phrases)
        {
            if (Holds(text, phrase))
            {
                return id;
            }
        }

        return null;
    }

    private static bool Holds(string text, string phrase)
    {
        for (var at = text.IndexOf(phrase, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(phrase, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + phrase.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]) || !char.IsLetterOrDigit(text[end - 1])))
            {
                return true;
            }
        }

        return false;
    }
}
