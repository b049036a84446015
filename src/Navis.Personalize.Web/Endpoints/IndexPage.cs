using System.Net;
using System.Text;
using Navis.Personalize.Web.Words;

namespace Navis.Personalize.Web.Endpoints;

/// <summary>The page that lists what is in a saved archive. It opens without this program and without the internet: everything it needs is in it.</summary>
internal sealed class IndexPage
{
    private const string Style = "body{max-width:40rem;margin:2rem auto;padding:0 1rem;font:1.125rem/1.6 Georgia,serif;color:#1c2b33;background:#fbfaf7}a{color:#0b5d6b}li{margin:.5rem 0}.note{color:#4d5f69}"
        + "@media(prefers-color-scheme:dark){body{color:#e6ecef;background:#141b1f}a{color:#8fd3df}.note{color:#a9b7bf}}";

    private readonly StringBuilder page = new();
    private readonly PageWords words;

    public IndexPage(string title, PageWords words, DateTimeOffset now)
    {
        this.words = words;
        page.Append("<!DOCTYPE html>\n<html lang=\"").Append(words.Language).Append("\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>")
            .Append(Safe(title)).Append("</title><style>").Append(Style).Append("</style></head>\n<body>\n<main>\n<h1>").Append(Safe(title)).Append("</h1>\n<p class=\"note\">")
            .Append(Safe(words["zip.made", words.Day(now)])).Append("</p>\n<ul>\n");
    }

    /// <summary>A file of the archive.</summary>
    public void Link(string name, string title) =>
        page.Append("<li><a href=\"").Append(Safe(string.Join('/', name.Split('/').Select(Uri.EscapeDataString)))).Append("\">").Append(Safe(title)).Append("</a></li>\n");

    /// <summary>From here on the records.</summary>
    public void Records() => page.Append("</ul>\n<h2>").Append(Safe(words["zip.records"])).Append("</h2>\n<ul>\n");

    public string Close() => page.Append("</ul>\n<p class=\"note\">").Append(Safe(words["zip.care"])).Append("</p>\n</main>\n</body>\n</html>\n").ToString();

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
