namespace Navis.Personalize.Core.Staging;

/// <summary>T, N and M categories as text: capital letter, lower-case suffix.</summary>
public static class StageCategory
{
    /// <summary>The category in the contract's writing, or null when the text is none: <c>pT2A</c>, <c>ypT2a(m)</c> and <c>t2a</c> are <c>T2a</c>; <c>TIS(AIS)</c> is <c>Tis</c>.</summary>
    /// <param name="text">One category with or without prefixes (<c>c p y r a</c>), bracketed suffixes and spaces.</param>
    /// <param name="letter"><c>T</c>, <c>N</c> or <c>M</c>.</param>
    public static string? Normalize(ReadOnlySpan<char> text, char letter)
    {
        text = text.Trim();
        var bracket = text.IndexOf('(');
        text = (bracket >= 0 ? text[..bracket] : text).Trim();
        var lower = char.ToLowerInvariant(letter);
        var at = 0;
        while (at < text.Length && char.ToLowerInvariant(text[at]) is 'c' or 'p' or 'y' or 'r' or 'a')
        {
            at++;
        }

        if (at >= text.Length || char.ToLowerInvariant(text[at]) != lower || text.Length - at is < 2 or > 5)
        {
            return null;
        }

        var rest = text[(at + 1)..];
        Span<char> category = stackalloc char[rest.Length + 1];
        category[0] = letter;
        for (var i = 0; i < rest.Length; i++)
        {
            var c = char.ToLowerInvariant(rest[i]);
            if (!char.IsAsciiLetterOrDigit(c))
            {
                return null;
            }

            category[i + 1] = c == 'x' && i == 0 ? 'X' : c;
        }

        var suffix = category[1..];
        var known = char.IsAsciiDigit(suffix[0]) || suffix is "X" || (letter == 'T' && suffix is "is");
        return known ? new string(category) : null;
    }

    /// <summary>True for <c>TX</c>, <c>NX</c>, <c>MX</c>: not assessed.</summary>
    /// <param name="category">Category.</param>
    public static bool IsUnassessed(string category) => category.Length == 2 && category[1] == 'X';
}
