using System.Globalization;

namespace Navis.Personalize.Extraction.Pathology;

/// <summary>Reads counts in figures or words, English and Spanish.</summary>
internal static class SpelledNumber
{
    private static readonly string[] Numbers = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"];
    private static readonly string[] Tens = ["twenty", "thirty", "forty", "fifty"];
    private static readonly string[] Spanish =
    [
        "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte",
        "veintiuno", "veintidós", "veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve", "treinta",
    ];

    /// <summary>The number at a place (<c>12</c>, <c>twenty-one</c>, <c>dieciséis</c>, <c>none</c>), or null.</summary>
    /// <param name="text">Text.</param>
    /// <param name="at">Place.</param>
    /// <param name="end">End of the number, exclusive.</param>
    public static int? At(string text, int at, out int end)
    {
        end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        if (end > at)
        {
            return end - at <= 3 && (end >= text.Length || !char.IsLetter(text[end])) ? int.Parse(text.AsSpan(at, end - at), CultureInfo.InvariantCulture) : null;
        }

        while (end < text.Length && char.IsLetter(text[end]))
        {
            end++;
        }

        var word = text.AsSpan(at, end - at);
        if (word.Equals("none", StringComparison.OrdinalIgnoreCase) || word.Equals("ninguno", StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        return Index(word, Numbers) is { } small ? small == 20 ? WithUnits(text, 20, ref end) : small
            : Index(word, Spanish) ?? (Index(word, Tens) is { } tens ? WithUnits(text, (tens + 2) * 10, ref end) : null);
    }

    // "twenty-one": the units behind a hyphen or blank.
    private static int WithUnits(string text, int tens, ref int end)
    {
        var next = end + 1;
        while (end < text.Length && text[end] is '-' or ' ' && next < text.Length && char.IsLetter(text[next]))
        {
            next++;
        }

        if (next <= end + 1 || Index(text.AsSpan(end + 1, next - end - 1), Numbers) is not (> 0 and < 10 and var units))
        {
            return tens;
        }

        end = next;
        return tens + units;
    }

    private static int? Index(ReadOnlySpan<char> word, string[] names)
    {
        if (word.Length is < 3 or > 12)
        {
            return null;
        }

        for (var i = 0; i < names.Length; i++)
        {
            if (word.Equals(names[i], StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return null;
    }
}
