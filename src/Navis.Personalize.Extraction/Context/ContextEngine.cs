using System.Collections.Frozen;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Extraction.Narrative;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Context;

/// <summary>ConText (Harkema et al., J Biomed Inform 2009; Chapman et al. 2011): cues before and behind a target, with the scope that the grammar of
/// lists, clauses and labels gives them, and headings and sections as defaults.</summary>
public sealed class ContextEngine : IContextEngine
{
    private const int MostWords = 480;
    private const int MostHeadingWords = 48;
    private const int MostCharacters = 2400; // no scope is longer: 120 words before, 40 behind
    private static readonly string[] OtherLanguages = ["es", "nl", "de"];
    private readonly SectionTitles titles;
    private readonly CueLexicon english;
    private readonly FrozenDictionary<string, CueLexicon> others;

    /// <summary>Compiles the cues of every language that has them.</summary>
    /// <param name="content">Content.</param>
    /// <param name="titles">Section titles.</param>
    /// <exception cref="ContentException">A file is not in its form.</exception>
    public ContextEngine(IContentSource content, SectionTitles titles)
    {
        this.titles = titles;
        english = new CueLexicon(content, "en");
        var names = content.List(TermFiles.Folder);
        others = OtherLanguages
            .Where(l => names.Contains($"{TermFiles.Folder}/{CueLexicon.Files[0]}.{l}.yaml", StringComparer.Ordinal))
            .ToFrozenDictionary(l => l, l => new CueLexicon(content, l), StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public ContextJudgement Judge(NarrativeText text, int start, int end)
    {
        var sentence = text.SentenceAt(start);
        var section = text.SectionOf(sentence);
        // A title in front of its text on the same line is the section's business, not the sentence's.
        var from = section.Body > sentence.Start && section.Body <= start ? section.Body : sentence.Start;
        var to = Math.Max(sentence.End, end);
        if (to - from > MostCharacters)
        {
            from = Math.Max(from, start - (MostCharacters / 2));
            to = Math.Min(to, end + (MostCharacters / 2));
        }

        var heading = sentence.HeadingEnd > 0 ? text.Slice(sentence.HeadingStart, sentence.HeadingEnd) : default;
        var outer = sentence.OuterEnd > 0 ? text.Slice(sentence.OuterStart, sentence.OuterEnd) : default;
        var judgement = Judge(text.Document.Language, outer, heading, text.Slice(from, to), start - from, end - from);
        return WithSection(judgement, titles.ContextOf(section.Concept));
    }

    /// <summary>Judges a target by the words of its sentence and of the heading that governs it.</summary>
    /// <param name="language">Language of the text.</param>
    /// <param name="outer">Heading above the heading, or empty.</param>
    /// <param name="heading">Heading, or empty.</param>
    /// <param name="sentence">Sentence.</param>
    /// <param name="start">Target start in the sentence.</param>
    /// <param name="end">Target end, exclusive.</param>
    internal ContextJudgement Judge(string language, ReadOnlySpan<char> outer, ReadOnlySpan<char> heading, ReadOnlySpan<char> sentence, int start, int end)
    {
        var cues = others.GetValueOrDefault(language) ?? english;
        Span<Word> words = stackalloc Word[MostWords];
        var count = Heading(cues, outer, words, 0);
        count = Heading(cues, heading, words, count);
        var own = count;
        count += cues.Scan(sentence, words[own..]);
        int first = own, last;
        while (first < count && words[first].End <= start)
        {
            first++;
        }

        for (last = first; last + 1 < count && words[last + 1].Start < end; last++)
        {
        }

        return first >= count ? default : new ContextScope(new(cues, words[..count], own, first, last, sentence)).Judge();
    }

    private static int Heading(CueLexicon cues, ReadOnlySpan<char> heading, Span<Word> words, int count)
    {
        if (heading.IsEmpty)
        {
            return count;
        }

        count += cues.Scan(heading, words.Slice(count, MostHeadingWords));
        if (count > 0 && words[count - 1].Sign != ':')
        {
            words[count++] = new(0, 0, 0, ':');
        }

        return count;
    }

    private static ContextJudgement WithSection(ContextJudgement judgement, SectionContext context) => context switch
    {
        SectionContext.None => judgement,
        SectionContext.Family => judgement with { Experiencer = judgement.Experiencer == Experiencer.Patient ? Experiencer.Family : judgement.Experiencer },
        SectionContext.Historical => judgement with { Historical = true },
        SectionContext.Hypothetical => judgement with { Hypothetical = true },
    };
}
