using System.Collections.Immutable;

namespace Navis.Personalize.Extraction.Narrative;

/// <summary>Tells which headings or introducing line govern a list item, so that <c>Not detected:</c> over ten genes negates all ten.</summary>
internal static class ListHeadings
{
    private const int LongestPlainItem = 60;

    /// <summary>Sets <see cref="Sentence.HeadingStart"/> and <see cref="Sentence.HeadingEnd"/>.</summary>
    /// <param name="text">Text.</param>
    /// <param name="lines">Lines.</param>
    /// <param name="sections">Sections.</param>
    /// <param name="sentences">Sentences in text order.</param>
    public static ImmutableArray<Sentence> Assign(string text, IReadOnlyList<TextLine> lines, ImmutableArray<Section> sections, ImmutableArray<Sentence>.Builder sentences)
    {
        if (sentences[^1].End == 0)
        {
            return sentences.DrainToImmutable();
        }

        int line = 0, previousLine = -1;
        Heading outer = default, inner = default;
        for (var i = 0; i < sentences.Count; i++)
        {
            var sentence = sentences[i];
            while (line + 1 < lines.Count && lines[line + 1].Start <= sentence.Start)
            {
                line++;
            }

            var starts = lines[line].Start == sentence.Start;
            var marked = starts && lines[line].Mark is LineMark.Bullet or LineMark.Number;
            if (IsTitle(sections, sentence) || text[sentence.End - 1] == ':' || IsAnsweredTitle(text, sections, sentence))
            {
                // "- Fusions:" inside a list stays under the list's own heading, and takes the place of an earlier "- Mutations:".
                outer = marked ? (inner.Marked ? outer : inner) : default;
                inner = new(sentence.Start, sentence.End, marked);
            }
            else if (inner.End > 0 && (marked || !starts || IsPlainItem(text, lines, line, previousLine, sentence)))
            {
                sentences[i] = sentence with { HeadingStart = inner.Start, HeadingEnd = inner.End, OuterStart = outer.Start, OuterEnd = outer.End };
            }
            else
            {
                outer = default;
                inner = LabelLine(text, lines[line], sentence);
            }

            while (line + 1 < lines.Count && lines[line + 1].Start < sentence.End)
            {
                line++;
            }

            previousLine = line;
        }

        return sentences.DrainToImmutable();
    }

    private readonly record struct Heading(int Start, int End, bool Marked);

    // "FUSIONS: NEGATIVE" over a list of genes: a title of a molecular section with a word or two behind it.
    private static bool IsAnsweredTitle(string text, ImmutableArray<Section> sections, Sentence sentence)
    {
        // "Result: not detected" answers for the line above it, not for the next.
        var section = sections[sentence.Section];
        return !text.AsSpan(section.Start).StartsWith("result", StringComparison.OrdinalIgnoreCase) && section.Start == sentence.Start && section.Body > section.Start && section.Concept is "molecular" && sentence.End - section.Body is > 0 and < 20;
    }

    private static bool IsTitle(ImmutableArray<Section> sections, Sentence sentence)
    {
        var section = sections[sentence.Section];
        return section.Start == sentence.Start && section.Body > section.Start && section.Body >= sentence.End;
    }

    // A short line directly under the heading or the item before it, without a full stop and without a label of its own.
    private static bool IsPlainItem(string text, IReadOnlyList<TextLine> lines, int line, int previousLine, Sentence sentence) =>
        line - previousLine == 1 && sentence.End - sentence.Start <= LongestPlainItem && lines[line].Start == sentence.Start
        && text[sentence.End - 1] != '.' && !text.AsSpan(sentence.Start, sentence.End - sentence.Start).Contains(':');

    // "Not detected:" joined with its first value governs the short lines that follow.
    private static Heading LabelLine(string text, TextLine line, Sentence sentence) =>
        line.End < sentence.End && line.Start == sentence.Start && text[line.End - 1] == ':' ? new(line.Start, line.End, false) : default;
}
