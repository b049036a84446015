using Navis.Personalize.Core.Content;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>What a column of a result table holds; the names of <c>biomarker-columns.yaml</c>.</summary>
internal enum Column
{
    /// <summary>A title that is not known: read as it stands.</summary>
    Unknown,

    /// <summary>Gene or marker.</summary>
    Gene,

    /// <summary>Change.</summary>
    Alteration,

    /// <summary>Result.</summary>
    Result,

    /// <summary>Allele fraction.</summary>
    Fraction,

    /// <summary>Tier or significance.</summary>
    Significance,

    /// <summary>What stands or is ticked in it was found.</summary>
    Detected,

    /// <summary>What stands or is ticked in it was not found.</summary>
    NotDetected,

    /// <summary>Drugs, trials, limits, descriptions: never read.</summary>
    Other,
}

/// <summary>Knows the header of a result table by the titles of its columns.</summary>
internal sealed class TableColumns
{
    private const int LongestTitle = 45;
    private readonly TermLexicon titles;
    private readonly Dictionary<TermEntry, (Column Column, int Rank, bool Whole)> columns = new(ReferenceEqualityComparer.Instance);

    /// <summary>Loads the titles.</summary>
    /// <param name="content">Content.</param>
    /// <exception cref="ContentException">The file is not in its form.</exception>
    public TableColumns(IContentSource content)
    {
        var entries = TermFiles.Load(content, "biomarker-columns").Entries;
        titles = new(entries);
        foreach (var entry in entries)
        {
            columns[entry] = (Enum.Parse<Column>(entry.Id.Replace("-", "", StringComparison.Ordinal), ignoreCase: true), columns.Count, entry.Attributes.ContainsKey("whole"));
        }
    }

    /// <summary>The columns of a header, one a cell; empty when the line is none.</summary>
    /// <param name="line">Line.</param>
    /// <param name="cells">Its cells.</param>
    public List<Column> Header(ReadOnlySpan<char> line, List<TableCell> cells)
    {
        var matches = cells.Count < 2 || line.Contains(": ", StringComparison.Ordinal) ? [] : titles.Find(line);
        if (matches.Count < 2)
        {
            return [];
        }

        var header = new List<Column>(cells.Count);
        var known = 0;
        foreach (var cell in cells)
        {
            if (cell.End - cell.Start > LongestTitle || (cell.End > cell.Start && char.IsLower(line[cell.Start])))
            {
                return [];
            }

            var best = (Column: Column.Unknown, Rank: int.MaxValue, Whole: false);
            foreach (var match in matches)
            {
                var title = columns[match.Entry];
                if (match.Start >= cell.Start && match.End <= cell.End && title.Rank < best.Rank && (!title.Whole || line[cell.Start..cell.End].Trim(" *_#").Length == match.End - match.Start))
                {
                    best = title;
                }
            }

            header.Add(best.Column);
            known += best.Column == Column.Unknown ? 0 : 1;
        }

        var answers = header.Contains(Column.Detected) && header.Contains(Column.NotDetected);
        var names = header.Contains(Column.Gene) || header.Contains(Column.Alteration);
        return known >= 2 && known * 2 >= cells.Count && (answers || (names && !header.Contains(Column.Detected) && !header.Contains(Column.NotDetected))) ? header : [];
    }
}

/// <summary>A cell of a line.</summary>
/// <param name="Start">Start in the line.</param>
/// <param name="End">End, exclusive; equal to the start when it is empty.</param>
internal readonly record struct TableCell(int Start, int End)
{
    /// <summary>Cuts a line at bars, tabs, or gaps of two and more spaces.</summary>
    /// <param name="line">Line.</param>
    public static List<TableCell> Of(ReadOnlySpan<char> line)
    {
        var cells = new List<TableCell>();
        var bars = line.Contains('|');
        var tabs = !bars && line.Contains('\t');
        int start = 0, end = line.Length;
        if (bars)
        {
            start = line.TrimStart().StartsWith("|") ? line.IndexOf('|') + 1 : 0;
            end = line.TrimEnd().EndsWith("|") ? line.LastIndexOf('|') : end;
        }

        for (var at = start; at <= end;)
        {
            var next = at;
            while (next < end && !(bars ? line[next] == '|' : tabs ? line[next] == '\t' : line[next] == ' ' && next + 1 < end && line[next + 1] == ' '))
            {
                next++;
            }

            var (from, to) = (at, Math.Min(next, end));
            while (from < to && char.IsWhiteSpace(line[from]))
            {
                from++;
            }

            while (to > from && char.IsWhiteSpace(line[to - 1]))
            {
                to--;
            }

            if (bars || tabs || to > from)
            {
                cells.Add(new(from, to));
            }

            at = next + 1;
            while (!bars && !tabs && at < end && line[at] == ' ')
            {
                at++;
            }
        }

        return cells;
    }
}
