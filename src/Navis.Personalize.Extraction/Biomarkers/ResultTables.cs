using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>A way to read a row: its text with the cells that say nothing of the result blanked out, so that offsets stay, and the result that its column says.</summary>
/// <param name="Text">Text of the row.</param>
/// <param name="Status">Result of all that it names without one of its own, or null.</param>
internal readonly record struct RowReading(string Text, string? Status);

/// <summary>The rows of result tables whose header is known (<see cref="TableColumns"/>). Linear in the text.</summary>
internal sealed class ResultTables
{
    private const int LongestRow = 400;
    private const int LongestMark = 3;
    private readonly NarrativeText text;
    private readonly List<Row> rows = [];

    private ResultTables(NarrativeText text) => this.text = text;

    /// <summary>Finds the tables of a text.</summary>
    /// <param name="columns">Titles.</param>
    /// <param name="vocabulary">Vocabulary.</param>
    /// <param name="text">Narrative.</param>
    public static ResultTables Find(TableColumns columns, BiomarkerVocabulary vocabulary, NarrativeText text)
    {
        var tables = new ResultTables(text);
        var header = new List<Column>();
        var places = new List<TableCell>();
        var blank = false;
        foreach (var (start, end) in Lines(text.Text))
        {
            var line = text.Slice(start, end);
            if (line.IsWhiteSpace())
            {
                blank = true;
                continue;
            }

            var cells = end - start > LongestRow ? [] : TableCell.Of(line);
            if (cells.Count > 1 && columns.Header(line, cells) is { Count: > 0 } found && vocabulary.Triggers(line).All(m => vocabulary.Term(m.Entry).Role != Role.Gene))
            {
                (header, places) = (found, cells);
            }
            else if (header.Count > 0 && !tables.Add(header, places, start, cells, line, blank && cells.Count < 2))
            {
                header = [];
            }

            blank = false;
        }

        return tables;
    }

    /// <summary>The readings of a sentence that is a row, or a part of one; empty when it is none.</summary>
    /// <param name="sentence">Sentence.</param>
    public IReadOnlyList<RowReading> Of(Sentence sentence)
    {
        int low = 0, high = rows.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = rows[middle].Start <= sentence.Start ? (middle, high) : (low, middle - 1);
        }

        return rows.Count == 0 || sentence.Start < rows[low].Start || sentence.Start >= rows[low].End ? [] : Readings(rows[low], sentence);
    }

    private List<RowReading> Readings(Row row, Sentence sentence)
    {
        var readings = new List<RowReading>();
        foreach (var cell in row.Cells.Where(c => c.Column is Column.Detected or Column.NotDetected && c.End > c.Start))
        {
            var status = cell.Column == Column.Detected ? BiomarkerStatus.Detected : BiomarkerStatus.NotDetected;
            var marked = IsMark(text.Slice(cell.Start, cell.End));
            readings.Add(new(Keep(row, sentence, c => marked ? c.Column is Column.Gene or Column.Alteration or Column.Unknown : c == cell), status));
        }

        if (readings.Count == 0)
        {
            readings.Add(new(Keep(row, sentence, c => c.Column != Column.Other), null));
        }

        return readings;
    }

    private string Keep(Row row, Sentence sentence, Func<Cell, bool> keep)
    {
        var own = text.Text[sentence.Start..sentence.End].ToCharArray();
        foreach (var cell in row.Cells.Where(c => !keep(c)))
        {
            for (var at = Math.Max(cell.Start, sentence.Start); at < Math.Min(cell.End, sentence.End); at++)
            {
                own[at - sentence.Start] = ' ';
            }
        }

        return new(own);
    }

    // False when the line is no row, so that the table is over.
    private bool Add(List<Column> header, List<TableCell> places, int start, List<TableCell> cells, ReadOnlySpan<char> line, bool setOff)
    {
        if (cells.Count == 0 || setOff || (cells.Count == 1 && line.Length > 60 && !IsUnder(places, cells[0])))
        {
            return false;
        }

        if (line.IndexOfAnyExcept(Stops.Rule) < 0)
        {
            return true; // a rule below the header
        }

        var row = new List<Cell>();
        for (var i = 0; i < cells.Count; i++)
        {
            var column = cells.Count == header.Count ? header[i] : header[Nearest(places, cells[i])];
            row.Add(new(cells[i].Start + start, cells[i].End + start, column));
        }

        rows.Add(new(start, start + line.Length, row));
        return true;
    }

    private static bool IsUnder(List<TableCell> places, TableCell cell) => cell.Start > 0 && places.Exists(p => p.Start > 0 && Math.Abs(p.Start - cell.Start) < 3);

    // The title that the cell stands under, else the one that begins nearest to it.
    private static int Nearest(List<TableCell> places, TableCell cell)
    {
        var best = 0;
        for (var i = 1; i < places.Count; i++)
        {
            if (Far(places[i], cell) < Far(places[best], cell))
            {
                best = i;
            }
        }

        return best;
    }

    private static int Far(TableCell title, TableCell cell) =>
        Math.Max(0, Math.Max(title.Start - cell.End, cell.Start - title.End)) + (Math.Abs(title.Start - cell.Start) / 8);

    private static bool IsMark(ReadOnlySpan<char> cell) =>
        cell.Length <= LongestMark && cell.Trim("[]()") is "x" or "X" or "+" or "✓" or "✔" or "●" or "•" or "■" or "1" or "yes" or "Yes" or "YES" or "sí" or "Sí";

    private static IEnumerable<(int Start, int End)> Lines(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = text.AsSpan(at).IndexOfAny('\n', '\r', '\f');
            end = end < 0 ? text.Length : at + end;
            yield return (at, end);
            at = end + 1;
        }
    }

    private sealed record Row(int Start, int End, List<Cell> Cells);

    private readonly record struct Cell(int Start, int End, Column Column);
}
