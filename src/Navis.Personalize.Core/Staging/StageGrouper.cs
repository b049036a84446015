using System.Collections.Frozen;
using System.Collections.Immutable;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Core.Staging;

/// <summary>Computes stage groups by the editions under <c>rules/staging</c>. Thread safe.</summary>
public sealed class StageGrouper
{
    private const string Folder = "rules/staging";
    private readonly FrozenDictionary<string, StageTable> tables;

    private StageGrouper(IEnumerable<StageTable> tables) => this.tables = tables.ToFrozenDictionary(t => t.Edition, StringComparer.Ordinal);

    /// <summary>The editions that can be computed, sorted: <c>7 8 9</c>.</summary>
    public ImmutableArray<string> Editions => [.. tables.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Loads every <c>rules/staging/&lt;edition&gt;/stage-groups.yaml</c>.</summary>
    /// <param name="content">Content.</param>
    /// <exception cref="ContentException">A table is not as its form says.</exception>
    public static StageGrouper Load(IContentSource content) => new(
        content.List(Folder).Where(p => p.EndsWith("/stage-groups.yaml", StringComparison.Ordinal)).Select(p => StageTable.Load(ContentNode.Parse(p, content.Read(p)))));

    /// <summary>The table of an edition, or null.</summary>
    /// <param name="edition"><c>7</c>, <c>8</c> or <c>9</c>.</param>
    public StageTable? Table(string edition) => tables.GetValueOrDefault(edition);

    /// <summary>The stage group of a T, N and M.</summary>
    /// <param name="edition"><c>7</c>, <c>8</c> or <c>9</c>; any other edition has no table, and the answer is unknown.</param>
    /// <param name="basis"><c>clinical</c>, <c>pathologic</c> or <c>unspecified</c>: the tables are the same for all, the path names it.</param>
    /// <param name="t">T category; prefixes, case and bracketed suffixes do not matter.</param>
    /// <param name="n">N category.</param>
    /// <param name="m">M category; <c>MX</c> is read as <c>M0</c>.</param>
    /// <returns>Group, occult or unknown, with the path. Never throws on bad input.</returns>
    public StageAnswer Group(string edition, string basis, string t, string n, string m)
    {
        if (!tables.TryGetValue(edition, out var table))
        {
            return new(StageOutcome.Unknown, null, [$"There is no table of edition {edition}."]);
        }

        return StageCategory.Normalize(t, 'T') is { } tumor && StageCategory.Normalize(n, 'N') is { } node && StageCategory.Normalize(m, 'M') is { } metastasis
            ? table.Group(tumor, node, metastasis)
            : new(StageOutcome.Unknown, null, [$"One of T, N and M ({basis}) is no category."]);
    }
}
