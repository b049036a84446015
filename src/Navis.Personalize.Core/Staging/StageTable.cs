using System.Collections.Frozen;
using System.Collections.Immutable;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Core.Staging;

/// <summary>The stage groups of one TNM edition: a grid of T by N for M0, a row of M1, and what a coarse category covers.</summary>
public sealed class StageTable
{
    private readonly FrozenDictionary<(string T, string N), string> grid;
    private readonly FrozenDictionary<string, string> metastatic;
    private readonly FrozenDictionary<string, ImmutableArray<string>> covers;
    private readonly FrozenDictionary<string, string> readAs;
    private readonly FrozenSet<string> openWhenMetastatic;

    private StageTable(
        string edition,
        Dictionary<(string T, string N), string> grid,
        Dictionary<string, string> metastatic,
        Dictionary<string, ImmutableArray<string>> covers,
        Dictionary<string, string> readAs,
        IEnumerable<string> openWhenMetastatic)
    {
        Edition = edition;
        this.grid = grid.ToFrozenDictionary();
        this.metastatic = metastatic.ToFrozenDictionary(StringComparer.Ordinal);
        this.covers = covers.ToFrozenDictionary(StringComparer.Ordinal);
        this.readAs = readAs.ToFrozenDictionary(StringComparer.Ordinal);
        this.openWhenMetastatic = openWhenMetastatic.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Edition <c>7</c>, <c>8</c> or <c>9</c>.</summary>
    public string Edition { get; }

    /// <summary>Reads <c>rules/staging/&lt;edition&gt;/stage-groups.yaml</c>.</summary>
    /// <param name="node">Root of the file.</param>
    /// <exception cref="ContentException">A row has not one cell a column, a word is no stage group, or a covered category is not in the table.</exception>
    public static StageTable Load(ContentNode node)
    {
        var columns = node.Texts("columns");
        var pairs = new Dictionary<(string T, string N), string>();
        var spread = new Dictionary<string, string>(StringComparer.Ordinal);
        var coarse = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        var rows = Members(node, "m0");
        foreach (var (t, row) in rows)
        {
            var cells = row.AsTexts();
            if (cells.Length != columns.Length)
            {
                throw new ContentException(node.Path, row.Line, $"'{t}' needs {columns.Length} cells.");
            }

            for (var i = 0; i < cells.Length; i++)
            {
                pairs[(t, columns[i])] = cells[i] is StageWords.Occult or StageWords.Open or StageWords.Any || IsGroup(cells[i]) || rows.Any(r => string.Equals(r.Key, cells[i], StringComparison.Ordinal))
                    ? cells[i]
                    : throw new ContentException(node.Path, row.Line, $"'{cells[i]}' is no stage group.");
            }
        }

        foreach (var (m, cell) in Members(node, "m1"))
        {
            spread[m] = cell.Scalar is { } group && IsGroup(group) ? group : throw new ContentException(node.Path, cell.Line, $"'{m}' needs a stage group.");
        }

        foreach (var (category, parts) in Members(node, "covers"))
        {
            coarse[category] = parts.AsTexts();
            if (coarse[category].FirstOrDefault(p => !spread.ContainsKey(p) && !columns.Contains(p, StringComparer.Ordinal) && !rows.Any(r => string.Equals(r.Key, p, StringComparison.Ordinal))) is { } missing)
            {
                throw new ContentException(node.Path, parts.Line, $"'{missing}' is not in the table.");
            }
        }

        var aliases = Members(node, "read-as").ToDictionary(m => m.Key, m => m.Value.Scalar ?? "", StringComparer.Ordinal);
        return new(node.Required("edition"), pairs, spread, coarse, aliases, node.Texts("m1-open-for"));
    }

    /// <summary>True when the edition has this category, coarse ones included.</summary>
    /// <param name="category">Category such as <c>T1c</c>, <c>N2</c>, <c>MX</c>.</param>
    public bool Has(string category) =>
        category is "M0" or "MX" || covers.ContainsKey(category) || readAs.ContainsKey(category) || metastatic.ContainsKey(category)
        || grid.Keys.Any(k => string.Equals(k.T, category, StringComparison.Ordinal) || string.Equals(k.N, category, StringComparison.Ordinal));

    /// <summary>Looks a T, N and M up.</summary>
    /// <param name="t">T category in the contract's writing.</param>
    /// <param name="n">N category.</param>
    /// <param name="m">M category; <c>MX</c> is read as <c>M0</c> (AJCC 7 rule: MX is no category, cM0 unless stated).</param>
    public StageAnswer Group(string t, string n, string m) => Group([t], [n], [m]);

    /// <summary>Looks sets of possible categories up and gives what all pairs share.</summary>
    /// <param name="t">Possible T categories; at least one.</param>
    /// <param name="n">Possible N categories; at least one.</param>
    /// <param name="m">Possible M categories; at least one.</param>
    public StageAnswer Group(ImmutableArray<string> t, ImmutableArray<string> n, ImmutableArray<string> m)
    {
        var walk = new StageWalk();
        walk.Note($"Edition {Edition}.");
        foreach (var (mi, ti, ni) in from mi in m from ti in t from ni in n select (mi, ti, ni))
        {
            Visit(walk, Alias(walk, ti), Alias(walk, ni), mi);
        }

        return walk.Answer();
    }

    private string Alias(StageWalk walk, string category)
    {
        if (!readAs.TryGetValue(category, out var other))
        {
            return category;
        }

        walk.Note($"{category} is read as {other}.");
        return other;
    }

    private void Visit(StageWalk walk, string t, string n, string m)
    {
        if (!Has(t) || !Has(n) || !Has(m) || readAs.ContainsKey(m))
        {
            walk.Open($"Edition {Edition} has no {(Has(t) ? Has(n) ? m : n : t)}.");
        }
        else if (m is "M0" or "MX")
        {
            if (m is "MX")
            {
                walk.Note("MX is read as M0.");
            }

            VisitLocal(walk, t, n);
        }
        else if (openWhenMetastatic.Contains(t))
        {
            walk.Open($"{t} with {m} is not in the table.");
        }
        else if (metastatic.TryGetValue(m, out var group))
        {
            walk.Found($"{m} with any T and N: {group}.", group);
        }
        else
        {
            walk.Note($"{m} covers {string.Join(", ", covers[m])}.");
            foreach (var part in covers[m])
            {
                Visit(walk, t, n, part);
            }
        }
    }

    private void VisitLocal(StageWalk walk, string t, string n)
    {
        if (grid.TryGetValue((t, n), out var cell) && cell is not StageWords.Any)
        {
            if (cell is StageWords.Open)
            {
                walk.Open($"{t} {n} is not in the table.");
            }
            else if (cell is not StageWords.Occult && !IsGroup(cell))
            {
                walk.Note($"{t} with {n} is not printed in the table and is read as {cell}.");
                VisitLocal(walk, cell, n);
            }
            else
            {
                walk.Found($"{t} {n} M0: {cell}.", cell);
            }

            return;
        }

        // The N category is opened first, so that "TX NX" meets the cell TX N0 (occult) and stays open.
        var coarse = covers.ContainsKey(n) ? n : t;
        walk.Note($"{coarse} covers {string.Join(", ", covers[coarse])}.");
        foreach (var part in covers[coarse])
        {
            VisitLocal(walk, ReferenceEquals(coarse, n) ? t : part, ReferenceEquals(coarse, n) ? part : n);
        }
    }

    private static bool IsGroup(string text) => text is "0" || (text.TrimEnd('A', 'B', 'C', '1', '2', '3') is "I" or "II" or "III" or "IV");

    private static ImmutableArray<KeyValuePair<string, ContentNode>> Members(ContentNode node, string key) => node[key]?.Members ?? [];
}
