using System.Buffers;

namespace Navis.Personalize.Extraction.Narrative;

/// <summary>One line of a text and how it is laid out.</summary>
/// <param name="Start">Where its first visible character stands.</param>
/// <param name="End">Behind its last visible character; equal to <paramref name="Start"/> for an empty line.</param>
/// <param name="Indent">How many columns stand before it; a tab counts as four.</param>
/// <param name="Content">Where its words begin, behind bullets, numbering and markdown signs.</param>
/// <param name="Mark">What stands before its words.</param>
internal readonly record struct TextLine(int Start, int End, int Indent, int Content, LineMark Mark)
{
    private static readonly SearchValues<char> BulletSigns = SearchValues.Create("-*•·–—▪●○◦>+□\uF0B7➢✓»→ \t_");

    /// <summary>True when nothing is visible.</summary>
    public bool IsEmpty => End == Start;

    /// <summary>Cuts a text into lines; a form feed (page break) ends a line as a line feed does.</summary>
    /// <param name="text">Text.</param>
    public static List<TextLine> Read(string text)
    {
        var lines = new List<TextLine>((text.Length / 40) + 1);
        var at = 0;
        while (at <= text.Length)
        {
            var rest = text.AsSpan(at);
            var length = rest.IndexOfAny('\n', '\f', '\r');
            length = length < 0 ? rest.Length : length;
            lines.Add(Of(text, at, at + length));
            at += length + 1;
            if (at < text.Length && text[at - 1] == '\r' && text[at] == '\n')
            {
                at++;
            }
        }

        return lines;
    }

    private static TextLine Of(string text, int start, int end)
    {
        var indent = 0;
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            indent += text[start] == '\t' ? 4 : 1;
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        if (start == end)
        {
            return new(start, end, indent, start, LineMark.None);
        }

        var (mark, content) = Marker(text.AsSpan(start, end - start));
        return new(start, end, indent, start + content, mark);
    }

    private static (LineMark Mark, int Content) Marker(ReadOnlySpan<char> line)
    {
        var first = line[0];
        if (first == '#')
        {
            var content = line.IndexOfAnyExcept("# *_");
            return content > 0 && line[..content].Contains(' ') ? (LineMark.Heading, content) : (LineMark.None, 0);
        }

        if (first == '|')
        {
            return (LineMark.Row, 0);
        }

        if (first is '-' or '*' or '•' or '·' or '–' or '—' or '▪' or '●' or '○' or '◦' or '>' or '+' or '□' or '\uF0B7' or '➢' or '✓' or '»' or '→')
        {
            var content = line.IndexOfAnyExcept(BulletSigns);
            if (content > 0 && (char.IsWhiteSpace(line[1]) || first is '•' or '▪' or '●' or '○' or '➢' or '\uF0B7' or '·'))
            {
                return (LineMark.Bullet, content);
            }

            if (content > 0 && first == '*' && line.Length > 4 && line[1] == '*')
            {
                return (line.TrimEnd(": ").EndsWith("**", StringComparison.Ordinal) || line.Contains(":**", StringComparison.Ordinal) ? LineMark.Bold : LineMark.None, content);
            }

            return content > 0 && first is '-' or '–' && content < line.Length && char.IsLetter(line[content]) && content == 1 ? (LineMark.Bullet, content) : (LineMark.None, 0);
        }

        var number = NumberLength(line);
        return number > 0 ? (LineMark.Number, number) : (LineMark.None, 0);
    }

    // "1. ", "12) ", "A. ", "IV. ", "(2) ": up to two digits, one letter, or a Roman numeral, then a stop or bracket and a space.
    private static int NumberLength(ReadOnlySpan<char> line)
    {
        var open = line[0] == '(' ? 1 : 0;
        var end = open;
        while (end < line.Length && end - open < 4 && char.IsAsciiLetterOrDigit(line[end]))
        {
            end++;
        }

        var label = line[open..end];
        if (label.IsEmpty || end >= line.Length || line[end] is not ('.' or ')') || (open == 1 && line[end] != ')'))
        {
            return 0;
        }

        var isNumber = label.Length <= 2 && !label.ContainsAnyExceptInRange('0', '9');
        var isLetter = label.Length == 1 && char.IsAsciiLetter(label[0]);
        var isRoman = !label.ContainsAnyExcept("IVX");
        if (!isNumber && !isLetter && !isRoman)
        {
            return 0;
        }

        var content = end + 1;
        while (content < line.Length && char.IsWhiteSpace(line[content]))
        {
            content++;
        }

        return content > end + 1 && content < line.Length ? content : 0;
    }
}

/// <summary>What stands before the words of a line.</summary>
internal enum LineMark
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Markdown heading signs.</summary>
    Heading,

    /// <summary>The line, or its label, is in bold type.</summary>
    Bold,

    /// <summary>Bullet.</summary>
    Bullet,

    /// <summary>Number or letter of a list.</summary>
    Number,

    /// <summary>Row of a markdown table.</summary>
    Row,
}
