namespace Navis.Personalize.Core.Answers;

/// <summary>How hard our own statements are to read. Names of genes and drugs count as a word of two syllables, numbers as one of one: nobody can choose a shorter name.</summary>
/// <param name="Words">Words.</param>
/// <param name="Sentences">Sentences.</param>
/// <param name="Syllables">Syllables, estimated from the spelling.</param>
/// <param name="LongWords">Words of three syllables or more.</param>
/// <param name="LongestSentence">Words of the longest sentence.</param>
public sealed record Readability(int Words, int Sentences, int Syllables, int LongWords, int LongestSentence)
{
    private const int NameSyllables = 2;

    /// <summary>Flesch-Kincaid grade: years of school.</summary>
    public double FleschKincaid => Words == 0 ? 0 : (0.39 * Words / Sentences) + (11.8 * Syllables / Words) - 15.59;

    /// <summary>SMOG grade; meant for thirty sentences, so judge it over many statements.</summary>
    public double Smog => Words == 0 ? 0 : (1.0430 * Math.Sqrt(LongWords * 30.0 / Sentences)) + 3.1291;

    /// <summary>Counts a text.</summary>
    /// <param name="text">Text; a value in braces counts as a name.</param>
    /// <param name="names">Names of genes and drugs.</param>
    public static Readability Of(string text, NameLexicon names)
    {
        var neutral = Neutral(text, names);
        var (words, syllables, hard, longest) = (0, 0, 0, 0);
        var sentences = Answers.Sentences.Of(neutral);
        foreach (var sentence in sentences)
        {
            var before = words;
            foreach (var word in sentence.Split([' ', '-', '/'], StringSplitOptions.RemoveEmptyEntries))
            {
                if (word.Any(char.IsLetterOrDigit))
                {
                    var count = SyllablesOf(word);
                    (words, syllables, hard) = (words + 1, syllables + count, hard + (count >= 3 ? 1 : 0));
                }
            }

            longest = Math.Max(longest, words - before);
        }

        return new(words, Math.Max(1, sentences.Count), syllables, hard, longest);
    }

    /// <summary>Estimated syllables of an English word.</summary>
    /// <param name="word">Word; other signs than letters are passed over.</param>
    public static int SyllablesOf(string word)
    {
        var letters = string.Concat(word.Where(char.IsLetter)).ToLowerInvariant();
        if (letters.Length <= 3)
        {
            return 1;
        }

        var count = 0;
        for (var i = 0; i < letters.Length; i++)
        {
            if (IsVowel(letters[i]) && (i == 0 || !IsVowel(letters[i - 1])))
            {
                count++;
            }
        }

        // A silent e ("made"), but not "little"; a silent -es and -ed ("makes", "raised"), but not "changes", "tested".
        if (letters.EndsWith('e') && !(letters.EndsWith("le", StringComparison.Ordinal) && !IsVowel(letters[^3])) && !IsVowel(letters[^2]))
        {
            count--;
        }
        else if (letters.EndsWith("ed", StringComparison.Ordinal) && letters[^3] is not ('t' or 'd') && !IsVowel(letters[^3]))
        {
            count--;
        }
        else if (letters.EndsWith("es", StringComparison.Ordinal) && !IsVowel(letters[^3]) && letters[^3] is not ('s' or 'x' or 'z' or 'c' or 'g' or 'h'))
        {
            count--;
        }

        // "radiation", "area", "science" have two vowels that are spoken apart.
        foreach (var pair in (ReadOnlySpan<string>)["iat", "iop", "ien", "iar", "eas of", "eo", "ua", "uou"])
        {
            count += letters.Contains(pair, StringComparison.Ordinal) && !letters.Contains("tien", StringComparison.Ordinal) && !letters.Contains("people", StringComparison.Ordinal) && !letters.Contains("qua", StringComparison.Ordinal) ? 1 : 0;
        }

        return Math.Max(1, count);
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    private static string Neutral(string text, NameLexicon names)
    {
        foreach (var name in names.Find(text).Select(n => n.Name).Distinct(StringComparer.Ordinal).OrderByDescending(n => n.Length).ToList())
        {
            text = text.Replace(name, Name, StringComparison.Ordinal);
        }

        int open;
        while ((open = text.IndexOf('{', StringComparison.Ordinal)) >= 0 && text.IndexOf('}', open) is > 0 and var close)
        {
            text = string.Concat(text.AsSpan(0, open), Name, text.AsSpan(close + 1));
        }

        return text;
    }

    private static readonly string Name = string.Concat(Enumerable.Repeat("na", NameSyllables));
}
