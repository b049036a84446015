using System.Net;
using System.Text;

namespace Navis.Personalize.Formats.Answers;

/// <summary>One complete page: no outside assets, no script, readable without style, prints in black on white, follows the reader's dark mode and text size.</summary>
internal sealed class HtmlSink : IAnswerSink
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1c2b33;--soft:#52646f;--paper:#fbfaf7;--line:#d9dedf;--you:#0b5d6b;--youpaper:#eaf3f4;--alarm:#8a2b12;--alarmpaper:#fbeee8}
        @media(prefers-color-scheme:dark){:root{--ink:#e6ecef;--soft:#a9b7bf;--paper:#141b1f;--line:#34424a;--you:#8fd3df;--youpaper:#1b2b30;--alarm:#ffb59d;--alarmpaper:#33211b}}
        *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:1.125rem/1.6 Georgia,"Iowan Old Style",serif}
        main{max-width:42rem;margin:0 auto;padding:2rem 1.25rem 4rem}h1{font-size:1.9rem;line-height:1.25;margin:0 0 .5rem}
        h2{font-size:1.3rem;line-height:1.3;margin:2.5rem 0 .75rem;padding-top:.75rem;border-top:1px solid var(--line)}
        .sub{color:var(--soft);margin:0}ul{padding-left:1.2rem;margin:.5rem 0}li{margin:.6rem 0}
        .you{list-style:none;margin:.8rem 0 .8rem -1.2rem;padding:.7rem .9rem;background:var(--youpaper);border-left:4px solid var(--you);border-radius:0 6px 6px 0}
        .mark{display:block;font:600 .8rem/1.4 system-ui,sans-serif;color:var(--you)}
        details{margin:.4rem 0 0;font-size:.95rem}summary{cursor:pointer;color:var(--you)}summary:focus-visible{outline:3px solid var(--you);outline-offset:2px}
        details dl{margin:.4rem 0}dt{font-weight:600;margin-top:.4rem}dd{margin:0 0 0 1rem;color:var(--soft);overflow-wrap:anywhere}
        .urgent{background:var(--alarmpaper);border-left:4px solid var(--alarm);border-radius:0 6px 6px 0;padding:.25rem 1rem;margin:2.5rem 0}.urgent h2{border:0;margin:.5rem 0;color:var(--alarm)}
        .fields{display:grid;grid-template-columns:minmax(9rem,14rem) 1fr;gap:.3rem 1rem;margin:.5rem 0}.fields dt{margin:0}.fields dd{margin:0;color:var(--ink)}.note{color:var(--soft);font-size:.9rem}
        @media(max-width:30rem){.fields{grid-template-columns:1fr}.fields dd{margin:0 0 .5rem 1rem}}
        @media print{body{background:#fff;color:#000;font-size:11pt}main{max-width:none;padding:0}.you,.urgent{background:none}details>*{display:block}h2{break-after:avoid}li{break-inside:avoid}}
        """;

    private readonly StringBuilder html = new();
    private string? open;
    private bool section;

    public void Begin(string title, string language, string subtitle) => html
        .Append("<!DOCTYPE html>\n<html lang=\"").Append(Encode(language)).Append("\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
        .Append(Encode(title)).Append("</title>\n<style>\n").Append(Style).Append("\n</style>\n</head>\n<body>\n<main>\n<h1>").Append(Encode(title)).Append("</h1>\n<p class=\"sub\">").Append(Encode(subtitle)).Append("</p>\n");

    public void Section(string id, string text, bool urgent = false)
    {
        Close();
        EndSection();
        section = true;
        html.Append("<section aria-labelledby=\"").Append(Encode(id)).Append('"').Append(urgent ? " class=\"urgent\"" : "").Append(">\n<h2 id=\"").Append(Encode(id)).Append("\">").Append(Encode(text)).Append("</h2>\n");
    }

    public void Paragraph(string text)
    {
        Close();
        html.Append("<p>").Append(Encode(text)).Append("</p>\n");
    }

    public void Item(string? mark, string text, Basis? basis = null)
    {
        Open("ul", null);
        html.Append(mark is null ? "<li>" : "<li class=\"you\"><span class=\"mark\">").Append(mark is null ? "" : Encode(mark) + "</span>").Append(Encode(text));
        if (basis is not null)
        {
            html.Append("\n<details><summary>").Append(Encode(basis.Title)).Append("</summary><dl>");
            foreach (var (label, words) in basis.Lines)
            {
                html.Append("<dt>").Append(Encode(label)).Append("</dt><dd>").Append(Encode(words)).Append("</dd>");
            }

            html.Append("</dl></details>");
        }

        html.Append("</li>\n");
    }

    public void Field(string name, string value, string? note, string? fact = null)
    {
        Open("dl", "fields");
        html.Append("<dt>").Append(Encode(name)).Append("</dt><dd>").Append(Encode(value)).Append(note is null ? "" : $" <span class=\"note\">({Encode(note)})</span>").Append("</dd>\n");
    }

    public void End()
    {
        Close();
        EndSection();
        html.Append("</main>\n</body>\n</html>\n");
    }

    public override string ToString() => html.ToString();

    private static string Encode(string words) => WebUtility.HtmlEncode(words);

    private void Open(string element, string? style)
    {
        if (open == element)
        {
            return;
        }

        Close();
        open = element;
        html.Append('<').Append(element).Append(style is null ? "" : $" class=\"{style}\"").Append(">\n");
    }

    private void Close()
    {
        if (open is not null)
        {
            html.Append("</").Append(open).Append(">\n");
            open = null;
        }
    }

    private void EndSection()
    {
        if (section)
        {
            html.Append("</section>\n");
            section = false;
        }
    }
}
