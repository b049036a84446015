using System.Collections.Frozen;
using System.Collections.Immutable;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Answers;

/// <summary>What a name in a text stands for.</summary>
/// <param name="Gene">Gene or marker, or null for a drug.</param>
/// <param name="Alteration">Change that the name implies, or null.</param>
/// <param name="Drug">Canonical drug name, or null.</param>
public sealed record NamedThing(string? Gene, string? Alteration, string? Drug);

/// <summary>Finds genes, changes and drugs that a text names: what a patient must not read unless it is theirs.</summary>
public sealed class NameLexicon
{
    // Names beside the symbols of the vocabulary. "MET" and "RET" count in capitals only: "met" is a word.
    private static readonly ImmutableArray<(string Name, NamedThing Thing)> More =
    [
        ("HER2", new("ERBB2", null, null)), ("NTRK1", new("NTRK", null, null)), ("NTRK2", new("NTRK", null, null)), ("NTRK3", new("NTRK", null, null)), ("TRK", new("NTRK", null, null)),
        ("PD-L1", new("CD274", null, null)), ("TMB", new("TMB", null, null)), ("MSI", new("MSI", null, null)),
        ("TROP2", new("TROP2", null, null)), ("HER3", new("ERBB3", null, null)), ("D1228", new("MET", "resistance-mutation", null)), ("Y1230", new("MET", "resistance-mutation", null)),
    ];

    private readonly FrozenDictionary<string, NamedThing> exact;
    private readonly FrozenDictionary<string, NamedThing>.AlternateLookup<ReadOnlySpan<char>> exactLookup;
    private readonly FrozenDictionary<string, NamedThing> drugs;
    private readonly FrozenDictionary<string, NamedThing>.AlternateLookup<ReadOnlySpan<char>> drugLookup;

    /// <summary>The lexicon of a vocabulary.</summary>
    /// <param name="vocabulary">Vocabulary: genes, their changes, and drugs by generic name.</param>
    /// <param name="brands">Further drug names, for example brands, with the generic name they stand for.</param>
    public NameLexicon(RuleVocabulary vocabulary, IEnumerable<KeyValuePair<string, string>>? brands = null)
    {
        var names = new Dictionary<string, NamedThing>(StringComparer.Ordinal);
        foreach (var gene in vocabulary.Genes)
        {
            names[gene.Gene] = new(gene.Gene, null, null);
            foreach (var change in gene.Changes.Where(c => c.Alteration!.Any(char.IsDigit) && c.Alteration!.All(char.IsLetterOrDigit)))
            {
                names.TryAdd(change.Alteration!, new(gene.Gene, change.Alteration, null));
            }
        }

        foreach (var (name, thing) in More)
        {
            names.TryAdd(name, thing);
        }

        exact = names.ToFrozenDictionary(StringComparer.Ordinal);
        exactLookup = exact.GetAlternateLookup<ReadOnlySpan<char>>();

        // Two-word names count by their first word ("trastuzumab deruxtecan"); treatments that are no drugs are plain words.
        var systemic = vocabulary.Treatments.Where(t => t.IsClass && t.Name is "targeted" or "immunotherapy" or "chemotherapy" or "adc" or "anti-vegf").SelectMany(t => t.Members)
            .Where(m => m is not ("immunotherapy" or "chemotherapy" or "targeted-therapy")).Distinct(StringComparer.Ordinal);
        drugs = systemic.Select(d => KeyValuePair.Create(d.Split(' ', '/')[0], d)).Concat(brands ?? []).DistinctBy(d => d.Key, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(d => d.Key, d => new NamedThing(null, null, d.Value), StringComparer.OrdinalIgnoreCase);
        drugLookup = drugs.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Every name in the text with what it stands for, in text order.</summary>
    /// <param name="text">Text.</param>
    public IEnumerable<(string Name, NamedThing Thing)> Find(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsLetterOrDigit(text[at]) || (at > 0 && char.IsLetterOrDigit(text[at - 1])))
            {
                continue;
            }

            var end = at;
            while (end < text.Length && char.IsLetterOrDigit(text[end]))
            {
                end++;
            }

            // "PD-L1", "nab-paclitaxel": the name may go on after a hyphen; "EGFR-positive" is still EGFR.
            var longer = end;
            while (longer < text.Length && (char.IsLetterOrDigit(text[longer]) || (text[longer] is '-' && longer + 1 < text.Length && char.IsLetterOrDigit(text[longer + 1]))))
            {
                longer++;
            }

            if (Lookup(text.AsSpan(at..longer)) is { } whole)
            {
                yield return (text[at..longer], whole);
                at = longer - 1;
            }
            else if (Lookup(text.AsSpan(at..end)) is { } thing)
            {
                yield return (text[at..end], thing);
            }
        }
    }

    private NamedThing? Lookup(ReadOnlySpan<char> word) =>
        exactLookup.TryGetValue(word, out var thing) || drugLookup.TryGetValue(word, out thing) ? thing : null;
}
