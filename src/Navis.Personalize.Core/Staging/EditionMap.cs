using System.Collections.Frozen;
using System.Collections.Immutable;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Core.Staging;

/// <summary>A T, N and M carried over into another edition.</summary>
/// <param name="Edition">Edition carried into.</param>
/// <param name="T">Possible T categories; one when unambiguous, none when it can't be carried over.</param>
/// <param name="N">Possible N categories.</param>
/// <param name="M">Possible M categories.</param>
/// <param name="Stage">Stage group of that edition: what all possibilities share, else unknown.</param>
/// <param name="Assumes">What was taken for granted, in words; empty when nothing.</param>
public sealed record EditionMapping(
    string Edition, ImmutableArray<string> T, ImmutableArray<string> N, ImmutableArray<string> M, StageAnswer Stage, ImmutableArray<string> Assumes);

/// <summary>Carries T, N and M from one edition into another, so that a trial staged by the 7th edition can be asked about a record staged by the 8th.</summary>
/// <remarks>Built on <c>rules/staging/edition-map.yaml</c>. Many categories split or merged by size: a size makes more of them unambiguous.</remarks>
public sealed class EditionMap
{
    private readonly StageGrouper grouper;
    private readonly FrozenDictionary<(string From, string To, string Category), ImmutableArray<Entry>> entries;

    private EditionMap(StageGrouper grouper, FrozenDictionary<(string From, string To, string Category), ImmutableArray<Entry>> entries) =>
        (this.grouper, this.entries) = (grouper, entries);

    /// <summary>Loads <c>rules/staging/edition-map.yaml</c>.</summary>
    /// <param name="content">Content.</param>
    /// <param name="grouper">Stage tables.</param>
    /// <exception cref="ContentException">A category is not in its edition's table, or a number is none.</exception>
    public static EditionMap Load(IContentSource content, StageGrouper grouper)
    {
        const string path = "rules/staging/edition-map.yaml";
        var all = new Dictionary<(string From, string To, string Category), ImmutableArray<Entry>>();
        foreach (var map in ContentNode.Parse(path, content.Read(path)).List("maps"))
        {
            var from = map.Required("from");
            foreach (var (to, (category, node)) in from to in map.Texts("to") from member in map["categories"]!.Members select (to, member))
            {
                all[(from, to, category)] = [.. node.Items.Select(e => Read(e, grouper.Table(to)!))];
            }
        }

        return new(grouper, all.ToFrozenDictionary());
    }

    /// <summary>Carries a T, N and M over.</summary>
    /// <param name="from">Edition of the record.</param>
    /// <param name="to">Edition wanted.</param>
    /// <param name="t">T category.</param>
    /// <param name="n">N category.</param>
    /// <param name="m">M category; <c>MX</c> is read as <c>M0</c>.</param>
    /// <param name="size">Largest diameter in centimetres, or null when not known.</param>
    /// <returns>The possibilities and their common stage; empty sets and <c>unknown</c> when an edition has no table or a category is not of the edition.</returns>
    public EditionMapping Convert(string from, string to, string t, string n, string m, decimal? size = null)
    {
        if (grouper.Table(from) is not { } source || grouper.Table(to) is not { } target || !source.Has(t) || !source.Has(n) || !source.Has(m))
        {
            return new(to, [], [], [], new(StageOutcome.Unknown, null, [$"Edition {from} can't be carried into edition {to}."]), []);
        }

        var assumes = ImmutableArray.CreateBuilder<string>();
        ImmutableArray<string> Possible(string category)
        {
            if (string.Equals(from, to, StringComparison.Ordinal) || !entries.TryGetValue((from, to, category), out var found))
            {
                return target.Has(category) ? [category] : [];
            }

            var fitting = found.Where(e => e.Fits(size)).ToArray();
            assumes.AddRange(fitting.Select(e => e.Assumes).OfType<string>().Where(a => !assumes.Contains(a)));
            return [.. fitting.Select(e => e.Becomes)];
        }

        var (tumor, node, metastasis) = (Possible(t), Possible(n), Possible(m is "MX" ? "M0" : m));
        var stage = tumor.IsEmpty || node.IsEmpty || metastasis.IsEmpty
            ? new StageAnswer(StageOutcome.Unknown, null, [$"{t} {n} {m} of edition {from} can't be carried into edition {to}."])
            : target.Group(tumor, node, metastasis);
        return new(to, tumor, node, metastasis, stage, assumes.ToImmutable());
    }

    private static Entry Read(ContentNode node, StageTable target)
    {
        var becomes = node.Required("becomes");
        return target.Has(becomes)
            ? new(becomes, node.Number("above"), node.Number("to"), node.Optional("assumes"))
            : throw new ContentException(node.Path, node.Line, $"Edition {target.Edition} has no '{becomes}'.");
    }

    private sealed record Entry(string Becomes, decimal? Above, decimal? To, string? Assumes)
    {
        public bool Fits(decimal? size) => size is not { } centimetres || ((Above is null || centimetres > Above) && (To is null || centimetres <= To));
    }
}
