using System.Collections.Frozen;
using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Narrative;

/// <summary>Cuts sections into sentences: lines are joined to blocks by <see cref="LineJoiner"/>, and blocks are cut where sentences end.</summary>
internal sealed class SentenceFinder
{
    private const int LongestSentence = 2_000;
    private const int LongestWord = 40; // what is longer is no abbreviation
    private readonly LineJoiner joiner;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> always;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> beforeNumber;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> openers;

    public SentenceFinder(IContentSource content)
    {
        var file = TermFiles.Load(content, "sentences");
        always = Terms(file, "before-any");
        beforeNumber = Terms(file, "before-number");
        joiner = new LineJoiner(Terms(file, "open"), Terms(file, "open-long"));
        openers = Terms(file, "opener");
    }

    /// <summary>The sentences of a text; at least one, even when it is empty.</summary>
    /// <param name="text">Text.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="sections">Its sections.</param>
    public ImmutableArray<Sentence> Find(string text, IReadOnlyList<TextLine> lines, ImmutableArray<Section> sections)
    {
        var found = ImmutableArray.CreateBuilder<Sentence>(lines.Count);
        var wrap = LineJoiner.WrapWidth(lines);
        var section = 0;
        var block = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].IsEmpty)
            {
                continue;
            }

            var start = block < 0 ? lines[i].Start : block;
            var next = NextLine(lines, i);
            if (next < lines.Count && joiner.Joins(text, lines, i, next, wrap) && !StartsSection(sections, section, lines[i].End, lines[next].Start))
            {
                block = start;
                continue;
            }

            block = -1;
            Cut(text, start, lines[i].End, sections, ref section, found);
        }

        if (found.Count == 0)
        {
            found.Add(new(0, 0, 0));
        }

        return ListHeadings.Assign(text, lines, sections, found);
    }

    private static int NextLine(IReadOnlyList<TextLine> lines, int index)
    {
        do
        {
            index++;
        }
        while (index < lines.Count && lines[index].IsEmpty);
        return index;
    }

    private static bool StartsSection(ImmutableArray<Section> sections, int from, int after, int upTo)
    {
        for (var i = from; i < sections.Length && sections[i].Start <= upTo; i++)
        {
            if (sections[i].Start > after || (sections[i].Body == after && sections[i].Body > sections[i].Start))
            {
                return true;
            }
        }

        return false;
    }

    private void Cut(string text, int start, int end, ImmutableArray<Section> sections, ref int section, ImmutableArray<Sentence>.Builder found)
    {
        while (start < end)
        {
            while (section + 1 < sections.Length && sections[section + 1].Start <= start)
            {
                section++;
            }

            var limit = section + 1 < sections.Length ? Math.Min(end, sections[section + 1].Start) : end;
            var bound = Math.Min(limit, start + LongestSentence);
            var stop = SentenceEnd(text, Math.Max(start, Math.Min(sections[section].Body, bound)), bound);
            stop = stop == bound && bound < limit ? Bounded(text, start, bound) : stop;
            var trimmed = stop;
            while (trimmed > start && char.IsWhiteSpace(text[trimmed - 1]))
            {
                trimmed--;
            }

            if (trimmed > start)
            {
                found.Add(new(start, trimmed, section));
            }

            start = stop;
            while (start < end && char.IsWhiteSpace(text[start]))
            {
                start++;
            }
        }
    }

    // Text without stops is cut all the same, so that no reader of a sentence sees more than a page of it.
    private static int Bounded(string text, int start, int stop)
    {
        var cut = text.LastIndexOfAny([';', '\n'], stop - 1, (stop - start) / 2);
        cut = cut < 0 ? text.LastIndexOfAny([',', ' '], stop - 1, (stop - start) / 2) : cut;
        return cut < 0 ? stop : cut + 1;
    }

    private int SentenceEnd(string text, int start, int end)
    {
        var at = start;
        while (at < end)
        {
            var next = text.AsSpan(at, end - at).IndexOfAny('.', '!', '?');
            if (next < 0)
            {
                return end;
            }

            at += next + 1;
            while (at < end && text[at] is '.' or '!' or '?' or ')' or '"' or '”' or '\'')
            {
                at++;
            }

            if (EndsAt(text, start, at, end))
            {
                return at;
            }
        }

        return end;
    }

    private bool EndsAt(string text, int start, int at, int end)
    {
        if (at >= end)
        {
            return true;
        }

        var stop = at - 1;
        while (stop > start && text[stop] is ')' or '"' or '”' or '\'')
        {
            stop--;
        }

        if (text[stop] is not ('.' or '!' or '?'))
        {
            return false;
        }

        var wordStart = stop;
        var floor = Math.Max(start, stop - LongestWord);
        while (wordStart > floor && !char.IsWhiteSpace(text[wordStart - 1]) && text[wordStart - 1] is not ('(' or '[' or '"'))
        {
            wordStart--;
        }

        var word = text.AsSpan(wordStart, stop - wordStart);
        var next = text[at];
        if (!char.IsWhiteSpace(next))
        {
            // "detected.KRAS": a full stop whose space was lost, between a word of small letters and a capital.
            return text[stop] == '.' && char.IsUpper(next) && word.Length > 3 && !word.Contains('.') && IsLowerWord(word) && !always.Contains(word);
        }

        var follow = at;
        while (follow < end && char.IsWhiteSpace(text[follow]))
        {
            follow++;
        }

        // "TUMOR SIZE ...... 3.8 CM": dots that lead to a value end nothing.
        if (stop - start > 3 && text[stop - 1] == '.' && text[stop - 2] == '.' && (text[stop - 3] is '.' or ' '))
        {
            return false;
        }

        var first = follow < end ? text[follow] : 'A';
        if (text[stop] != '.')
        {
            return !char.IsLower(first);
        }

        if ((char.IsLower(first) && !OpensStaging(text, follow, end)) || first is ',' or ';' or ')' || always.Contains(word))
        {
            return false;
        }

        if (beforeNumber.Contains(word))
        {
            return !char.IsDigit(first);
        }

        // "A. LUNG", "1. EGFR" at the start of a sentence are numbering; a lone capital elsewhere is an initial.
        // OCR puts spaces there: "7 . Invasion", "0.5 x 0. 7 cm".
        if (stop - start <= 3 && text.AsSpan(start, stop - start).TrimEnd() is [var only] && char.IsAsciiLetterOrDigit(only))
        {
            return false;
        }

        if (word is "0" && char.IsAsciiDigit(first))
        {
            return false;
        }

        if (word.Length <= 2 && wordStart == start && (word.IsEmpty || char.IsAsciiDigit(word[0]) || (word.Length == 1 && char.IsAsciiLetter(word[0]))))
        {
            return false;
        }

        return !(word.Length == 1 && char.IsUpper(word[0]) && char.IsUpper(first) && follow + 1 < end && (text[follow + 1] == '.' || IsSurname(text, follow, end)));
    }

    // "No complete response. ypT2a ypN1": a staging code opens a sentence though it begins with a small letter.
    private static bool OpensStaging(string text, int at, int end)
    {
        var stop = at;
        while (stop < end && stop - at < 3 && text[stop] is 'c' or 'p' or 'y' or 'r' or 'a')
        {
            stop++;
        }

        return stop > at && stop + 1 < end && text[stop] == 'T' && (char.IsAsciiDigit(text[stop + 1]) || text[stop + 1] is 'X' or 'x' or 'i');
    }

    // "J. Smith": the word behind an initial is a name unless it opens sentences.
    private bool IsSurname(string text, int at, int end)
    {
        var stop = at;
        while (stop < end && char.IsLetter(text[stop]))
        {
            stop++;
        }

        return stop - at > 1 && char.IsLower(text[at + 1]) && !openers.Contains(text.AsSpan(at, stop - at));
    }

    private static bool IsLowerWord(ReadOnlySpan<char> word)
    {
        foreach (var c in word[1..])
        {
            if (!char.IsLower(c))
            {
                return false;
            }
        }

        return true;
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Terms(TermFile file, string id) =>
        file.Entries.Where(e => string.Equals(e.Id, id, StringComparison.Ordinal)).SelectMany(e => e.Terms).ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
