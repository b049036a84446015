using Navis.Personalize.Extraction.Variants;

namespace Navis.Personalize.Extraction.Coded;

/// <summary>What a variant is called in the contract, from the names that its components give it.</summary>
internal sealed class VariantNames(VariantNormalizer normalizer)
{
    /// <summary>Alteration and HGVS protein form of a gene's change; null where no name says it.</summary>
    /// <param name="gene">Gene.</param>
    /// <param name="names">Names, the most telling first: protein change, free name, coding change.</param>
    public (string? Alteration, string? Hgvs) Of(string gene, IEnumerable<string> names)
    {
        string? alteration = null, hgvs = null;
        foreach (var name in names.Where(n => n.Length < 400 && !n.Contains(":g.", StringComparison.Ordinal)))
        {
            var read = normalizer.Normalize(WithoutReference(name), gene);
            if (string.Equals(read.Gene, gene, StringComparison.Ordinal))
            {
                alteration = read.Alteration is null or AlterationName.Any ? alteration : alteration ?? read.Alteration;
                hgvs ??= read.HgvsP;
            }
            else if (read.Gene is null && Protein(name) is { } change)
            {
                // A gene that the vocabulary does not list: the change as written is enough.
                alteration ??= change.Kind is ChangeKind.Substitution or ChangeKind.Nonsense ? change.Short : null;
                hgvs ??= change.Hgvs;
            }
        }

        return (alteration, hgvs);
    }

    /// <summary>Gene, alteration and status that a question and its answer state together in words; null when they name no gene or no result.</summary>
    /// <param name="question">Name of the observation.</param>
    /// <param name="answer">Its value.</param>
    public NormalizedVariant? InWords(string question, string answer) =>
        question.Length + answer.Length < 400 && normalizer.Normalize($"{question}: {answer}") is { Gene: not null, Status: not null } read ? read : null;

    // "NP_005219.2:p.Leu858Arg", "NM_000455.5(STK11):c.725G>A": the reference before the colon is no part of the change.
    private static string WithoutReference(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon + 2 < name.Length && name[colon + 2] == '.' && (name.StartsWith('N') || name.StartsWith("ENS", StringComparison.Ordinal)) ? name[(colon + 1)..] : name;
    }

    private static ProteinChange? Protein(string name)
    {
        var at = name.IndexOf("p.", StringComparison.Ordinal);
        return at >= 0 && ProteinChangeReader.TryRead(name, at, lower: false, out var change, out _) ? change : null;
    }
}
