using Navis.Personalize.Core.Documents;
using Navis.Personalize.Extraction.Documents;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Learned;

/// <summary>What a text shows of its kind: its words, those of its first lines, its sections, its layout, and the weight of the signs of <c>document-kinds.yaml</c>.</summary>
internal static class KindFeatures
{
    private const int MostCharacters = 20_000;
    private const int ShortestWord = 3;
    private const int LongestWord = 24;
    private const float MostWeight = 12;

    /// <summary>Features with their values, each once. Linear in the text, of which the first 20,000 characters are looked at.</summary>
    public static Dictionary<string, float> Of(NarrativeText text, KindVerdict verdict)
    {
        var features = new Dictionary<string, float>(StringComparer.Ordinal);
        var lines = TextLine.Read(text.Text);
        int visible = 0, letters = 0, digits = 0, longest = 0, words = 0;
        foreach (var line in lines.TakeWhile(l => l.Start < MostCharacters).Where(l => !l.IsEmpty))
        {
            visible++;
            longest = Math.Max(longest, line.End - line.Start);
            Words(text.Text.AsSpan(line.Content, Math.Min(line.End, MostCharacters) - Math.Min(line.Content, MostCharacters)), visible <= 2 && line.End - line.Start < 100, features, ref words, ref letters, ref digits);
        }

        var scale = (float)(1 / Math.Sqrt(Math.Max(1, features.Count)));
        foreach (var word in features.Keys.ToList())
        {
            features[word] = word[0] == 't' ? 0.5f : 5 * scale;
        }

        foreach (var concept in text.Sections.Select(s => s.Concept).Where(c => c.Length > 0).Distinct(StringComparer.Ordinal))
        {
            features["s:" + concept] = 0.5f;
        }

        for (var i = 0; i < verdict.Weights.Length; i++)
        {
            if (verdict.Weights[i] > 0)
            {
                features["r:" + ((DocumentKind)i).Name()] = Math.Min(MostWeight, verdict.Weights[i]) / MostWeight;
            }
        }

        features["l:" + (longest > 400 ? "paragraph" : longest > 120 ? "long-lines" : "short-lines")] = 0.5f;
        features["l:" + (words < 40 ? "few-words" : words < 150 ? "some-words" : "many-words")] = 0.5f;
        features["l:" + (digits > letters / 6 ? "many-digits" : digits > letters / 25 ? "some-digits" : "few-digits")] = 0.5f;
        return features;
    }

    private static void Words(ReadOnlySpan<char> line, bool isTitle, Dictionary<string, float> features, ref int words, ref int letters, ref int digits)
    {
        Span<char> lower = stackalloc char[LongestWord];
        for (var at = 0; at < line.Length;)
        {
            if (!char.IsLetter(line[at]))
            {
                digits += char.IsAsciiDigit(line[at]) ? 1 : 0;
                at++;
                continue;
            }

            var start = at;
            while (at < line.Length && char.IsLetter(line[at]))
            {
                at++;
            }

            letters += at - start;
            words++;
            if (at - start is >= ShortestWord and <= LongestWord)
            {
                line[start..at].ToLowerInvariant(lower);
                var word = lower[..(at - start)];
                features[$"w:{word}"] = 1;
                if (isTitle)
                {
                    features[$"t:{word}"] = 1;
                }
            }
        }
    }
}
