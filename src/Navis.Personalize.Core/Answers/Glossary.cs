using System.Collections.Immutable;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Core.Answers;

/// <summary>A word with its plain explanation.</summary>
/// <param name="Id">Id.</param>
/// <param name="Term">Word as shown.</param>
/// <param name="Match">Words that call it.</param>
/// <param name="Text">Explanation.</param>
public sealed record GlossaryEntry(string Id, string Term, ImmutableArray<string> Match, string Text);

/// <summary>Plain explanations from <c>seeds/&lt;question&gt;/terms.&lt;language&gt;.yaml</c>. An entry shows only where one of its words stands in the text,
/// so a gene or drug that is not the reader's never appears.</summary>
public sealed class Glossary
{
    private Glossary(ImmutableArray<GlossaryEntry> entries) => Entries = entries;

    /// <summary>All entries, in the order of the file.</summary>
    public ImmutableArray<GlossaryEntry> Entries { get; }

    /// <summary>Reads the glossary of a question.</summary>
    /// <param name="content">Content.</param>
    /// <param name="question">Question id.</param>
    /// <param name="language">BCP 47 language.</param>
    /// <exception cref="ContentException">The file is missing or not of its form.</exception>
    public static Glossary Load(IContentSource content, string question, string language)
    {
        var path = $"seeds/{question}/terms.{language}.yaml";
        return new([.. ContentNode.Parse(path, content.Read(path)).Items.Select(n => new GlossaryEntry(n.Required("id"), n.Required("term"), n.Texts("match"), n.Required("text")))]);
    }

    /// <summary>The entries whose words stand in these texts, in the order of the file.</summary>
    /// <param name="texts">Texts that the reader sees.</param>
    public IEnumerable<GlossaryEntry> For(IReadOnlyCollection<string> texts) => Entries.Where(e => e.Match.Any(word => texts.Any(text => HasWord(text, word))));

    // A name in capitals is itself only ("MET" is no "met"); other words may be written with a capital.
    private static bool HasWord(string text, string word)
    {
        var comparison = word.Any(char.IsUpper) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        for (var at = text.IndexOf(word, comparison); at >= 0; at = text.IndexOf(word, at + 1, comparison))
        {
            var end = at + word.Length;
            var open = at == 0 || !char.IsLetterOrDigit(text[at - 1]);
            if (open && (end == text.Length || !char.IsLetterOrDigit(text[end]) || (text[end] is 's' && (end + 1 == text.Length || !char.IsLetterOrDigit(text[end + 1])))))
            {
                return true;
            }
        }

        return false;
    }
}
