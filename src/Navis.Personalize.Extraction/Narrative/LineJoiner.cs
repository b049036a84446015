using System.Buffers;
using System.Collections.Frozen;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Narrative;

/// <summary>Tells which lines belong together: a sentence broken by a machine, a label and the value under it.</summary>
internal sealed class LineJoiner
{
    private const int MostLabelWords = 8;
    private const int LongLine = 40;
    private static readonly SearchValues<char> RuleSigns = SearchValues.Create("-_=*#~━─. ");
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> open;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> openLong;

    /// <summary>A joiner.</summary>
    /// <param name="open">Words that cannot end a sentence.</param>
    /// <param name="openLong">Words that cannot end a long line.</param>
    public LineJoiner(FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> open, FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> openLong)
    {
        this.open = open;
        this.openLong = openLong;
    }

    /// <summary>Whether a line goes on in the next line that is not empty.</summary>
    /// <param name="text">Text.</param>
    /// <param name="lines">Lines.</param>
    /// <param name="first">A line.</param>
    /// <param name="second">The next that is not empty.</param>
    /// <param name="wrap">Width from <see cref="WrapWidth"/>.</param>
    public bool Joins(string text, IReadOnlyList<TextLine> lines, int first, int second, int wrap)
    {
        TextLine a = lines[first], b = lines[second];
        if (b.Mark != LineMark.None || a.Mark is LineMark.Heading or LineMark.Row)
        {
            return false;
        }

        var last = text[a.End - 1];
        var gap = second - first;
        if (last == ':')
        {
            return gap <= 2 && IsLabel(text, a) && IsValue(text, a, b);
        }

        var begin = text[b.Start];
        var isOpen = (a.End - a.Start > LongLine && EndsIn(text.AsSpan(a.Start, a.End - a.Start), openLong)) || last is ',' or '(' or '/' or '+' or '=' or '×' || EndsIn(text.AsSpan(a.Content, a.End - a.Content), open);
        if (gap == 2 && isOpen && (char.IsLower(begin) || char.IsAsciiDigit(begin)))
        {
            // Double-spaced text.
            return true;
        }

        if (gap > 1 || last is '.' or '!' or '?' or ';' || IsLabelled(text, b) || IsRule(text, b) || IsRule(text, a))
        {
            return false;
        }

        if (HasCells(text, a) && HasCells(text, b))
        {
            return false; // two rows of a table
        }

        return char.IsLower(begin)
            || isOpen
            || last == '-'
            || (begin is '(' or ')' or ',' or '%' && a.End - a.Start > 20)
            || (wrap > 0 && !(IsCapitals(text, a) && !IsCapitals(text, b)) && a.Indent + a.End - a.Start + 1 + FirstWord(text, b) > wrap);
    }

    /// <summary>The length at which lines were broken by a machine, 0 when they were not: many lines of a wrapped text are nearly as long as its longest.</summary>
    /// <param name="lines">Lines.</param>
    public static int WrapWidth(IReadOnlyList<TextLine> lines)
    {
        Span<int> counts = stackalloc int[161];
        counts.Clear();
        var total = 0;
        foreach (var line in lines)
        {
            if (!line.IsEmpty)
            {
                counts[Math.Min(160, line.Indent + line.End - line.Start)]++;
                total++;
            }
        }

        // The widest width that at least a twentieth of the lines come near to.
        if (total < 4 || counts[160] * 10 > total)
        {
            return 0;
        }

        var near = 0;
        for (var width = 159; width >= 45; width--)
        {
            near += counts[width] - (width + 8 < 160 ? counts[width + 8] : 0);
            if (near >= 2 && near * 12 >= total)
            {
                return width;
            }
        }

        return 0;
    }

    private static int FirstWord(string text, TextLine line)
    {
        var space = text.AsSpan(line.Start, line.End - line.Start).IndexOfAny(' ', '\t');
        return space < 0 ? line.End - line.Start : space;
    }

    private static bool IsLabel(string text, TextLine line) => line.End - line.Content < 60 && CountWords(text.AsSpan(line.Content, line.End - line.Content)) <= MostLabelWords;

    private static bool IsValue(string text, TextLine label, TextLine value) =>
        value.End - value.Start < 160 && text[value.End - 1] != ':' && (value.Indent > label.Indent || !IsLabelled(text, value));

    // "Bronchial margin: negative": one to seven words, then a colon and a value.
    private static bool IsLabelled(string text, TextLine line)
    {
        var body = text.AsSpan(line.Start, Math.Min(60, line.End - line.Start));
        var colon = body.IndexOf(':');
        return colon > 1 && !body[..colon].ContainsAny('.', ';', ',') && CountWords(body[..colon]) <= MostLabelWords && !char.IsLower(body[0]);
    }

    // A title in capitals over text is no line that a machine broke.
    private static bool IsCapitals(string text, TextLine line)
    {
        for (var at = line.Content; at < line.End; at++)
        {
            if (char.IsLower(text[at]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasCells(string text, TextLine line) =>
        text.AsSpan(line.Start, line.End - line.Start) is var body && (body.Contains("   ", StringComparison.Ordinal) || body.Contains('\t'));

    private static bool IsRule(string text, TextLine line) => text.AsSpan(line.Start, line.End - line.Start).IndexOfAnyExcept(RuleSigns) < 0;

    private static bool EndsIn(ReadOnlySpan<char> line, FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> words)
    {
        var space = line.LastIndexOf(' ');
        var last = line[(space + 1)..];
        return last.Length is > 0 and < 9 && words.Contains(last);
    }

    private static int CountWords(ReadOnlySpan<char> text)
    {
        int count = 0, at = 0;
        while (count <= MostLabelWords && WordScanner.Next(text, ref at, out _, out _, out var sign))
        {
            count += sign == '\0' ? 1 : 0;
        }

        return count;
    }
}
