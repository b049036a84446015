using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Staging;

namespace Navis.Personalize.Web.Components.Review;

/// <summary>The T, N and M from which a stage was computed, carried into every edition that has a table. Thread safe.</summary>
internal sealed class StageEditions(IContentSource content)
{
    private readonly Lazy<(StageGrouper Grouper, EditionMap Map)> tables = new(() =>
    {
        var grouper = StageGrouper.Load(content);
        return (grouper, EditionMap.Load(content, grouper));
    });

    /// <summary>The editions, sorted.</summary>
    public ImmutableArray<string> All => tables.Value.Grouper.Editions;

    /// <summary>One row for each basis of which T, N and M are known.</summary>
    public IEnumerable<StageRow> Of(ReconciledCase value)
    {
        var facts = value.Facts.ToLookup(f => f.Id, StringComparer.Ordinal);
        var size = value.Profile["tumor-size"] is { State: FieldState.Known, Value: { } words } && decimal.TryParse(words, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var centimetres) ? centimetres : (decimal?)null;
        foreach (var derived in value.Facts.Where(f => f is { Kind: FactKind.StageGroup, Origin: FactOrigin.Derived }))
        {
            var from = derived.From.SelectMany(id => facts[id]).ToList();
            var (t, n, m) = (Value(from, FactKind.T) ?? "TX", Value(from, FactKind.N) ?? "NX", Value(from, FactKind.M) ?? derived.Qualifiers.Assumes ?? "M0");
            yield return new(
                derived.Qualifiers.Basis ?? "unspecified", $"{t} {n} {m}", derived.Qualifiers.Edition, derived.Qualifiers.Assumes, derived.Value,
                [.. All.Select(edition => Cell(derived.Qualifiers.Edition, edition, t, n, m, size))]);
        }
    }

    /// <summary>Whether a stated stage is of another group than the one computed for its own edition.</summary>
    public static bool Differs(Fact stated, StageRow row)
    {
        var computed = stated.Qualifiers.Edition is { } edition && edition != row.Edition ? row.Cells.FirstOrDefault(c => c.Edition == edition)?.Stage ?? "unknown" : row.Stage;
        return computed != StageWords.Unknown && stated.Qualifiers.Prefix is null && !StageGroups.Contains(stated.Value, computed) && !StageGroups.Contains(computed, stated.Value);
    }

    /// <summary>Whether a stated stage can be laid beside a row.</summary>
    public static bool SameBasis(Fact stated, string basis) => stated.Qualifiers.Basis is null or "unspecified" || stated.Qualifiers.Basis == basis;

    private StageCell Cell(string? from, string to, string t, string n, string m, decimal? size)
    {
        if (from is null)
        {
            var table = tables.Value.Grouper.Table(to);
            string[] absent = [.. ((string[])[t, n, m]).Where(c => table?.Has(c) != true && c is not "MX")];
            if (absent.Length > 0)
            {
                return new(to, "–", $"has no {string.Join(" and no ", absent)}", []);
            }

            return new(to, tables.Value.Grouper.Group(to, "", t, n, m).Word, $"{t} {n} {m}", []);
        }

        var carried = tables.Value.Map.Convert(from, to, t, n, m, size);
        return new(to, carried.Stage.Word, string.Join(' ', ((ImmutableArray<string>[])[carried.T, carried.N, carried.M]).Select(c => string.Join('/', c))), carried.Assumes);
    }

    private static string? Value(List<Fact> facts, FactKind kind) => facts.Find(f => f.Kind == kind)?.Value;
}

/// <summary>A basis with its categories and the group by each edition.</summary>
/// <param name="Basis"><c>clinical</c>, <c>pathologic</c>, <c>unspecified</c>.</param>
/// <param name="Categories">T, N and M of the record.</param>
/// <param name="Edition">Edition of the record, stated or implied, or null.</param>
/// <param name="Assumes">What was taken for granted, or null.</param>
/// <param name="Stage">The group computed for the record's edition.</param>
/// <param name="Cells">By edition.</param>
internal sealed record StageRow(string Basis, string Categories, string? Edition, string? Assumes, string Stage, ImmutableArray<StageCell> Cells);

/// <summary>The group by one edition.</summary>
internal sealed record StageCell(string Edition, string Stage, string Categories, ImmutableArray<string> Assumes);
