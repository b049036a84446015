using Navis.Personalize.Core.Content;
using Navis.Personalize.Extraction.Narrative;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Context;

/// <summary>Judges one concept in one sentence, as the command <c>navis assert</c> does. Thread safe; allocates nothing a sentence.</summary>
public sealed class AssertionReader
{
    private const int MostTitleWords = 12;
    private readonly SectionTitles titles;
    private readonly ContextEngine engine;

    /// <summary>Loads titles and cues.</summary>
    /// <param name="content">Content.</param>
    /// <exception cref="ContentException">A file is not in its form.</exception>
    public AssertionReader(IContentSource content)
    {
        titles = new SectionTitles(content);
        engine = new ContextEngine(content, titles);
    }

    /// <summary>Judges a concept.</summary>
    /// <param name="concept">Concept; it stands in capitals in the sentence. When it does not, the sentence is judged as a whole.</param>
    /// <param name="sentence">Sentence, titles of its section included.</param>
    public SentenceAssertion Judge(ReadOnlySpan<char> concept, ReadOnlySpan<char> sentence)
    {
        var (start, end) = Target(concept.Trim(), sentence);
        var (body, context) = Title(sentence, start, end);
        var judgement = engine.Judge("en", default, default, sentence[body..], Math.Max(0, start - body), Math.Max(1, end - body));
        var historical = judgement.Historical || context == SectionContext.Historical;
        // What is to be ruled out is looked for now: it is a suspicion, not a condition.
        var hypothetical = (judgement.Hypothetical && !judgement.Uncertain) || context == SectionContext.Hypothetical;
        return new(
            judgement.Negated ? "negated" : "affirmed",
            historical ? "historical" : hypothetical ? "not-particular" : "recent",
            (context == SectionContext.Family ? Experiencer.Family : judgement.Experiencer) switch
            {
                Experiencer.Patient => "patient",
                Experiencer.Family => "family",
                Experiencer.Other => "other",
            });
    }

    // The concept in capitals; white space of any length matches white space.
    private static (int Start, int End) Target(ReadOnlySpan<char> concept, ReadOnlySpan<char> sentence)
    {
        if (concept.IsEmpty)
        {
            return (0, sentence.Length);
        }

        var initial = char.ToUpperInvariant(concept[0]);
        for (var at = 0; at < sentence.Length; at++)
        {
            var next = sentence[at..].IndexOf(initial);
            if (next < 0)
            {
                break;
            }

            at += next;
            var length = MatchLength(concept, sentence[at..]);
            if (length > 0)
            {
                return (at, at + length);
            }
        }

        return (0, sentence.Length);
    }

    private static int MatchLength(ReadOnlySpan<char> concept, ReadOnlySpan<char> text)
    {
        var at = 0;
        for (var i = 0; i < concept.Length; i++)
        {
            if (char.IsWhiteSpace(concept[i]))
            {
                var before = at;
                while (at < text.Length && char.IsWhiteSpace(text[at]))
                {
                    at++;
                }

                while (i + 1 < concept.Length && char.IsWhiteSpace(concept[i + 1]))
                {
                    i++;
                }

                if (at == before)
                {
                    return 0;
                }
            }
            else if (at < text.Length && text[at] == char.ToUpperInvariant(concept[i]))
            {
                at++;
            }
            else
            {
                return 0;
            }
        }

        return at;
    }

    // The last title before the target, or at its beginning, and where its text starts.
    private (int Body, SectionContext Context) Title(ReadOnlySpan<char> sentence, int start, int end)
    {
        var found = (Body: 0, Context: SectionContext.None);
        var from = 0;
        Span<Word> words = stackalloc Word[MostTitleWords + 1];
        while (from < end)
        {
            // The sign of a title that is itself the concept stands behind it ("ALLERGIES - none").
            var length = LabelLength(sentence[from..Math.Min(sentence.Length, end + 3)], out var sign);
            if (length < 0)
            {
                break;
            }

            // A title has few words: those of the label's end.
            var label = sentence.Slice(Math.Max(from, from + length - 60), length - Math.Max(0, length - 60));
            var count = titles.Scan(label, words);
            for (var first = Math.Max(0, count - MostTitleWords); first < count; first++)
            {
                if (titles.Match(words[first..count]) is { } concept)
                {
                    found = (Math.Min(from + length <= start ? from + length + sign : start, start), titles.ContextInOneSentence(concept));
                    break;
                }
            }

            from += length + sign;
        }

        return found;
    }

    private static int LabelLength(ReadOnlySpan<char> text, out int sign)
    {
        var colon = text.IndexOf(':');
        var dash = text[..(colon < 0 ? text.Length : colon)].IndexOf(" - ");
        sign = dash >= 0 ? 3 : 1;
        return dash >= 0 ? dash : colon;
    }
}

/// <summary>Answer of <see cref="AssertionReader"/> in the words of the contract.</summary>
/// <param name="Negation"><c>affirmed</c> or <c>negated</c>.</param>
/// <param name="Temporality"><c>recent</c>, <c>historical</c> or <c>not-particular</c> (conditions, instructions, plans).</param>
/// <param name="Experiencer"><c>patient</c>, <c>family</c> or <c>other</c>.</param>
public readonly record struct SentenceAssertion(string Negation, string Temporality, string Experiencer)
{
    /// <summary>The three, separated by tabs.</summary>
    public override string ToString() => $"{Negation}\t{Temporality}\t{Experiencer}";
}
