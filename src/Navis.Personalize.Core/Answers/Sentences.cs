namespace Navis.Personalize.Core.Answers;

/// <summary>Cuts our own statements into sentences. Made for the plain sentences of rules and seeds, not for records.</summary>
public static class Sentences
{
    /// <summary>The sentences, trimmed, in order.</summary>
    /// <param name="text">Text.</param>
    public static IReadOnlyList<string> Of(string text)
    {
        var found = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('.' or '!' or '?'))
            {
                continue;
            }

            var end = i + 1;
            while (end < text.Length && text[end] is '"' or '\'' or ')' or '”')
            {
                end++;
            }

            // "2.5 cm" and "e.g. this" go on; a new sentence begins with a capital, a digit or a quote.
            if (end >= text.Length || (text[end] is ' ' && end + 1 < text.Length && (char.IsUpper(text[end + 1]) || char.IsDigit(text[end + 1]) || text[end + 1] is '"' or '“' or '{' or '¿' or '¡' or '«')))
            {
                found.Add(text[start..end].Trim());
                start = end;
                i = end;
            }
        }

        if (text[start..].Trim() is { Length: > 0 } rest)
        {
            found.Add(rest);
        }

        return found;
    }
}
