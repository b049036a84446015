using System.Text;
using System.Xml.Linq;

namespace Navis.Personalize.Formats.Ccda;

/// <summary>The narrative block of a section as text: paragraphs, items and rows are lines, cells stand apart. Also the words behind each ID.</summary>
internal static class CdaNarrative
{
    private const int MaximumDepth = 64;

    /// <summary>Empty anchors whose surroundings are looked at: each takes as long as its surroundings are.</summary>
    private const int MaximumAnchors = 2000;

    /// <summary>Text of a block; empty when it says nothing.</summary>
    /// <param name="block">Element <c>text</c>.</param>
    public static string Text(XElement block)
    {
        var text = new StringBuilder();
        Write(text, block, 0);
        var lines = text.ToString().Split('\n').Select(l => string.Join(' ', l.Split([' ', '\t', '\r', '\u00a0'], StringSplitOptions.RemoveEmptyEntries)).Trim(' ', '|')).Where(l => l.Length > 0);
        return string.Join('\n', lines);
    }

    /// <summary>The words behind every ID of a document. An empty anchor before a text means the cell or item that it stands in.</summary>
    /// <param name="root">Document.</param>
    public static Dictionary<string, string> ById(XElement root)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var anchors = 0;
        foreach (var element in root.DescendantsAndSelf().Where(e => e.Attr("ID") is not null))
        {
            if ((element.Words() ?? (anchors++ < MaximumAnchors ? element.Parent.Words() : null)) is { } words && words.Length < 4000)
            {
                found.TryAdd(element.Attr("ID")!, words);
            }
        }

        return found;
    }

    private static void Write(StringBuilder text, XElement element, int depth)
    {
        if (depth > MaximumDepth)
        {
            return;
        }

        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText words:
                    // Line ends inside a paragraph are those of the source file, not of the author.
                    text.Append(words.Value.Replace('\n', ' '));
                    break;
                case XElement { Name.LocalName: "br" }:
                    text.Append('\n');
                    break;
                case XElement { Name.LocalName: "td" or "th" } cell:
                    Write(text, cell, depth + 1);
                    text.Append(" | ");
                    break;
                case XElement { Name.LocalName: "content" or "sub" or "sup" or "linkHtml" or "footnoteRef" } inline:
                    Write(text, inline, depth + 1);
                    break;
                case XElement { Name.LocalName: "renderMultiMedia" or "colgroup" or "col" }:
                    break;
                case XElement block:
                    text.Append('\n');
                    Write(text, block, depth + 1);
                    text.Append('\n');
                    break;
                default:
                    break;
            }
        }
    }
}
