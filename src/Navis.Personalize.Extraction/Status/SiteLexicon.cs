using Navis.Personalize.Core.Content;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Status;

/// <summary>Organs and words for spread, from <c>rules/terminology/metastasis-sites.yaml</c>.</summary>
/// <param name="content">Content.</param>
internal sealed class SiteLexicon(IContentSource content)
{
    private readonly TermLexicon lexicon = new(TermFiles.Load(content, "metastasis-sites").Entries);

    /// <summary>All its words in a text.</summary>
    /// <param name="text">Text.</param>
    public List<SiteWord> Find(ReadOnlySpan<char> text) =>
        [.. lexicon.Find(text).Select(m => new SiteWord(m.Entry.Id, RoleOf(m.Entry), m.Entry.Attributes.ContainsKey("distant"), m.Start, m.End))];

    private static SiteRole RoleOf(TermEntry entry) => entry.Attributes["role"] switch
    {
        "organ" => SiteRole.Organ,
        "spread" => SiteRole.Spread,
        "both" => SiteRole.Both,
        "lesion" => SiteRole.Lesion,
        "link" => SiteRole.Link,
        _ => SiteRole.Stop,
    };
}

/// <summary>What a word of the site vocabulary is.</summary>
internal enum SiteRole
{
    Organ,
    Spread,
    Both,
    Lesion,
    Link,
    Stop,
}

/// <summary>A word of the site vocabulary in a text.</summary>
/// <param name="Id">Site, or the word's own name.</param>
/// <param name="Role">Role.</param>
/// <param name="Distant">True when disease there is distant.</param>
/// <param name="Start">Start.</param>
/// <param name="End">End, exclusive.</param>
internal readonly record struct SiteWord(string Id, SiteRole Role, bool Distant, int Start, int End);
