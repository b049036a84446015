using System.Collections.Immutable;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Narrative;

/// <summary>Finds the titles of a text and makes sections of them. A title stands alone on its line, before a colon at the start of a line, or,
/// in texts without line breaks, before a colon at the start of a sentence.</summary>
internal sealed class SectionFinder
{
    private const int MostTitleLength = 90;
    private const int MostWords = 12;
    private const int LongestSymbol = 5; // "EGFR: …" is an item, no title
    private readonly SectionTitles titles;

    public SectionFinder(SectionTitles titles) => this.titles = titles;

    /// <summary>The sections of a text, without gaps.</summary>
    /// <param name="text">Text.</param>
    /// <param name="lines">Its lines.</param>
    public ImmutableArray<Section> Find(string text, IReadOnlyList<TextLine> lines)
    {
        var open = new Draft();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.IsEmpty)
            {
                open.EndNested(line.Start, atParagraph: true, int.MaxValue);
                open.EndParagraph(line.Start, titles);
                continue;
            }

            open.EndNested(line.Start, atParagraph: false, line.Indent);
            if (TitleAt(text, lines, i, open.Concept) is { } title)
            {
                open.Begin(title, line, IsNested(line, title, open));
            }

            InsideLine(text, line, Math.Max(line.Content, open.Body), open);
        }

        return open.Close(text.Length);
    }

    private Title? TitleAt(string text, IReadOnlyList<TextLine> lines, int index, string current)
    {
        var line = lines[index];
        var body = text.AsSpan(line.Content, line.End - line.Content);
        var colon = TitleLength(body);
        if (colon < 0)
        {
            return null;
        }

        var alone = line.Content + colon >= line.End;
        var after = alone ? line.End : AfterColon(text, line.Content + colon, line.End);
        alone = after >= line.End;
        var name = WithoutBrackets(body[..colon]);
        if (name.IsEmpty || !StartsTitle(name[0], line.Mark))
        {
            return null;
        }

        Span<Word> words = stackalloc Word[MostWords];
        var count = titles.Scan(name, words);
        var hasColon = colon < body.Length && body[colon] == ':';
        var concept = count is 0 or MostWords ? null : titles.Match(words[..count]);
        if (concept is not null)
        {
            return hasColon || IsStandalone(text, lines, index, name) ? new Title(concept, after, alone) : null;
        }

        // A title that is not known ends only sections that must not run on, and only when it is plainly a title.
        if (!titles.EndsAtAnyTitle(current) || count is 0 or > 7 || line.Mark is LineMark.Bullet or LineMark.Row)
        {
            return null;
        }

        return line.Mark == LineMark.Heading || (alone && hasColon && line.Mark != LineMark.Number) || (IsUpper(name) && (alone || !string.Equals(current, FamilyHistory, StringComparison.Ordinal)) && (hasColon || alone) && name.Length > (alone ? 3 : LongestSymbol))
            ? new Title("", after, alone)
            : null;
    }

    private const string FamilyHistory = "family-history";

    // The title's length: up to the colon, a free dash, or the end of the line; -1 when that is too far for a title.
    private static int TitleLength(ReadOnlySpan<char> line)
    {
        var window = line.Length > MostTitleLength ? line[..MostTitleLength] : line;
        var colon = window.IndexOf(':');
        if (colon >= 0)
        {
            return colon;
        }

        var dash = window.IndexOf(" - ");
        return dash > 0 ? dash : line.Length <= MostTitleLength ? line.Length : -1;
    }

    private static int AfterColon(string text, int at, int end)
    {
        while (at < end && (text[at] is ':' or '*' or '_' or '-' || char.IsWhiteSpace(text[at])))
        {
            at++;
        }

        return at;
    }

    // "MACROSCOPY (April 1)" -> "MACROSCOPY"; emphasis is taken off.
    private static ReadOnlySpan<char> WithoutBrackets(ReadOnlySpan<char> name)
    {
        name = name.Trim(" *_\t.");
        var open = name.IndexOf('(');
        return open > 3 && name[^1] == ')' && name[open - 1] == ' ' ? name[..open].TrimEnd() : name;
    }

    private static bool StartsTitle(char first, LineMark mark) => char.IsUpper(first) || mark is LineMark.Heading or LineMark.Bold;

    // A title without a colon must not be a piece of a wrapped sentence: capitals and markdown are titles, else the line before must be complete.
    private static bool IsStandalone(string text, IReadOnlyList<TextLine> lines, int index, ReadOnlySpan<char> name)
    {
        var line = lines[index];
        if (line.Mark is LineMark.Heading or LineMark.Bold)
        {
            return true;
        }

        if (line.Mark is LineMark.Bullet or LineMark.Row || line.End - line.Content > name.Length + 30)
        {
            return false;
        }

        if (IsUpper(name) || index == 0 || lines[index - 1].IsEmpty)
        {
            return true;
        }

        var before = lines[index - 1];
        return text[before.End - 1] is '.' or ':' or '!' or '?' or ';' or ')' || before.End - before.Start < 50 && text[before.End - 1] != ',';
    }

    private static bool IsUpper(ReadOnlySpan<char> name)
    {
        var letters = 0;
        foreach (var c in name)
        {
            if (char.IsLower(c))
            {
                return false;
            }

            letters += char.IsLetter(c) ? 1 : 0;
        }

        return letters > 1;
    }

    // A label with its text on the same line, further in than the section's title or behind a bullet, governs its own lines only.
    private static bool IsNested(TextLine line, Title title, Draft open) =>
        !title.Alone && open.HasTitle && (line.Mark == LineMark.Bullet || line.Indent > open.Indent);

    // Titles before a colon further along the line; each must begin a sentence or be in capitals.
    private void InsideLine(string text, TextLine line, int from, Draft open)
    {
        var searched = from;
        while (searched < line.End)
        {
            var colon = text.AsSpan(searched, line.End - searched).IndexOf(':');
            if (colon < 0)
            {
                return;
            }

            colon += searched;
            var start = TitleBefore(text, from, colon, out var concept);
            if (start > line.Content)
            {
                open.Begin(new Title(concept, AfterColon(text, colon, line.End), Alone: false), line with { Start = start }, nested: false);
                from = colon + 1;
            }

            searched = colon + 1;
        }
    }

    private int TitleBefore(string text, int from, int colon, out string concept)
    {
        concept = "";
        var floor = Math.Max(from, colon - 60);
        var found = -1;
        Span<Word> words = stackalloc Word[MostWords];
        for (var at = colon - 1; at >= floor; at--)
        {
            var c = text[at];
            if (c is '.' or ';' or ':' or '?' or '!' or ',')
            {
                break;
            }

            if (!char.IsUpper(c) || (at > from && WordScanner.IsWordPart(text[at - 1])))
            {
                continue;
            }

            var name = text.AsSpan(at, colon - at);
            if (IsUpper(name) ? name.Length < 4 : !BeginsSentence(text, from, at))
            {
                continue;
            }

            var count = titles.Scan(name, words);
            if (count is > 0 and < MostWords && titles.Match(words[..count]) is { } known)
            {
                concept = known;
                found = at;
            }
        }

        return found;
    }

    private static bool BeginsSentence(string text, int from, int at)
    {
        var before = at - 1;
        while (before >= from && char.IsWhiteSpace(text[before]))
        {
            before--;
        }

        return before < from || text[before] is '.' or ';' or '?' or '!' or ')' || at - before > 3;
    }

    private readonly record struct Title(string Concept, int Body, bool Alone);

    /// <summary>The sections so far, and the one that is open.</summary>
    private sealed class Draft
    {
        private readonly ImmutableArray<Section>.Builder done = ImmutableArray.CreateBuilder<Section>();
        private Section current = new("", 0, 0, 0);
        private (string Concept, int Indent, bool HasTitle)? outer;

        public string Concept => current.Concept;

        public int Body => current.Body;

        public int Indent { get; private set; }

        public bool HasTitle { get; private set; }

        private bool hasNestedLine;
        private bool runIn;

        public void Begin(Title title, TextLine line, bool nested)
        {
            if (nested)
            {
                outer ??= (current.Concept, Indent, HasTitle);
            }
            else
            {
                outer = null;
            }

            Next(title.Concept, line.Start, title.Body);
            (Indent, HasTitle, hasNestedLine, runIn) = (line.Indent, true, nested, !title.Alone);
        }

        /// <summary>Goes back to the outer section when the lines of a nested label are over.</summary>
        public void EndNested(int at, bool atParagraph, int indent)
        {
            if (outer is { } section && hasNestedLine && (atParagraph || indent <= Indent))
            {
                Next(section.Concept, at, at);
                (Indent, HasTitle, outer, hasNestedLine) = (section.Indent, section.HasTitle, null, false);
            }
        }

        /// <summary>"Family history: mother had breast cancer." on one line is over at the end of its paragraph.</summary>
        public void EndParagraph(int at, SectionTitles titles)
        {
            if (HasTitle && runIn && titles.EndsAtAnyTitle(current.Concept))
            {
                Next("", at, at);
                (HasTitle, runIn) = (false, false);
            }
        }

        public ImmutableArray<Section> Close(int end)
        {
            done.Add(current with { End = end });
            return done.ToImmutable();
        }

        private void Next(string concept, int start, int body)
        {
            if (start > current.Start || done.Count > 0)
            {
                done.Add(current with { End = start });
            }

            current = new(concept, start, body, body);
        }
    }
}
