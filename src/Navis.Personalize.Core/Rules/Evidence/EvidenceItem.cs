using System.Globalization;
using System.Text;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Core.Rules.Evidence;

/// <summary>Who may see an item, and when.</summary>
public enum EvidenceDisplay
{
    /// <summary>Everybody.</summary>
    Default,

    /// <summary>Survival: only where it was asked for.</summary>
    OnRequest,

    /// <summary>Clinicians only.</summary>
    Clinician,

    /// <summary>Not verified: nobody.</summary>
    Blocked,

    /// <summary>Safety text: always.</summary>
    Always,
}

/// <summary>One item of <c>rules/evidence</c>: what was found, in whom, by whom, and how long that may be said.</summary>
/// <param name="Id">Permanent id.</param>
/// <param name="Topic">Topic: the file's name.</param>
/// <param name="Verified">True when every figure was read on a page.</param>
/// <param name="Display">Who may see it.</param>
/// <param name="Statement">Clinician wording.</param>
/// <param name="Plain">Patient wording, or null where no patient may read it.</param>
/// <param name="Population">Who was studied, or null.</param>
/// <param name="Quality">Best source read: <c>primary secondary low none</c>.</param>
/// <param name="Citation">Citation.</param>
/// <param name="Reviewed">Day of the last review.</param>
/// <param name="Expires">Last day on which a rule may rest on it, or null.</param>
/// <param name="Path">File.</param>
/// <param name="Line">Line.</param>
public sealed record EvidenceItem(
    string Id, string Topic, bool Verified, EvidenceDisplay Display, string Statement, string? Plain, string? Population, string Quality, Citation Citation, DateOnly? Reviewed, DateOnly? Expires, string Path, int Line)
{
    /// <summary>Reads an item.</summary>
    /// <param name="node">Node.</param>
    /// <exception cref="ContentException">Not of the form.</exception>
    public static EvidenceItem Read(ContentNode node) => new(
        node.Required("id"),
        node.Required("topic"),
        node.Required("verified") is "true",
        node.Required("display") switch
        {
            "default" => EvidenceDisplay.Default,
            "on-request" => EvidenceDisplay.OnRequest,
            "clinician" => EvidenceDisplay.Clinician,
            "blocked" => EvidenceDisplay.Blocked,
            "always" => EvidenceDisplay.Always,
            var other => throw new ContentException(node.Path, node.Line, $"'{other}' is no display; write default, on-request, clinician, blocked or always."),
        },
        Fold(node.Required("statement"))!,
        Fold(node.Optional("plain")),
        Fold(node.Optional("population")),
        node.Optional("quality") ?? "none",
        Citation.Read(node["citation"]),
        ContentDates.Read(node, "reviewed"),
        ContentDates.Read(node, "expires"),
        node.Path,
        node.Line);

    private static string? Fold(string? text) => text is null ? null : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>Where a statement comes from.</summary>
/// <param name="Title">Title.</param>
/// <param name="Author">First author or body, or null.</param>
/// <param name="Journal">Journal or site, or null.</param>
/// <param name="Year">Year, or null.</param>
/// <param name="Pmid">PubMed id, or null.</param>
/// <param name="Doi">DOI, or null.</param>
/// <param name="Url">Address, or null.</param>
public sealed record Citation(string Title, string? Author, string? Journal, string? Year, string? Pmid, string? Doi, string? Url)
{
    /// <summary>One line: author, title, journal, year, and the best identifier.</summary>
    public override string ToString()
    {
        var line = new StringBuilder();
        foreach (var part in (ReadOnlySpan<string?>)[Author, Title, Journal, Year])
        {
            if (!string.IsNullOrEmpty(part))
            {
                line.Append(line.Length == 0 ? "" : ". ").Append(part.TrimEnd('.'));
            }
        }

        line.Append('.');
        return (Pmid, Doi) switch
        {
            ({ } pmid, _) => line.Append(" PMID ").Append(pmid).Append('.').ToString(),
            (null, { } doi) => line.Append(" doi:").Append(doi).Append('.').ToString(),
            _ => line.ToString(),
        };
    }

    internal static Citation Read(ContentNode? node) => node is null
        ? new("", null, null, null, null, null, null)
        : new(node.Optional("title") ?? "", node.Optional("author"), node.Optional("journal"), node.Optional("year"), node.Optional("pmid"), node.Optional("doi"), node.Optional("url"));
}

/// <summary>Dates in content files.</summary>
internal static class ContentDates
{
    public static DateOnly? Read(ContentNode node, string key) => node.Optional(key) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw new ContentException(node.Path, node[key]!.Line, $"'{key}' must be a date such as 2027-06-30.");
}
