using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Isolation;
using Navis.Personalize.Formats.Text;

namespace Navis.Personalize.Formats.Rtf;

/// <summary>Reads Rich Text Format (Microsoft RTF 1.9.1): the text of the body; pictures, styles, fonts and other destinations are left out.</summary>
internal sealed class RtfReader : IPageReader
{
    private const int MaximumDepth = 200;

    /// <summary>Destinations that hold no text of the page.</summary>
    private static readonly ImmutableHashSet<string> Hidden =
        ["fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "themedata", "colorschememapping", "datastore", "latentstyles", "listtable", "listoverridetable",
         "rsidtbl", "generator", "xmlnstbl", "fldinst", "bkmkstart", "bkmkend", "filetbl", "revtbl", "nonshppict", "panose", "falt", "mmathPr", "pgptbl"];

    public string Format => "rtf";

    public bool CanRead(SourceFile file) => file.Content.Span.StartsWith("{\\rtf"u8);

    public void Read(SourceFile file, IPageSink sink)
    {
        sink.Begin(0);
        var text = TextOf(file.Content.Span);
        if (text.Length > 0)
        {
            sink.Add(new DocumentPage(1, text));
        }
        else
        {
            sink.Add(new DocumentIssue("FILE-EMPTY", IssueSeverity.Error, $"{file.Name}: The document holds no words; it may hold a picture. Save it as PDF, or ask for the report as text."));
        }
    }

    /// <summary>The text of RTF source; damaged source gives what stands before the damage.</summary>
    /// <param name="rtf">Source bytes.</param>
    internal static string TextOf(ReadOnlySpan<byte> rtf)
    {
        var text = new TextAssembler();
        var groups = new Stack<Group>();
        var group = new Group(Hidden: false, UnicodeSkip: 1);
        var skip = 0;
        for (var at = 0; at < rtf.Length;)
        {
            switch (rtf[at])
            {
                case (byte)'{':
                    if (groups.Count >= MaximumDepth)
                    {
                        return text.ToString();
                    }

                    groups.Push(group);
                    at++;
                    break;
                case (byte)'}':
                    group = groups.Count > 0 ? groups.Pop() : group;
                    at++;
                    break;
                case (byte)'\\':
                    at = Control(rtf, at + 1, text, ref group, ref skip);
                    break;
                case (byte)'\r' or (byte)'\n':
                    at++;
                    break;
                default:
                    Put(text, group, Windows1252(rtf[at]), ref skip);
                    at++;
                    break;
            }
        }

        return text.ToString();
    }

    private static int Control(ReadOnlySpan<byte> rtf, int at, TextAssembler text, ref Group group, ref int skip)
    {
        if (at >= rtf.Length)
        {
            return at;
        }

        if (!char.IsAsciiLetter((char)rtf[at]))
        {
            switch (rtf[at])
            {
                case (byte)'\'' when at + 2 < rtf.Length && byte.TryParse(rtf.Slice(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                    Put(text, group, Windows1252(code), ref skip);
                    return at + 3;
                case (byte)'*':
                    group = group with { Hidden = true };
                    break;
                case (byte)'~':
                    Put(text, group, ' ', ref skip);
                    break;
                case (byte)'_':
                    Put(text, group, '-', ref skip);
                    break;
                case (byte)'{' or (byte)'}' or (byte)'\\':
                    Put(text, group, (char)rtf[at], ref skip);
                    break;
                case (byte)'\r' or (byte)'\n':
                    text.EndLine();
                    break;
                default:
                    break;
            }

            return at + 1;
        }

        var end = at;
        while (end < rtf.Length && char.IsAsciiLetter((char)rtf[end]))
        {
            end++;
        }

        var word = Encoding.ASCII.GetString(rtf[at..end]);
        var start = end;
        if (end < rtf.Length && rtf[end] == '-')
        {
            end++;
        }

        while (end < rtf.Length && char.IsAsciiDigit((char)rtf[end]))
        {
            end++;
        }

        int? number = int.TryParse(rtf[start..end], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
        if (end < rtf.Length && rtf[end] == ' ')
        {
            end++;
        }

        if (word == "bin" && number is > 0)
        {
            return Math.Min(rtf.Length, end + number.Value);
        }

        Apply(word, number, text, ref group, ref skip);
        return end;
    }

    private static void Apply(string word, int? number, TextAssembler text, ref Group group, ref int skip)
    {
        switch (word)
        {
            case "par" or "sect" or "page" or "row" when !group.Hidden:
                text.EndLine();
                break;
            case "line" when !group.Hidden:
                text.EndLine();
                break;
            case "cell" or "tab" when !group.Hidden:
                text.NextCell();
                break;
            case "u" when number is { } code:
                // RTF writes code units above 32767 as negative numbers; the fallback characters that follow are skipped.
                Put(text, group, (char)(ushort)code, ref skip);
                skip = group.UnicodeSkip;
                break;
            case "uc" when number is >= 0 and < 16:
                group = group with { UnicodeSkip = number.Value };
                break;
            case "v" or "deleted":
                group = group with { Hidden = number != 0 };
                break;
            case "bullet":
                Put(text, group, '•', ref skip);
                break;
            case "endash":
                Put(text, group, '–', ref skip);
                break;
            case "emdash":
                Put(text, group, '—', ref skip);
                break;
            case "lquote" or "rquote":
                Put(text, group, '\'', ref skip);
                break;
            case "ldblquote" or "rdblquote":
                Put(text, group, '"', ref skip);
                break;
            default:
                group = Hidden.Contains(word) ? group with { Hidden = true } : group;
                break;
        }
    }

    private static void Put(TextAssembler text, Group group, char c, ref int skip)
    {
        if (skip > 0)
        {
            skip--;
            return;
        }

        if (!group.Hidden)
        {
            text.Append([c]);
        }
    }

    private static char Windows1252(byte code) => code switch
    {
        0x80 => '€',
        0x85 => '…',
        0x91 => '‘',
        0x92 => '’',
        0x93 => '“',
        0x94 => '”',
        0x95 => '•',
        0x96 => '–',
        0x97 => '—',
        0x99 => '™',
        _ => (char)code,
    };

    private sealed record Group(bool Hidden, int UnicodeSkip);
}
