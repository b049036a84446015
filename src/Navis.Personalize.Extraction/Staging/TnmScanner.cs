using System.Collections.Immutable;

namespace Navis.Personalize.Extraction.Staging;

/// <summary>Finds TNM strings by their grammar alone: <c>cT1acN2pM1b</c>, <c>pT2 pNo pMx</c>, <c>T4, N0</c>, <c>pT la: Tumor 2 cm or less</c>, <c>(pN): 0</c>.</summary>
/// <remarks>One pass over the words of the text, without regular expressions. What the words around a string mean (basis, edition, another
/// organ, a legend) is for <see cref="TnmExtractor"/>.</remarks>
internal static class TnmScanner
{
    private const int LongestNote = 60;

    /// <summary>All strings in text order.</summary>
    /// <param name="text">Text.</param>
    public static List<TnmString> Scan(ReadOnlySpan<char> text)
    {
        var found = new List<TnmString>();
        for (var i = 0; i < text.Length;)
        {
            if (!StartsWord(text, i) || !CanStart(text[i]))
            {
                i++;
                continue;
            }

            if (First(text, i) is { } first)
            {
                var run = Run(text, first);
                found.Add(run);
                i = run.End;
            }
            else
            {
                i++;
            }
        }

        return found;
    }

    private static bool StartsWord(ReadOnlySpan<char> text, int i) => i == 0 || !char.IsLetterOrDigit(text[i - 1]);

    private static bool CanStart(char c) => c is 'T' or 'N' or 'M' or 'p' or 'P' or 'c' or 'C' or 'y' or 'Y' or 'r' or 'a' or 'u' or 't' or 'n';

    private static TnmCategory? First(ReadOnlySpan<char> text, int i)
    {
        var (basis, prefix, at) = Prefixes(text, i);
        var written = basis != '\0' || prefix != '\0';
        if (!Letter(text, at, out var kind, out var lower))
        {
            return null;
        }

        // "pt", "ct", "n" in small letters are words; only a whole small-letter string ("pt2an0", "t2n1m0") is TNM.
        if (lower)
        {
            return SmallLetters(text, i, at) ? Category(text, i, at, kind, basis, prefix, lenient: false) : null;
        }

        var lenient = written && basis != '\0' && char.IsLower(text[i]);
        return Labelled(text, i, at, kind, basis, prefix) ?? Category(text, i, at, kind, basis, prefix, lenient);
    }

    private static TnmString Run(ReadOnlySpan<char> text, TnmCategory first)
    {
        var categories = ImmutableArray.CreateBuilder<TnmCategory>(3);
        categories.Add(first);
        var last = first;
        while (categories.Count < 3 && Next(text, categories, last) is { } next)
        {
            categories.Add(next);
            last = next;
        }

        var capitalPrefix = char.IsUpper(text[first.Start]) && first.Basis != '\0';
        return new(categories.ToImmutable())
        {
            StandsAlone = categories.Count > 1 || (first.Basis != '\0' && (!capitalPrefix || (first.Basis == 'p' && first.Kind == 'N'))),
        };
    }

    private static TnmCategory? Next(ReadOnlySpan<char> text, ImmutableArray<TnmCategory>.Builder before, TnmCategory last)
    {
        var i = Separators(text, last.End);
        var fused = i == last.End;
        var (basis, prefix, at) = Prefixes(text, i);
        if (!Letter(text, at, out var kind, out var lower) || (lower && !fused && !IsSmall(text, before[0])) || (!fused && !StartsWord(text, i)))
        {
            return null;
        }

        foreach (var category in before)
        {
            if (category.Kind == kind || (category.Kind == 'M' && !fused))
            {
                return null;
            }
        }

        if (basis == '\0' && IsWordNo(text, at))
        {
            return null;
        }

        var rules = (Basis: basis != '\0' ? basis : last.Basis, Prefix: prefix != '\0' ? prefix : basis != '\0' ? '\0' : last.Prefix);
        return (basis != '\0' ? Labelled(text, i, at, kind, rules.Basis, rules.Prefix) : null) ?? Category(text, i, at, kind, rules.Basis, rules.Prefix, lenient: true);
    }

    private static bool IsSmall(ReadOnlySpan<char> text, TnmCategory category) => text[category.Start..category.End].IndexOfAnyInRange('A', 'Z') < 0;

    // "pT2a. No nodes" and "pT1b NO NODES SEEN" say no; "pT2a NO." and "T2a NO MX" say N0.
    private static bool IsWordNo(ReadOnlySpan<char> text, int at) =>
        text[at] == 'N' && at + 1 < text.Length && text[at + 1] is 'o' or 'O' && !TnmValue.EndsHere(text, at + 2);

