using System.Collections.Immutable;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Core.Findings;

/// <summary>The exact words on the exact page, or the exact element, on which a finding rests.</summary>
/// <param name="Document">Document id.</param>
/// <param name="Page">1-based page; 0 for coded entries.</param>
/// <param name="Start">Start offset in the page's text, inclusive; 0 for coded entries.</param>
/// <param name="End">End offset, exclusive; 0 for coded entries.</param>
/// <param name="Quote">The words as they stand at the span, or the element's own display, text or code.</param>
public sealed record Evidence(string Document, int Page, int Start, int End, string Quote)
{
    /// <summary>Boxes of the words on the page, one a line; empty without geometry.</summary>
    public ImmutableArray<PageBox> Boxes { get; init; } = [];

    /// <summary>Element path (<c>Bundle.entry[3].resource.component[1]</c>) for coded entries and for text inside a structured record, else null.</summary>
    public string? Path { get; init; }

    /// <summary>Evidence in a coded entry.</summary>
    /// <param name="document">Document id.</param>
    /// <param name="path">Element path.</param>
    /// <param name="quote">Display, text or code as it stands there.</param>
    public static Evidence AtPath(string document, string path, string quote) => new(document, 0, 0, 0, quote) { Path = path };

    /// <summary>Value equality that looks into <see cref="Boxes"/>.</summary>
    /// <param name="other">Other.</param>
    public bool Equals(Evidence? other) => other is not null
        && (Document, Page, Start, End, Quote, Path) == (other.Document, other.Page, other.Start, other.End, other.Quote, other.Path);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Document, Page, Start, End, Path);
}
