namespace Navis.Personalize.Extraction.Staging;

/// <summary>Reads what follows the letter of a TNM category, OCR damage included.</summary>
internal static class TnmValue
{
    /// <summary>Reads a value at a position.</summary>
    /// <param name="text">Text.</param>
    /// <param name="kind"><c>T</c>, <c>N</c> or <c>M</c>.</param>
    /// <param name="at">Position after the letter; afterwards, the position after the value.</param>
    /// <param name="lenient">A prefix or a neighbour proves that this is TNM: letters for digits, and a space before the value, are allowed.</param>
    /// <param name="damaged">True when a letter stood for a digit.</param>
    /// <returns>The value with its letter, or null.</returns>
    public static string? Read(ReadOnlySpan<char> text, char kind, ref int at, bool lenient, out bool damaged)
    {
        damaged = false;
        var i = at;
        if (lenient)
        {
            i = Skip(text, i);
        }

        if (i >= text.Length)
        {
            return null;
        }

        var spaced = i > at;
        string? value = null;
        if (text[i] is 'X' or 'x')
        {
            (value, i) = ("X", i + 1);
        }
        else if (kind == 'T' && (At(text, i, "is") || At(text, i, "IS") || At(text, i, "(is)")))
        {
            i += text[i] == '(' ? 4 : 2;
            value = "is";
        }
        else if (Digit(text, i, kind, lenient, out var digit, out var length, out damaged) is var found && found)
        {
            i += length;
            value = digit + Suffix(text, kind, digit, ref i, lenient);
            if (damaged && value.Length == 1 && digit == '1' && spaced && !EndsHere(text, i))
            {
                return null;
            }
        }

        if (value is null)
        {
            return null;
        }

        i = Brackets(text, i, ref value);
        at = i;
        return kind + value;
    }

    private static bool Digit(ReadOnlySpan<char> text, int i, char kind, bool lenient, out char digit, out int length, out bool damaged)
    {
        (digit, length, damaged) = (text[i], 1, false);
        var most = kind switch { 'T' => '4', 'N' => '3', _ => '1' };
        if (digit is >= '0' and <= '9')
        {
            return digit <= most && !(i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]));
        }

        if (!lenient)
        {
            return false;
        }

        damaged = true;
        switch (digit)
        {
            case 'O' or 'o':
                digit = '0';
                return true;
            case 'I' when At(text, i, "III") && most >= '3':
                (digit, length) = ('3', 3);
                return true;
            case 'I' when At(text, i, "II") && most >= '2':
                (digit, length) = ('2', 2);
                return true;
            case 'I' when At(text, i, "IV") && most >= '4':
                (digit, length) = ('4', 2);
                return true;
            case 'l' or 'I' or '|' or 'i':
                digit = '1';
                return true;
            default:
                return false;
        }
    }

    // "T2cN0" is T2, cN0 because lung and most organs have no T2c before an N; "cT1cN2" is T1c, N2.
    private static string Suffix(ReadOnlySpan<char> text, char kind, char digit, ref int i, bool lenient)
    {
        var from = i;
        if (lenient && i + 1 < text.Length && text[i] == ' ' && text[i + 1] is 'a' or 'b' or 'c' && digit == '1' && kind == 'T' && EndsHere(text, i + 2))
        {
            i++;
        }

        if (i >= text.Length)
        {
            return "";
        }

        if (At(text, i, "mi") || At(text, i, "MI"))
        {
            i += 2;
            return kind == 'T' && digit == '1' ? "mi" : "";
        }

        var letter = char.ToLowerInvariant(text[i]);
        if (letter is < 'a' or > 'd' || digit == '0' || (text[i] is 'C' && i + 1 < text.Length && text[i + 1] is 'T' or 'N' or 'M' && digit != '1'))
        {
            i = from;
            return "";
        }

        if (letter is 'c' or 'a' && digit != '1' && StartsCategory(text, i + 1) && !(letter == 'a' && (kind, digit) is ('T', '2') or ('N', '2')))
        {
            i = from;
            return "";
        }

        i++;
        if (i < text.Length && text[i] is '1' or '2' && (kind, letter) is ('N', 'a') or ('M', 'c'))
        {
            return string.Concat([letter, text[i++]]);
        }

        return letter.ToString();
    }

    // "(mi)" belongs to the category; "(m)", "(2)", "(sn)", "(i-)", "(is)" count or qualify and are no part of it (AJCC 8, chapter 1).
    private static int Brackets(ReadOnlySpan<char> text, int i, ref string value)
    {
        while (i + 2 < text.Length && text[i] == '(')
        {
            var close = text[i..Math.Min(text.Length, i + 8)].IndexOf(')');
            if (close < 2)
            {
                break;
            }

            var inside = text.Slice(i + 1, close - 1);
            if (inside is "mi")
            {
                value = value is "1" or "1a" ? "1mi" : value;
            }
            else if (!(inside is "m" or "M" or "sn" or "is" or "i-" or "i+" or "mol-" or "mol+" or "cy+" || (inside.Length == 1 && char.IsAsciiDigit(inside[0]))))
            {
                break;
            }

            i += close + 1;
        }

        return i;
    }

    /// <summary>True when nothing that could be a word or number begins at a position.</summary>
    /// <param name="text">Text.</param>
    /// <param name="i">Position.</param>
    public static bool EndsHere(ReadOnlySpan<char> text, int i) => i >= text.Length || !(char.IsLetterOrDigit(text[i]) || text[i] == ' ') || StartsCategory(text, i)
        || (text[i] == ' ' && (i + 1 >= text.Length || !char.IsLetterOrDigit(text[i + 1]) || StartsCategory(text, i + 1)));

    /// <summary>True when a category letter with a digit, X or letter O, or a prefix before such, begins at a position.</summary>
    /// <param name="text">Text.</param>
    /// <param name="i">Position.</param>
    public static bool StartsCategory(ReadOnlySpan<char> text, int i)
    {
        while (i < text.Length && text[i] is 'c' or 'p' or 'y' or 'r')
        {
            i++;
        }

        return i + 1 < text.Length && text[i] is 'T' or 'N' or 'M'
            && (char.IsAsciiDigit(text[i + 1]) || (text[i + 1] is 'X' or 'x' or 'O' or 'o' && (i + 2 >= text.Length || !char.IsLetterOrDigit(text[i + 2]) || StartsCategory(text, i + 2))));
    }

    // "pT 2", "pT  2" and "pN = 1"; three blanks are the gap between two columns, or what recognition made of a margin.
    private static int Skip(ReadOnlySpan<char> text, int i)
    {
        var from = i;
        while (i < text.Length && i - from < 3 && text[i] is ' ' or '-' or '=')
        {
            i++;
        }

        return i - from == 3 && text[from..i] is "   " ? from : i;
    }

    private static bool At(ReadOnlySpan<char> text, int i, ReadOnlySpan<char> word) => i < text.Length && text[i..].StartsWith(word, StringComparison.Ordinal);
}
