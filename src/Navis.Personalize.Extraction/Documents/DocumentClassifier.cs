using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Extraction.Narrative;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Documents;

/// <summary>Tells the kind of a narrative from its title lines, its sections and its wording, by the weights of <c>document-kinds.yaml</c>.</summary>
public sealed class DocumentClassifier
{
    private const int TitleLines = 12;
    private const int MostTitleWords = 12;
    private const int MostHits = 4;
    private const int Enough = 4;
    private const int FirstLine = 3;
    private static readonly int KindCount = Enum.GetValues<DocumentKind>().Length;
    private readonly PhraseTrie trie = new();
    private readonly List<List<int>> meanings = [];
    private readonly ImmutableArray<Sign> signs;

    /// <summary>Loads the signs.</summary>
    /// <param name="content">Content.</param>
    /// <exception cref="ContentException">The file is not in its form.</exception>
    public DocumentClassifier(IContentSource content)
    {
        var entries = TermFiles.Load(content, "document-kinds").Entries;
        signs = [.. entries.Select(Of)];
        for (var i = 0; i < entries.Length; i++)
        {
            foreach (var term in signs[i].Place == SignPlace.Section ? [] : entries[i].Terms)
            {
                var value = trie.Add(term, meanings.Count);
                if (value == meanings.Count)
                {
                    meanings.Add([]);
                }

                meanings[value].Add(i);
            }
        }
    }

    /// <summary>The kind, or <see cref="DocumentKind.Other"/> when nothing settles it.</summary>
    /// <param name="text">Narrative.</param>
    public DocumentKind Classify(NarrativeText text) => Weigh(text).Kind;

    /// <summary>The kind with the weight of the signs of each kind.</summary>
    /// <param name="text">Narrative.</param>
    internal KindVerdict Weigh(NarrativeText text)
    {
        var lines = TextLine.Read(text.Text);
        var hits = new int[signs.Length];
        var first = new bool[signs.Length];
        var seen = new HashSet<int>();
        Span<Word> words = stackalloc Word[256];
        var visible = 0;
        foreach (var line in lines)
        {
            if (line.IsEmpty)
            {
                continue;
            }

            visible++;
            for (var at = line.Content; at < line.End;)
            {
                var count = trie.Scan(text.Text.AsSpan(at, line.End - at), words);
                var isTitle = visible <= TitleLines && count <= MostTitleWords && at == line.Content && text.Text[line.End - 1] != '.';
                Count(words[..count], isTitle, hits, seen, visible <= 2 ? first : null);
                at = count < words.Length ? line.End : at + words[count - 1].End;
            }
        }

        foreach (var concept in text.Sections.Select(s => s.Concept).Distinct(StringComparer.Ordinal))
        {
            for (var i = 0; i < signs.Length; i++)
            {
                hits[i] += signs[i].Place == SignPlace.Section && signs[i].Sections.Contains(concept, StringComparer.Ordinal) ? 1 : 0;
            }
        }

        return Best(hits, first);
    }

    private void Count(ReadOnlySpan<Word> words, bool isTitle, int[] hits, HashSet<int> seen, bool[]? first)
    {
        for (var i = 0; i < words.Length;)
        {
            var value = trie.Longest(words, i, out var length);
            if (value < 0)
            {
                i++;
                continue;
            }

            foreach (var sign in meanings[value])
            {
                if ((signs[sign].Place == SignPlace.Text || isTitle) && seen.Add((value * 512) + sign))
                {
                    hits[sign]++;
                    if (first is not null && signs[sign].Place == SignPlace.Title)
                    {
                        first[sign] = true;
                    }
                }
            }

            i += length;
        }
    }

    private KindVerdict Best(int[] hits, bool[] first)
    {
        var scores = new int[KindCount];
        Span<bool> titled = stackalloc bool[KindCount];
        Span<bool> anchored = stackalloc bool[KindCount];
        titled.Clear();
        anchored.Clear();
        for (var i = 0; i < signs.Length; i++)
        {
            // A title says it once, however many words it takes.
            var most = signs[i].Place == SignPlace.Title ? 1 : MostHits;
            scores[(int)signs[i].Kind] += (signs[i].Weight * Math.Min(most, hits[i])) + (first[i] ? FirstLine : 0);
            anchored[(int)signs[i].Kind] |= signs[i].Place != SignPlace.Text && hits[i] > 0;
            titled[(int)signs[i].Kind] |= signs[i].Place == SignPlace.Title && hits[i] > 0 && signs[i].Weight > Enough;
        }

        int best = 0, second = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best])
            {
                (best, second) = (i, best);
            }
            else if (scores[i] > scores[second] || second == best)
            {
                second = i;
            }
        }

        var isChart = titled.Count(true) >= 3;
        return new(!isChart && anchored[best] && scores[best] >= Enough && scores[best] > scores[second] ? (DocumentKind)best : DocumentKind.Other, [.. scores], isChart);
    }

    private static Sign Of(TermEntry entry) => new(
        Kinds.Parse(entry.Id),
        Enum.Parse<SignPlace>(entry.Attributes["place"], ignoreCase: true),
        int.Parse(entry.Attributes["weight"], NumberStyles.None, CultureInfo.InvariantCulture),
        entry.Terms);

    private enum SignPlace
    {
        Title,
        Text,
        Section,
    }

    private readonly record struct Sign(DocumentKind Kind, SignPlace Place, int Weight, ImmutableArray<string> Sections);

    private static class Kinds
    {
        public static DocumentKind Parse(string name) => Enum.Parse<DocumentKind>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
    }
}

/// <summary>What the signs of a text say of its kind.</summary>
/// <param name="Kind">Kind that they settle, or <see cref="DocumentKind.Other"/>.</param>
/// <param name="Weights">Weight of the signs of each kind, by its number.</param>
/// <param name="IsChart">True when its first lines are titles of several kinds: a chart of several records.</param>
internal sealed record KindVerdict(DocumentKind Kind, ImmutableArray<int> Weights, bool IsChart);
