using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>What a document says that <c>ND</c> means: not detected, not done. Without such a line the letters say nothing.</summary>
/// <param name="NoData">The result word that it stands for, or null.</param>
internal sealed record Legend(VocabularyTerm? NoData)
{
    /// <summary>A document without a legend.</summary>
    public static readonly Legend None = new((VocabularyTerm?)null);

    private const int Longest = 30;

    /// <summary>Looks for "ND = not detected", "ND: no detectado", "(ND, not done)", "not detected (ND)".</summary>
    /// <param name="vocabulary">Vocabulary.</param>
    /// <param name="text">Document.</param>
    public static Legend Read(BiomarkerVocabulary vocabulary, string text)
    {
        for (var at = text.IndexOf("ND", StringComparison.Ordinal); at >= 0; at = text.IndexOf("ND", at + 2, StringComparison.Ordinal))
        {
            if ((at > 0 && char.IsLetterOrDigit(text[at - 1])) || (at + 2 < text.Length && char.IsLetterOrDigit(text[at + 2])))
            {
                continue;
            }

            var behind = text.AsSpan(at + 2, Math.Min(Longest, text.Length - at - 2));
            var word = behind.IndexOfAnyExcept(Stops.Meaning);
            if (word > 0 && !behind[..word].IsWhiteSpace() && Cue(vocabulary, behind[word..], atStart: true) is { } meant)
            {
                return new(meant);
            }

            var before = text.AsSpan(Math.Max(0, at - Longest), at - Math.Max(0, at - Longest));
            if (before.EndsWith("(") && Cue(vocabulary, before[..^1].TrimEnd(), atStart: false) is { } named)
            {
                return new(named);
            }
        }

        return None;
    }

    /// <summary>The result word of a word, or null.</summary>
    /// <param name="word">Word.</param>
    public VocabularyTerm? Of(ReadOnlySpan<char> word) => word is "ND" ? NoData : null;

    private static VocabularyTerm? Cue(BiomarkerVocabulary vocabulary, ReadOnlySpan<char> words, bool atStart)
    {
        foreach (TermMatch match in vocabulary.Find(words))
        {
            if (vocabulary.Term(match.Entry) is { Role: Role.Cue } cue && (atStart ? match.Start == 0 : match.End == words.Length))
            {
                return cue;
            }
        }

        return null;
    }
}
