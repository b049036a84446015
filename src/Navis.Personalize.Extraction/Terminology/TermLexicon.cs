using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Navis.Personalize.Extraction.Terminology;

/// <summary>Finds every name of a set of terms in one pass. Whole words; of overlapping names the longest at the earliest place wins.</summary>
/// <remarks>A term is cut into words (letters and digits). Between two words a space or hyphen of the term matches white space or a hyphen;
/// any other sign must stand as written. Linear in the text.</remarks>
public sealed class TermLexicon
{
    private readonly FrozenDictionary<string, ImmutableArray<Candidate>> byFirstWord;
    private readonly FrozenDictionary<string, ImmutableArray<Candidate>>.AlternateLookup<ReadOnlySpan<char>> lookup;

    /// <summary>Builds a lexicon.</summary>
    /// <param name="entries">Entries.</param>
    public TermLexicon(IEnumerable<TermEntry> entries)
    {
        var table = new Dictionary<string, List<Candidate>>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in entries)
        {
            foreach (var (term, exact) in entry.Terms.Select(t => (t, false)).Concat(entry.Exact.Select(t => (t, true))))
            {
                var first = FirstWord(term);
                ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(table, first, out _);
                (list ??= []).Add(new(entry, term, exact));
            }
        }

        byFirstWord = table.ToFrozenDictionary(p => p.Key, p => p.Value.OrderByDescending(c => c.Term.Length).ThenBy(c => c.Term, StringComparer.Ordinal).ToImmutableArray(), StringComparer.OrdinalIgnoreCase);
        lookup = byFirstWord.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>All matches in text order, none overlapping.</summary>
    /// <param name="text">Text.</param>
    /// <param name="offset">Added to every position.</param>
    public IReadOnlyList<TermMatch> Find(ReadOnlySpan<char> text, int offset = 0)
    {
        var found = new List<TermMatch>();
        var at = 0;
        while (at < text.Length)
        {
            if (!IsWord(text[at]))
            {
                at++;
                continue;
            }

            var end = at + 1;
            while (end < text.Length && IsWord(text[end]))
            {
                end++;
            }

            var matched = 0;
            if (lookup.TryGetValue(text[at..end], out var candidates))
            {
                foreach (var candidate in candidates)
                {
                    var length = MatchLength(text[at..], candidate);
                    if (length > matched)
                    {
                        matched = length;
                        var match = new TermMatch(candidate.Entry, at + offset, at + length + offset);
                        if (found.Count > 0 && found[^1].Start == match.Start)
                        {
                            found[^1] = match;
                        }
                        else
                        {
                            found.Add(match);
                        }
                    }
                }
            }

            at = matched > 0 ? at + matched : end;
        }

        return found;
    }

    private static int MatchLength(ReadOnlySpan<char> text, Candidate candidate)
    {
        var term = candidate.Term.AsSpan();
        int t = 0, x = 0;
        while (t < term.Length)
        {
            if (term[t] is ' ' or '-')
            {
                t++;
                var before = x;
                while (x < text.Length && (char.IsWhiteSpace(text[x]) || IsHyphen(text[x])) && x - before < 8)
                {
                    x++;
                }

                if (x == before)
                {
                    return 0;
                }

                continue;
            }

            if (x >= text.Length || !Same(term[t], text[x], candidate.Exact))
            {
                return 0;
            }

            t++;
            x++;
        }

        return x < text.Length && IsWord(text[x]) && IsWord(text[x - 1]) ? 0 : x;
    }

    private static bool Same(char term, char text, bool exact) =>
        term == text || (!exact && char.ToLowerInvariant(term) == char.ToLowerInvariant(text));

    private static string FirstWord(string term)
    {
        var end = 0;
        while (end < term.Length && IsWord(term[end]))
        {
            end++;
        }

        return end > 0 ? term[..end] : throw new ArgumentException($"The term '{term}' must begin with a letter or digit.", nameof(term));
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c);

    private static bool IsHyphen(char c) => c is '-' or '\u2010' or '\u2011' or '\u2012' or '\u2013';

    private readonly record struct Candidate(TermEntry Entry, string Term, bool Exact);
}

/// <summary>A term found in a text.</summary>
/// <param name="Entry">What it names.</param>
/// <param name="Start">Start.</param>
/// <param name="End">End, exclusive.</param>
public readonly record struct TermMatch(TermEntry Entry, int Start, int End);
