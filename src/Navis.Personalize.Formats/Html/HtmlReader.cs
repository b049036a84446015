using System.Collections.Immutable;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Isolation;
using Navis.Personalize.Formats.Text;

namespace Navis.Personalize.Formats.Html;

/// <summary>Reads HTML and XHTML pages as text: what a person sees, without scripts, styles and hidden parts. Nothing is fetched.</summary>
internal sealed class HtmlReader : IPageReader
{
    /// <summary>Deepest nesting that is followed; deeper text is left out with an issue.</summary>
    private const int MaximumDepth = 400;

    /// <summary>Most elements that may be open at a time before the rest is left out.</summary>
    private const int MaximumOpen = 3000;

    private static readonly ImmutableArray<string> SelfClosing = ["p", "br", "li", "td", "tr", "th", "img", "input", "hr", "meta", "link", "col", "dd", "dt", "option", "area", "base", "wbr", "tbody", "thead", "tfoot"];

    private static readonly ImmutableHashSet<string> Skipped = ["script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object", "select", "button"];

    private static readonly ImmutableHashSet<string> Blocks =
        ["p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "caption", "pre", "blockquote", "address", "hr", "fieldset", "form"];

    private static readonly ImmutableHashSet<string> Paragraphs = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "section", "article"];

    public string Format => "html";

    public bool CanRead(SourceFile file)
    {
        var head = PlainTextReader.Decode(file.Content.Span[..Math.Min(2048, file.Content.Length)]);
        return head is not null && IsHtml(head.AsSpan().TrimStart());
    }

    public void Read(SourceFile file, IPageSink sink)
    {
        sink.Begin(0);
        if (PlainTextReader.Decode(file.Content.Span) is not { } source)
        {
            sink.Add(new DocumentIssue("TEXT-BINARY", IssueSeverity.Error, $"{file.Name}: The page begins like HTML but is not text. Save it again from the portal."));
            return;
        }

        var (text, tooDeep) = TextOf(source);
        if (text.Length == 0)
        {
            sink.Add(new DocumentIssue("FILE-EMPTY", IssueSeverity.Error, $"{file.Name}: The page holds no words. Save it again after it has loaded, or print it to PDF."));
            return;
        }

        sink.Add(new DocumentPage(1, text));
        if (tooDeep)
        {
            sink.Add(new DocumentIssue("HTML-TOO-DEEP", IssueSeverity.Warning, $"{file.Name}: parts of the page are nested too deeply and were left out. Print the page to PDF and add that."));
        }
    }

    /// <summary>The visible text of a page.</summary>
    /// <param name="html">Source.</param>
    /// <returns>Text, and whether something was nested too deeply.</returns>
    internal static (string Text, bool TooDeep) TextOf(string html)
    {
        var sound = SoundLength(html);
        using var document = new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(sound < html.Length ? html[..sound] : html);
        var text = new TextAssembler();
        var tooDeep = sound < html.Length;
        if (document.Body is { } body)
        {
            Walk(body, text, 0, ref tooDeep);
        }

        return (text.ToString(), tooDeep);
    }

    /// <summary>Where the source goes deeper than a parser can follow in good time: it looks at every open element for every new one.</summary>
    private static int SoundLength(string html)
    {
        var open = 0;
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < html.Length; at = html.IndexOf('<', at + 1))
        {
            if (html[at + 1] is '/')
            {
                open = Math.Max(0, open - 1);
            }
            else if (char.IsAsciiLetter(html[at + 1]) && !IsClosedByItself(html.AsSpan(at + 1)) && ++open > MaximumOpen)
            {
                return at;
            }
        }

        return html.Length;
    }

    /// <summary>Elements that have no end tag, or whose end tag is mostly left out.</summary>
    private static bool IsClosedByItself(ReadOnlySpan<char> tag)
    {
        var end = 0;
        while (end < tag.Length && char.IsAsciiLetterOrDigit(tag[end]))
        {
            end++;
        }

        var name = tag[..end];
        foreach (var element in SelfClosing)
        {
            if (name.Equals(element, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsHtml(ReadOnlySpan<char> head)
    {
        if (!head.StartsWith("<", StringComparison.Ordinal))
        {
            return false;
        }

        return head.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || head.Contains("<html", StringComparison.OrdinalIgnoreCase)
            || head.StartsWith("<body", StringComparison.OrdinalIgnoreCase)
            || head.StartsWith("<div", StringComparison.OrdinalIgnoreCase)
            || head.StartsWith("<p>", StringComparison.OrdinalIgnoreCase)
            || head.StartsWith("<table", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsHidden(IElement element) => element.HasAttribute("hidden")
        || element.GetAttribute("style")?.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase) is true;

    private static void Walk(INode node, TextAssembler text, int depth, ref bool tooDeep)
    {
        if (depth > MaximumDepth)
        {
            tooDeep = true;
            return;
        }

        foreach (var child in node.ChildNodes)
        {
            if (child is IText run)
            {
                text.Append(run.Data);
                continue;
            }

            if (child is not IElement element || Skipped.Contains(element.LocalName) || IsHidden(element))
            {
                continue;
            }

            var name = element.LocalName;
            if (name is "br")
            {
                text.EndLine();
                continue;
            }

            if (Blocks.Contains(name))
            {
                text.EndLine();
            }

            Walk(element, text, depth + 1, ref tooDeep);
            if (name is "td" or "th")
            {
                text.NextCell();
            }
            else if (Paragraphs.Contains(name))
            {
                text.EndParagraph();
            }
            else if (Blocks.Contains(name))
            {
                text.EndLine();
            }
        }
    }
}
