using System.Text.RegularExpressions;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Variants;

namespace Navis.Personalize.Extraction.Coded;

/// <summary>Tests without a code of ours, by the words of question and answer: "PD-L1 TPS: 60 %", "EGFR mutation: L858R detected". A stain of a gene's product is no mutation here either.
/// One for each record: each name is looked at once.</summary>
internal sealed partial class WordedFindings(VariantNames variants, ResultReader results)
{
    private readonly Dictionary<string, NormalizedVariant?> named = new(StringComparer.Ordinal);

    /// <summary>Adds what an observation states.</summary>
    /// <param name="findings">Where to add.</param>
    /// <param name="entry">Observation.</param>
    public void Add(CodedFindings findings, CodedEntry entry)
    {
        if (entry.Code.Display is not { } question)
        {
            return;
        }

        // Of a hundred weights and pressures each name is looked at once.
        if (entry.Quantity is not null && Known(question, "detected") is null)
        {
            return;
        }

        foreach (var answer in entry.Values.Select(v => v.Display).Append(entry.ValueText).Append(entry.Quantity is { } q ? $"{q.Comparator}{ResultReader.Number(q.Value)} {q.Unit}" : null).OfType<string>().Take(1))
        {
            if ((entry.Quantity is null ? Known(question, answer) : variants.InWords(question, answer)) is not { } read)
            {
                continue;
            }

            var stain = read.Gene is not "CD274" && StainShape().IsMatch(question);
            var judgement = BiomarkerFindings.Judge(findings, entry, read.Gene);
            if (stain && read.Gene is not ("ERBB2" or "MET") && judgement.Withheld is null)
            {
                judgement = judgement with { Withheld = "protein-stain" };
            }

            var measured = read.Gene is "CD274" ? ExpressionReader.Read($"{question} {answer}") : null;
            findings.Add(FactKind.Biomarker, read.Status!, entry, entry.Path, $"{question}: {answer}", judgement, new()
            {
                Gene = read.Gene,
                Alteration = stain ? "overexpression" : read.Alteration ?? "any",
                Hgvs = stain ? null : read.HgvsP,
                Quantity = measured?.Quantity,
                QuantityHigh = measured?.High,
                Comparator = measured?.Comparator,
                Unit = measured is null || measured.Score is "CPS" ? null : "%",
                Score = measured?.Score,
                Method = stain ? "ihc" : ResultReader.Method(entry),
                Specimen = results.Specimen(entry),
            }, 0.9);
        }

        NormalizedVariant? Known(string asked, string answered)
        {
            var key = $"{asked}: {answered}";
            if (!named.TryGetValue(key, out var read))
            {
                named.Add(key, read = variants.InWords(asked, answered));
            }

            return read;
        }
    }

    // Epidermal growth factor receptor Ag [Presence] in Tissue by Immune stain; ALK protein expression; HER2 IHC
    [GeneratedRegex(@"\b(Ag|antigen|protein|immune stain|immuno\w*|IHC|expression|overexpression)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex StainShape();
}