    private static TnmCategory? Category(ReadOnlySpan<char> text, int start, int at, char kind, char basis, char prefix, bool lenient)
    {
        var end = at + 1;
        if (TnmValue.Read(text, kind, ref end, lenient, out var damaged) is not { } value)
        {
            return null;
        }

        if (end < text.Length && (char.IsLetterOrDigit(text[end]) || (text[end] == '-' && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1]) && !TnmValue.StartsCategory(text, end + 1))))
        {
            return TnmValue.StartsCategory(text, end) || (char.IsLower(text[at]) && FusedSmall(text, end)) ? new(kind, value, basis, prefix, start, end, damaged) : null;
        }

        return new(kind, value, basis, prefix, start, end, damaged);
    }

    // "(pT): 2a", "pN category: 0", "T stage: T2a", "T-Kategorie: 3"; when the value repeats its letter the plain grammar reads it.
    private static TnmCategory? Labelled(ReadOnlySpan<char> text, int start, int at, char kind, char basis, char prefix)
    {
        var i = at + 1;
        i = Word(text, i, out var named);
        if (i < text.Length && text[i] == ')')
        {
            i++;
        }

        var colon = false;
        while (i < text.Length && text[i] is ' ' or ':' or '=' && i - at < 24)
        {
            colon |= text[i] == ':';
            i++;
        }

        if (!colon || (basis == '\0' && !named) || i >= text.Length || !(char.IsAsciiDigit(text[i]) || text[i] is 'X' or 'x'))
        {
            return null;
        }

        var end = i;
        return TnmValue.Read(text, kind, ref end, lenient: false, out _) is { } value && (end >= text.Length || !char.IsLetterOrDigit(text[end])) && !(end + 1 < text.Length && text[end] is '.' or ',' or '/' && char.IsAsciiDigit(text[end + 1]))
            ? new(kind, value, basis, prefix, start, end, false)
            : null;
    }

    private static int Word(ReadOnlySpan<char> text, int i, out bool found)
    {
        var from = i;
        while (i < text.Length && text[i] is ' ' or '-')
        {
            i++;
        }

        foreach (var word in (ReadOnlySpan<string>)["category", "stage", "staging", "classification", "Kategorie", "categoria", "categoría", "descriptor"])
        {
            if (text[i..].StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                found = true;
                return i + word.Length;
            }
        }

        found = false;
        return from;
    }

    private static (char Basis, char Prefix, int At) Prefixes(ReadOnlySpan<char> text, int i)
    {
        char basis = '\0', prefix = '\0';
        for (var n = 0; n < 3 && i < text.Length; n++, i++)
        {
            switch (text[i])
            {
                case 'c' or 'C' or 'u' when basis == '\0':
                    basis = 'c';
                    break;
                case 'p' or 'P' when basis == '\0':
                    basis = 'p';
                    break;
                case 'y' or 'Y' when prefix == '\0':
                    prefix = 'y';
                    break;
                case 'r' or 'a' when prefix == '\0':
                    prefix = text[i];
                    break;
                default:
                    return (basis, prefix, i);
            }
        }

        return (basis, prefix, i);
    }

    private static bool Letter(ReadOnlySpan<char> text, int at, out char kind, out bool lower)
    {
        kind = at < text.Length ? char.ToUpperInvariant(text[at]) : '\0';
        lower = at < text.Length && char.IsLower(text[at]);
        return kind is 'T' or 'N' or 'M';
    }

    private static bool SmallLetters(ReadOnlySpan<char> text, int start, int at)
    {
        var end = at + 1;
        return text[at] == 't' && TnmValue.Read(text, 'T', ref end, lenient: false, out _) is not null && FusedSmall(text, end) && start <= at;
    }

    private static bool FusedSmall(ReadOnlySpan<char> text, int i)
    {
        while (i < text.Length && text[i] is 'c' or 'p' or ' ')
        {
            i++;
        }

        return i + 1 < text.Length && text[i] is 'n' or 'm' && text[i + 1] is >= '0' and <= '3' or 'x' && (i + 2 >= text.Length || !char.IsAsciiDigit(text[i + 2]));
    }

    // Space, comma, slash, "and", one line break, and a short note in brackets: "pT2a (4.2 cm), pN1 (2/12)".
    private static int Separators(ReadOnlySpan<char> text, int i)
    {
        var from = i;
        var breaks = 0;
        while (i < text.Length)
        {
            var c = text[i];
            if (c == '\n')
            {
                if (++breaks > 1)
                {
                    return from;
                }

                i++;
            }
            else if (c is ' ' or '\t' or '\r' or ',' or ';' or '/' or '&' or '+' or '-' or '_' or '*')
            {
                i++;
            }
            else if (c == '(' && text[i..Math.Min(text.Length, i + LongestNote)].IndexOf(')') is var close and > 0 && !TnmValue.StartsCategory(text, i + 1))
            {
                i += close + 1;
            }
            else if (And(text, i) is var skip and > 0)
            {
                i += skip;
            }
            else
            {
                break;
            }
        }

        return i;
    }

    private static int And(ReadOnlySpan<char> text, int i)
    {
        foreach (var word in (ReadOnlySpan<string>)["and ", "y ", "und ", "en "])
        {
            if (text[i..].StartsWith(word, StringComparison.Ordinal) && TnmValue.StartsCategory(text, i + word.Length))
            {
                return word.Length;
            }
        }

        return 0;
    }
}
