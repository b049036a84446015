using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Extraction.Narrative;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Documents;

/// <summary>Reads labelled values (<c>MRN: 123 | DOB: 1960-02-01</c>) by the labels of <c>document-headers.yaml</c>. Never reads prose: a label stands at
/// the start of a line, behind a gap, or is an abbreviation that only headers use.</summary>
internal sealed class HeaderFields
{
    private const int MostLabelWords = 6;
    private readonly PhraseTrie trie = new();
    private readonly ImmutableArray<TermEntry> entries;

    /// <summary>Loads the labels.</summary>
    /// <param name="content">Content.</param>
    public HeaderFields(IContentSource content)
    {
        entries = TermFiles.Load(content, "document-headers").Entries;
        for (var i = 0; i < entries.Length; i++)
        {
            foreach (var term in entries[i].Terms)
            {
                trie.Add(term, i);
            }
        }
    }

    /// <summary>Ids of the words of a value that are listed (<c>female</c>, <c>no-name</c>).</summary>
    /// <param name="value">Value.</param>
    public IEnumerable<string> Words(string value)
    {
        var words = new Word[64];
        var count = trie.Scan(value, words);
        for (var i = 0; i < count;)
        {
            var found = trie.Longest(words.AsSpan(0, count), i, out var length);
            if (found >= 0)
            {
                yield return entries[found].Id;
            }

            i += Math.Max(1, length);
        }
    }

    /// <summary>All labelled values of a text, in text order.</summary>
    /// <param name="text">Text.</param>
    /// <param name="lines">Its lines.</param>
    public List<HeaderField> Read(string text, IReadOnlyList<TextLine> lines)
    {
        var fields = new List<HeaderField>();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.Mark == LineMark.Row)
            {
                Cells(text, line, fields);
                continue;
            }

            var before = fields.Count;
            Labels(text, line, fields);
            if (fields.Count > before && fields[^1].End <= fields[^1].Start && i + 1 < lines.Count)
            {
                fields[^1] = Below(text, fields[^1], lines[i + 1].IsEmpty && i + 2 < lines.Count ? lines[i + 2] : lines[i + 1]);
            }
        }

        fields.RemoveAll(f => f.End <= f.Start);
        return fields;
    }

    private void Labels(string text, TextLine line, List<HeaderField> fields)
    {
        var from = line.Content;
        var first = fields.Count;
        for (var at = line.Content; at < line.End;)
        {
            var colon = text.AsSpan(at, line.End - at).IndexOf(':');
            if (colon < 0)
            {
                break;
            }

            colon += at;
            at = colon + 1;
            if (Label(text, from, colon, line.Content, out var start) is not { } id)
            {
                continue;
            }

            if (fields.Count > first)
            {
                fields[^1] = Trim(text, fields[^1] with { End = Math.Min(fields[^1].End, start) });
            }

            fields.Add(Trim(text, new(id, colon + 1, ValueEnd(text, colon + 1, line.End))));
            from = colon + 1;
        }

        Bare(text, line, fields);
    }

    // "Re: A. Example, DOB 01/02/1960, MRN 1234": the two abbreviations need no colon.
    private static void Bare(string text, TextLine line, List<HeaderField> fields)
    {
        foreach (var (abbreviation, id) in Abbreviations)
        {
            var at = text.AsSpan(line.Start, line.End - line.Start).IndexOf(abbreviation, StringComparison.Ordinal);
            var value = line.Start + at + abbreviation.Length;
            if (at >= 0 && value < line.End && char.IsAsciiDigit(text[value]))
            {
                fields.Add(Trim(text, new(id, value, ValueEnd(text, value, line.End))));
            }
        }
    }

    private static readonly ImmutableArray<(string, string)> Abbreviations = [("DOB ", "birth"), ("MRN ", "identifier"), ("MRN #", "identifier"), ("NHC ", "identifier")];

    private void Cells(string text, TextLine line, List<HeaderField> fields)
    {
        string? label = null;
        for (var at = line.Start; at < line.End;)
        {
            var bar = text.AsSpan(at, line.End - at).IndexOf('|');
            var end = bar < 0 ? line.End : at + bar;
            if (label is not null && end > at)
            {
                fields.Add(Trim(text, new(label, at, end)));
            }

            label = label is null && end > at ? Whole(text.AsSpan(at, end - at)) : null;
            at = end + 1;
        }
    }

    private string? Whole(ReadOnlySpan<char> cell)
    {
        Span<Word> words = stackalloc Word[MostLabelWords + 1];
        var count = trie.Scan(cell.TrimEnd(": *#"), words);
        var value = count is > 0 and <= MostLabelWords ? trie.Longest(words[..count], 0, out var length) is var v && length == count ? v : -1 : -1;
        return value < 0 ? null : entries[value].Id;
    }

    private string? Label(string text, int from, int colon, int lineStart, out int start)
    {
        start = colon;
        var floor = Math.Max(from, colon - 48);
        while (floor > from && WordScanner.IsWordPart(text[floor]) && WordScanner.IsWordPart(text[floor - 1]))
        {
            floor++;
        }

        Span<Word> words = stackalloc Word[16];
        var span = text.AsSpan(floor, colon - floor);
        var count = trie.Scan(span, words);
        while (count > 0 && words[count - 1].Sign is '#' or '.')
        {
            count--;
        }

        for (var i = Math.Max(0, count - MostLabelWords); i < count; i++)
        {
            var value = trie.Longest(words[..count], i, out var length);
            if (value < 0 || length != count - i)
            {
                continue;
            }

            start = floor + words[i].Start;
            var id = entries[value].Id;
            return id is not ("female" or "male" or "no-name") && (IsSeparated(text, start, lineStart) || id is "birth" or "identifier") ? id : null;
        }

        return null;
    }

    private static bool IsSeparated(string text, int at, int lineStart)
    {
        var before = at - 1;
        while (before >= lineStart && (text[before] is ' ' or '*' or '_' || text[before] == '\t'))
        {
            if (text[before] == '\t')
            {
                return true;
            }

            before--;
        }

        return before < lineStart || text[before] is '|' or ';' or ',' || at - before > 2;
    }

    private static int ValueEnd(string text, int from, int end)
    {
        var at = from;
        while (at < end && (char.IsWhiteSpace(text[at]) || text[at] is '*' or '_'))
        {
            at++;
        }

        while (at < end && text[at] is not ('|' or ';' or '\t') && !(text[at] == ' ' && at + 1 < end && text[at + 1] == ' '))
        {
            at++;
        }

        return at;
    }

    // A label alone on its line: the value stands below it, unless that is a label too.
    private static HeaderField Below(string text, HeaderField field, TextLine line) =>
        line.IsEmpty || line.End - line.Start > 60 || text.AsSpan(line.Start, line.End - line.Start).Contains(':')
            ? field : Trim(text, new(field.Id, line.Start, ValueEnd(text, line.Start, line.End)));

    private static HeaderField Trim(string text, HeaderField field)
    {
        var (start, end) = (field.Start, field.End);
        while (start < end && (char.IsWhiteSpace(text[start]) || text[start] is '*' or '_' or ',' or ':'))
        {
            start++;
        }

        while (end > start && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] is '*' or '_' or ',' or ';' or '.'))
        {
            end--;
        }

        return new(field.Id, start, end);
    }
}

/// <summary>A labelled value.</summary>
/// <param name="Id">What the label says.</param>
/// <param name="Start">Start of the value.</param>
/// <param name="End">End, exclusive.</param>
internal readonly record struct HeaderField(string Id, int Start, int End);
