using System.Collections.Immutable;
using System.Text;
using Navis.Personalize.Core.Rules.Profiles;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Packs;

/// <summary>A statement with the reader's own values in braces: <c>Your report says stage {stage.group}.</c></summary>
public sealed class TextTemplate
{
    private readonly ImmutableArray<(string Text, FactSlot? Fact)> parts;

    private TextTemplate(string source, ImmutableArray<(string Text, FactSlot? Fact)> parts) => (Source, this.parts) = (source, parts);

    /// <summary>As written, white space folded.</summary>
    public string Source { get; }

    /// <summary>Facts whose values stand in the text.</summary>
    public IEnumerable<FactSlot> Facts => parts.Select(p => p.Fact).OfType<FactSlot>();

    /// <summary>Reads a text.</summary>
    /// <param name="text">Text.</param>
    /// <param name="vocabulary">Vocabulary.</param>
    /// <returns>The template, or the name in braces that is no fact.</returns>
    public static (TextTemplate? Template, string? UnknownFact) Parse(string text, RuleVocabulary vocabulary)
    {
        var source = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var found = ImmutableArray.CreateBuilder<(string, FactSlot?)>();
        var at = 0;
        while (at < source.Length)
        {
            var open = source.IndexOf('{', at);
            var close = open < 0 ? -1 : source.IndexOf('}', open);
            if (close < 0)
            {
                break;
            }

            var name = source[(open + 1)..close];
            if (vocabulary.Find(name) is not { } fact)
            {
                return (null, name);
            }

            found.Add((source[at..open], fact));
            at = close + 1;
        }

        found.Add((source[at..], null));
        return (new(source, found.ToImmutable()), null);
    }

    /// <summary>The text for a profile, or null when a fact in it is not settled.</summary>
    /// <param name="profile">Profile.</param>
    public string? Render(RuleProfile profile)
    {
        if (parts.Length == 1)
        {
            return parts[0].Text;
        }

        var text = new StringBuilder();
        foreach (var (words, fact) in parts)
        {
            text.Append(words);
            if (fact is not null)
            {
                if (FactValues.Words(profile, fact) is not { } value)
                {
                    return null;
                }

                text.Append(value);
            }
        }

        return text.ToString();
    }
}
