namespace Navis.Personalize.Extraction.Terminology;

/// <summary>A word or sign of a text.</summary>
/// <param name="Start">Start.</param>
/// <param name="End">End, exclusive.</param>
/// <param name="Id">The word's number in a <see cref="PhraseTrie"/>; 0 when no phrase contains it.</param>
/// <param name="Sign">The sign when it is no word, else <c>'\0'</c>; <see cref="WordScanner.Dash"/> for a dash that stands free.</param>
internal readonly record struct Word(int Start, int End, int Id, char Sign)
{
    /// <summary>True for letters and digits.</summary>
    public bool IsWord => Sign == '\0';
}

/// <summary>Cuts text into words and signs. A hyphen inside a word separates like a space (<c>ALK-negative</c> is two words); an apostrophe inside
/// a word belongs to it (<c>didn't</c>), but a possessive <c>'s</c> does not. White space, stars and underscores (emphasis) are skipped.</summary>
internal static class WordScanner
{
    /// <summary>The sign of a dash between spaces, whatever its length.</summary>
    public const char Dash = '-';

    /// <summary>Reads the next word or sign at or after <paramref name="at"/>; false at the end.</summary>
    /// <param name="text">Text.</param>
    /// <param name="at">Where to begin; set behind what was read.</param>
    /// <param name="start">Start of the word.</param>
    /// <param name="end">End, possessive excluded.</param>
    /// <param name="sign">Sign or <c>'\0'</c>.</param>
    public static bool Next(ReadOnlySpan<char> text, ref int at, out int start, out int end, out char sign)
    {
        while (at < text.Length)
        {
            var c = text[at];
            if (IsWordPart(c))
            {
                start = at++;
                while (at < text.Length && (IsWordPart(text[at]) || (IsApostrophe(text[at]) && at + 1 < text.Length && IsWordPart(text[at + 1]))))
                {
                    at++;
                }

                end = at - start > 2 && text[at - 1] is 's' or 'S' && IsApostrophe(text[at - 2]) ? at - 2 : at;
                sign = '\0';
                return true;
            }

            if (char.IsWhiteSpace(c) || c is '*' or '_' or '`' || (IsDash(c) && at > 0 && IsWordPart(text[at - 1]) && at + 1 < text.Length && IsWordPart(text[at + 1])))
            {
                at++;
                continue;
            }

            start = at++;
            if (IsDash(c))
            {
                while (at < text.Length && IsDash(text[at]))
                {
                    at++;
                }
            }

            end = at;
            sign = IsDash(c) ? Dash : c is '’' or '‘' ? '\'' : c;
            return true;
        }

        start = end = at;
        sign = '\0';
        return false;
    }

    /// <summary>Letter or digit.</summary>
    /// <param name="c">Character.</param>
    public static bool IsWordPart(char c) => c < 128 ? char.IsAsciiLetterOrDigit(c) : char.IsLetterOrDigit(c);

    /// <summary>Hyphens and dashes.</summary>
    /// <param name="c">Character.</param>
    public static bool IsDash(char c) => c is '-' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212';

    private static bool IsApostrophe(char c) => c is '\'' or '’';
}
