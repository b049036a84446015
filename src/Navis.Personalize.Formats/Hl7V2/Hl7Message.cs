using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Navis.Personalize.Formats.Hl7V2;

/// <summary>The segments of an HL7 version 2 file: batches, several messages and every line ending that is met (CR, LF, CRLF, a literal <c>&lt;CR&gt;</c>).</summary>
internal static class Hl7Message
{
    /// <summary>Segments in order. A line that begins no segment goes on the one before it: reports are pasted with their line breaks.</summary>
    /// <param name="text">Text of the file.</param>
    public static ImmutableArray<Hl7Segment> Read(string text)
    {
        var segments = ImmutableArray.CreateBuilder<Hl7Segment>();
        var signs = Hl7Signs.Default;
        var current = new StringBuilder();
        foreach (var line in text.Replace("<CR>", "\r", StringComparison.OrdinalIgnoreCase).Split(['\r', '\n']))
        {
            var trimmed = line.TrimStart('\u000b', '\ufeff', ' ');
            if (BeginsSegment(trimmed, signs))
            {
                Close();
                current.Append(trimmed);
            }
            else if (current.Length > 0 && trimmed.Trim('\u001c', ' ').Length > 0)
            {
                current.Append('\n').Append(trimmed);
            }
        }

        Close();
        return segments.DrainToImmutable();

        void Close()
        {
            if (current.Length < 4)
            {
                return;
            }

            var whole = current.ToString();
            current.Clear();
            signs = whole.StartsWith("MSH", StringComparison.Ordinal) ? Hl7Signs.Of(whole) : signs;
            segments.Add(new(whole, signs));
        }
    }

    private static bool BeginsSegment(string line, Hl7Signs signs) => line.Length >= 4 && char.IsAsciiLetterUpper(line[0]) && char.IsAsciiLetterUpper(line[1]) && char.IsAsciiLetterOrDigit(line[2])
        && (line[3] == signs.Field || line.StartsWith("MSH", StringComparison.Ordinal));
}

/// <summary>The separators that a message declares in MSH-1 and MSH-2.</summary>
/// <param name="Field">Field.</param>
/// <param name="Component">Component.</param>
/// <param name="Repetition">Repetition.</param>
/// <param name="Escape">Escape.</param>
/// <param name="Sub">Subcomponent.</param>
internal readonly record struct Hl7Signs(char Field, char Component, char Repetition, char Escape, char Sub)
{
    /// <summary>The recommended ones.</summary>
    public static readonly Hl7Signs Default = new('|', '^', '~', '\\', '&');

    /// <summary>Those of an MSH segment.</summary>
    public static Hl7Signs Of(string header) => header.Length < 8 ? Default
        : new(header[3], header[4], header[5] == header[3] ? '~' : header[5], header[6] == header[3] ? '\\' : header[6], header[7] == header[3] ? '&' : header[7]);
}

/// <summary>One segment.</summary>
/// <param name="text">Its text.</param>
/// <param name="signs">Separators.</param>
internal sealed class Hl7Segment(string text, Hl7Signs signs)
{
    private readonly string[] fields = text.Split(signs.Field);

    /// <summary>Three-letter name.</summary>
    public string Name { get; } = text[..3];

    /// <summary>The repetitions of a field, raw; none when empty. MSH counts its separator as field 1.</summary>
    /// <param name="number">1-based.</param>
    public string[] Repeats(int number)
    {
        var index = Name is "MSH" ? number - 1 : number;
        return index < fields.Length && fields[index].Length > 0 ? fields[index].Split(signs.Repetition) : [];
    }

    /// <summary>A component of a field's first repetition, unescaped and trimmed; null when empty.</summary>
    /// <param name="field">1-based field.</param>
    /// <param name="component">1-based component.</param>
    public string? Part(int field, int component = 1) => Repeats(field) is [var first, ..] ? Part(first, component) : null;

    /// <summary>A component of a raw repetition, unescaped and trimmed; null when empty or the deletion mark.</summary>
    /// <param name="repetition">Raw repetition.</param>
    /// <param name="component">1-based component.</param>
    public string? Part(string repetition, int component)
    {
        var parts = repetition.Split(signs.Component);
        if (component > parts.Length)
        {
            return null;
        }

        var sub = parts[component - 1];
        var cut = sub.IndexOf(signs.Sub, StringComparison.Ordinal);
        var value = Unescape(cut >= 0 ? sub[..cut] : sub).Trim();
        return value.Length == 0 || value is "\"\"" ? null : value;
    }

    /// <summary>A subcomponent of a field's first repetition and component.</summary>
    public string? SubPart(int field, int component, int sub)
    {
        var parts = Repeats(field) is [var first, ..] ? first.Split(signs.Component) : [];
        var subs = component <= parts.Length ? parts[component - 1].Split(signs.Sub) : [];
        return sub <= subs.Length && Unescape(subs[sub - 1]).Trim() is { Length: > 0 } value ? value : null;
    }

    /// <summary>A whole field as text: repetitions are lines, separators inside are kept as written.</summary>
    /// <param name="number">1-based.</param>
    public string Text(int number) => string.Join('\n', Repeats(number).Select(Unescape));

    private string Unescape(string value)
    {
        if (!value.Contains(signs.Escape, StringComparison.Ordinal))
        {
            return value;
        }

        var plain = new StringBuilder(value.Length);
        for (var at = 0; at < value.Length; at++)
        {
            var end = value[at] == signs.Escape ? value.IndexOf(signs.Escape, at + 1) : -1;
            if (end < 0 || end - at > 40)
            {
                plain.Append(value[at]);
                continue;
            }

            plain.Append(Meaning(value.AsSpan(at + 1, end - at - 1)) ?? value[at..(end + 1)]);
            at = end;
        }

        return plain.ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
    }

    // HL7 2.9 chapter 2.7: escape sequences.
    private string? Meaning(ReadOnlySpan<char> code) => code switch
    {
        "F" => signs.Field.ToString(),
        "S" => signs.Component.ToString(),
        "T" => signs.Sub.ToString(),
        "R" => signs.Repetition.ToString(),
        "E" => signs.Escape.ToString(),
        "H" or "N" or ".fi" or ".nf" or ".ce" => string.Empty,
        ['.', 'b', 'r', ..] or ['.', 's', 'p', ..] => "\n",
        ['.', 'i' or 't', ..] => " ",
        ['X', .. var hex] => Hex(hex),
        ['Z' or 'C' or 'M', ..] => string.Empty,
        _ => null,
    };

    private static string? Hex(ReadOnlySpan<char> digits)
    {
        var bytes = new byte[digits.Length / 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (!byte.TryParse(digits.Slice(2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out bytes[i]))
            {
                return null;
            }
        }

        return Encoding.Latin1.GetString(bytes);
    }
}
