using System.Collections.Immutable;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Context;

/// <summary>A target among the words of its sentence: what stands where, seen from it.</summary>
internal readonly ref struct TargetWords
{
    private readonly CueLexicon cues;
    private readonly ReadOnlySpan<Word> words;
    private readonly int own;
    private readonly int first;
    private readonly int last;
    private readonly ReadOnlySpan<char> sentence;

    /// <summary>A target.</summary>
    /// <param name="cues">Cues.</param>
    /// <param name="words">Words of heading and sentence.</param>
    /// <param name="own">First word of the sentence itself.</param>
    /// <param name="first">First word of the target.</param>
    /// <param name="last">Last word of the target.</param>
    /// <param name="sentence">Text of the sentence.</param>
    public TargetWords(CueLexicon cues, ReadOnlySpan<Word> words, int own, int first, int last, ReadOnlySpan<char> sentence)
    {
        this.cues = cues;
        this.words = words;
        this.own = own;
        this.first = first;
        this.last = last;
        this.sentence = sentence;
    }

    /// <summary>Words of heading and sentence.</summary>
    public ReadOnlySpan<Word> Words => words;

    /// <summary>First word of the target.</summary>
    public int First => first;

    /// <summary>Last word of the target.</summary>
    public int Last => last;

    /// <summary>What a cue phrase can mean.</summary>
    /// <param name="mark">Cue phrase.</param>
    public ImmutableArray<Cue> Meanings(in Mark mark) => cues.Meanings(mark.Value);

    /// <summary>The cue phrases in a stretch of words.</summary>
    /// <param name="from">First word.</param>
    /// <param name="to">Word behind the last.</param>
    /// <param name="marks">Where to write them.</param>
    /// <returns>How many there are.</returns>
    public int Find(int from, int to, scoped Span<Mark> marks)
    {
        var count = 0;
        for (var i = from; i < to && count < marks.Length;)
        {
            var value = cues.Longest(words[..to], i, out var length);
            if (value < 0 || IsNodeCategory(i, length) || (Any(value, CueCategory.Marker) && !IsMarker(i)))
            {
                i++;
                continue;
            }

            marks[count++] = new(i, i + length - 1, value);
            i += length;
        }

        return count;
    }

    // "1) one thing 2) another": a number and a bracket that was not opened.
    public bool IsNumbering(int bracket) =>
        bracket > own && words[bracket - 1].Id == Vocabulary.Number && (bracket == own + 1 || words[bracket - 2].Sign != '(');

    // OCR writes N0 as "NO": behind a T category the word is no cue ("pT2a NO MX").
    private bool IsNodeCategory(int at, int length)
    {
        if (length != 1 || at <= own || words[at].End - words[at].Start != 2 || sentence[words[at].End - 1] != 'O')
        {
            return false;
        }

        var previous = sentence[words[at - 1].Start..words[at - 1].End].TrimStart("cpyra");
        return previous.Length is > 1 and < 5 && previous[0] is 'T' && (char.IsAsciiDigit(previous[1]) || previous[1] is 'X' or 'x' or 'i');
    }

    // "MET" is a gene and "met" a verb.
    private bool IsMarker(int at) => at >= own && (char.IsUpper(sentence[words[at].Start]) || char.IsAsciiDigit(sentence[words[at].End - 1]) || words[at].End - words[at].Start > 4);

    // Genes, stains, and changes such as L858R.
    public bool TargetIsMarker()
    {
        for (var i = first; i <= last; i++)
        {
            var word = sentence[words[i].Start..words[i].End];
            if ((cues.Longest(words[..(last + 1)], i, out _) is >= 0 and var value && Any(value, CueCategory.Marker | CueCategory.Noun)) || (word.Length > 3 && char.IsAsciiLetter(word[0]) && char.IsAsciiLetter(word[^1]) && !word[1..^1].ContainsAnyExceptInRange('0', '9')))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a cue phrase of a category begins at a word.</summary>
    /// <param name="at">Word; behind the last there is none.</param>
    /// <param name="category">Category.</param>
    public bool IsCue(int at, CueCategory category) => at < words.Length && cues.Longest(words, at, out _) is >= 0 and var value && Any(value, category);

    public bool HasFinal(in Mark mark)
    {
        foreach (var cue in cues.Meanings(mark.Value))
        {
            if (cue.Kind == CueKind.Final)
            {
                return true;
            }
        }

        return false;
    }

    public bool EndsPhrase(int at) => at + 1 >= words.Length || (!words[at + 1].IsWord && words[at + 1].Sign is not ('(' or '/'));

    // "lung cancer in her mother", "lung cancer (mother)", "lung cancer - mother": a relative behind a target needs such a link.
    public bool IsOf(in Mark mark)
    {
        if (mark.Last + 1 < words.Length && IsContent(mark.Last + 1))
        {
            return false;
        }

        for (var i = mark.First - 1; i > last && i >= mark.First - 3; i--)
        {
            if (!words[i].IsWord)
            {
                return words[i].Sign is '(' or WordScanner.Dash or ':';
            }

            var value = cues.Longest(words[..(i + 1)], i, out _);
            if (value >= 0 && Any(value, CueCategory.Preposition))
            {
                return true;
            }
        }

        return false;
    }

    public bool Any(int value, CueCategory category)
    {
        foreach (var cue in cues.Meanings(value))
        {
            if (cue.Category.Has(category))
            {
                return true;
            }
        }

        return false;
    }

    // "Negative for ALK, ROS1 and RET; KRAS, BRAF and MET": behind the semicolon stands nothing but more of the list.
    public bool ContinuesList(int from)
    {
        int commas = 0, conjunctions = 0;
        for (var i = from; i < words.Length && words[i].Sign is not (';' or '.');)
        {
            var value = cues.Longest(words, i, out var length);
            if (value >= 0 && Any(value, CueCategory.And | CueCategory.Or))
            {
                conjunctions++;
            }
            else if ((value >= 0 && !Any(value, CueCategory.Noun | CueCategory.Preposition | CueCategory.Marker)) || (!words[i].IsWord && words[i].Sign is not (',' or '/' or '(' or ')' or '.')))
            {
                return false;
            }

            commas += words[i].Sign == ',' ? 1 : 0;
            i += Math.Max(1, length);
        }

        return commas > 0 && conjunctions > 0;
    }

    // Whether the words right of the target, up to the next comma or conjunction, hold a finite verb that is no status phrase.
    public bool HasVerbInSegment()
    {
        for (var i = last + 1; i < words.Length;)
        {
            var value = cues.Longest(words, i, out var length);
            if (value >= 0)
            {
                if (Any(value, CueCategory.Clause))
                {
                    return true;
                }

                if (Any(value, CueCategory.And | CueCategory.Or | CueCategory.Stop | CueCategory.Negated | CueCategory.Affirmed | CueCategory.Uncertain))
                {
                    return false;
                }

                i += length;
                continue;
            }

            if (!words[i].IsWord && words[i].Sign is ',' or ';' or '?' or ':')
            {
                return false;
            }

            i++;
        }

        return false;
    }

    // "The patient, whose mother had breast cancer, has …": the clause is over at its comma.
    public bool IsRelativeClause(int at) => at > 0 && cues.Longest(words[..at], at - 1, out _) is >= 0 and var value && Any(value, CueCategory.Stop);

    public bool IsContent(int at) => words[at].IsWord && words[at].Id == 0;
}

/// <summary>A cue phrase in the words.</summary>
/// <param name="First">First word.</param>
/// <param name="Last">Last word.</param>
/// <param name="Value">What the lexicon knows it by.</param>
internal readonly record struct Mark(int First, int Last, int Value);
