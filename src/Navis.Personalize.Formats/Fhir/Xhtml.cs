using System.Net;
using System.Text;

namespace Navis.Personalize.Formats.Fhir;

/// <summary>The limited XHTML of FHIR narrative as plain text: blocks and rows become lines, cells are kept apart.</summary>
internal static class Xhtml
{
    /// <summary>Text of a <c>div</c>, or null when it says nothing.</summary>
    /// <param name="div">Markup or null.</param>
    public static string? ToText(string? div)
    {
        if (div is null)
        {
            return null;
        }

        var text = new StringBuilder(div.Length);
        var at = 0;
        while (at < div.Length)
        {
            var open = div.IndexOf('<', at);
            text.Append(div, at, (open < 0 ? div.Length : open) - at);
            if (open < 0)
            {
                break;
            }

            var close = div.IndexOf('>', open);
            if (close < 0)
            {
                break;
            }

            text.Append(Separator(div.AsSpan(open + 1, close - open - 1)));
            at = close + 1;
        }

        var lines = WebUtility.HtmlDecode(text.ToString()).Split('\n').Select(l => string.Join(' ', l.Split([' ', '\t', '\r', '\u00a0'], StringSplitOptions.RemoveEmptyEntries)).Trim(' ', '|')).Where(l => l.Length > 0);
        var joined = string.Join('\n', lines);
        return joined.Length == 0 ? null : joined;
    }

    private static string Separator(ReadOnlySpan<char> tag)
    {
        var name = tag.TrimStart('/');
        var end = name.IndexOfAny(" /\t\r\n");
        return (end < 0 ? name : name[..end]) switch
        {
            "br" or "p" or "div" or "tr" or "li" or "ul" or "ol" or "table" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "thead" or "tbody" or "caption" or "blockquote" or "pre" => "\n",
            "td" or "th" => tag[0] == '/' ? " | " : " ",
            _ => string.Empty,
        };
    }
}
