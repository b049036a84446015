using System.Globalization;
using System.Text.RegularExpressions;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Coded;

/// <summary>Variants by their components: genes, change, sort of change, share of reads, significance; fusions of two genes.</summary>
internal sealed partial class VariantFindings(CodeTables tables, VariantNames variants, ResultReader results)
{
    /// <summary>Adds what a variant assessment states.</summary>
    /// <param name="findings">Where to add.</param>
    /// <param name="entry">Observation.</param>
    /// <param name="judgement">How it is asserted.</param>
    public void Add(CodedFindings findings, CodedEntry entry, Judgement judgement)
    {
        var parts = entry.Parts.Select(p => (Part: p, Is: tables.Biomarkers.Find(p.Code)?["part"])).ToList();
        var genes = parts.Where(p => p.Is is "gene").SelectMany(p => GenesOf(p.Part)).ToList();
        var names = new List<string>();
        foreach (var kind in (ReadOnlySpan<string>)["protein-change", "name", "coding-change", "genomic-change"])
        {
            names.AddRange(parts.Where(p => string.Equals(p.Is, kind, StringComparison.Ordinal)).SelectMany(p => ResultReader.Texts(p.Part)));
        }

        if (genes.Count == 0)
        {
            genes.AddRange(GenesIn(names, entry));
        }

        var status = results.Status(entry.Values, entry.ValueText, entry.Interpretations, entry.AbsentReason) ?? (entry.Values.IsEmpty && entry.ValueText is null && names.Count > 0 ? BiomarkerStatus.Indeterminate : null);
        if (status is null || genes.Count == 0)
        {
            return;
        }

        if (status == BiomarkerStatus.Detected && Significance(findings, entry, parts) is "uncertain" or "benign")
        {
            status = BiomarkerStatus.Indeterminate;
        }

        var sort = Sort(entry, names);
        var specimen = results.Specimen(entry);
        var frequency = parts.Where(p => p.Is is "frequency").Select(p => Percent(p.Part)).FirstOrDefault(f => f is not null);
        var common = new Qualifiers { Specimen = specimen, Method = ResultReader.Method(entry), Quantity = status == BiomarkerStatus.Detected ? frequency : null, Unit = status == BiomarkerStatus.Detected && frequency is not null ? "%" : null };
        var symbols = genes.Select(g => g.Symbol).Distinct(StringComparer.Ordinal).ToList();
        if (status == BiomarkerStatus.Detected && symbols.Count > 1 && genes.TrueForAll(g => g.Sure) && (sort is null or "fusion"))
        {
            AddFusion(findings, entry, judgement, genes, common with { Quantity = null, Unit = null });
            return;
        }

        foreach (var gene in genes.DistinctBy(g => g.Symbol, StringComparer.Ordinal))
        {
            var (alteration, hgvs) = status == BiomarkerStatus.NotDetected && symbols.Count > 1 ? (null, null) : variants.Of(gene.Symbol, names);
            // A code that is one gene's and a display that is another's: neither may be told as found.
            var told = gene.Sure || status != BiomarkerStatus.Detected ? status : BiomarkerStatus.Indeterminate;
            findings.Add(FactKind.Biomarker, told, entry, gene.Path, Quote(gene, names), judgement, common with { Gene = gene.Symbol, Alteration = alteration ?? sort ?? "any", Hgvs = hgvs }, gene.Sure ? 0.97 : 0.5);
        }
    }

    private void AddFusion(CodedFindings findings, CodedEntry entry, Judgement judgement, List<CodedGene> genes, Qualifiers common)
    {
        var kept = genes.OrderBy(g => tables.Genes.ById(g.Symbol)?["kinase"] ?? "9", StringComparer.Ordinal).First();
        var partner = genes.First(g => !string.Equals(g.Symbol, kept.Symbol, StringComparison.Ordinal));
        findings.Add(FactKind.Biomarker, BiomarkerStatus.Detected, entry, kept.Path, $"{kept.Quote} + {partner.Quote}", judgement, common with { Gene = kept.Symbol, Alteration = "fusion", Partner = partner.Symbol });
    }

    private IEnumerable<CodedGene> GenesOf(CodedPart part)
    {
        foreach (var value in part.Values)
        {
            var byCode = tables.Genes.Find(new CodedConcept([.. value.Codes.Where(c => !IsNcbi(c))], null))?.Id;
            var shown = value.Codes.Select(c => c.Display).Append(value.Text).FirstOrDefault(d => d is not null && SymbolShape().IsMatch(d.Trim()))?.Trim().ToUpperInvariant()
                ?? value.Codes.Select(c => c.Code).FirstOrDefault(c => c is not null && SymbolShape().IsMatch(c) && !c.All(char.IsAsciiDigit));
            // NCBI numbers are mistaken for others so often that they count only where nothing else names the gene.
            shown = shown is null ? byCode is null ? tables.Genes.Find(value)?.Id : null : Canonical(shown);
            var sure = byCode is null || shown is null || string.Equals(byCode, shown, StringComparison.Ordinal);
            foreach (var symbol in ((string?[])[shown, byCode]).OfType<string>().Distinct(StringComparer.Ordinal))
            {
                yield return new(symbol, part.Path, value.Display ?? symbol, sure);
            }
        }

        if (part.ValueText is { } text && SymbolShape().IsMatch(text.Trim()))
        {
            yield return new(Canonical(text.Trim().ToUpperInvariant()), part.Path, text, true);
        }
    }

    private static bool IsNcbi(CodedConceptCode code) => code.System?.Contains("ncbi", StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>"NM_000455.5(STK11):c.725G>A", "EGFR L858R": the gene stands in the name.</summary>
    private IEnumerable<CodedGene> GenesIn(List<string> names, CodedEntry entry)
    {
        foreach (var name in names)
        {
            var match = GeneInName().Match(name);
            if (match.Success && (match.Groups["bracket"].Success || tables.Genes.ById(match.Groups["first"].Value) is not null))
            {
                yield return new(Canonical(match.Groups["bracket"].Success ? match.Groups["bracket"].Value : match.Groups["first"].Value), entry.Path, name, true);
                yield break;
            }
        }
    }

    private static string Canonical(string symbol) => symbol switch
    {
        "HER2" or "HER-2" or "NEU" => "ERBB2",
        "PD-L1" or "PDL1" => "CD274",
        "LKB1" => "STK11",
        _ => symbol,
    };

    private string? Sort(CodedEntry entry, List<string> names)
    {
        foreach (var value in entry.Parts.SelectMany(p => p.Values).Concat(entry.Interpretations))
        {
            if (tables.Results.Find(value)?["alteration"] is { } sort)
            {
                return sort;
            }
        }

        return names.Exists(n => n.Contains("fusion", StringComparison.OrdinalIgnoreCase) || n.Contains("rearrangement", StringComparison.OrdinalIgnoreCase) || n.Contains("::", StringComparison.Ordinal)) ? "fusion"
            : names.Exists(n => n.Contains("amplification", StringComparison.OrdinalIgnoreCase)) ? "amplification"
            : names.Count > 0 ? "any" : null;
    }

    private string? Significance(CodedFindings findings, CodedEntry entry, List<(CodedPart Part, string? Is)> parts)
    {
        var own = parts.Where(p => p.Is is "significance").SelectMany(p => p.Part.Values);
        var told = entry.Reference is { } reference
            ? findings.Case.ConcludedFrom(reference).Where(e => e.Status is not "entered-in-error").SelectMany(e => e.Parts).Where(p => tables.Biomarkers.Find(p.Code)?["part"] is "significance").SelectMany(p => p.Values)
            : [];
        foreach (var value in own.Concat(told))
        {
            if ((tables.Results.Find(value)?["significance"] ?? (ResultReader.Texts(value).Any(t => tables.Results.Words.Whole(t) is "indeterminate") ? "uncertain" : null)) is { } significance)
            {
                return significance;
            }
        }

        return null;
    }

    private static decimal? Percent(CodedPart part)
    {
        var (value, unit) = part.Quantity is { } quantity ? (quantity.Value, quantity.Unit)
            : decimal.TryParse(part.ValueText?.TrimEnd('%', ' '), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? (number, part.ValueText!.Contains('%', StringComparison.Ordinal) ? "%" : null)
            : (-1m, null);
        return value is < 0 or > 100 ? null : unit is "%" ? value : value <= 1 ? value * 100 : value;
    }

    private static string Quote(CodedGene gene, List<string> names) => names.Count == 0 ? gene.Quote : $"{gene.Quote} {names[0]}";

    // EGFR, NTRK1, HLA-A, PD-L1
    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9-]{1,9}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex SymbolShape();

    // NM_000455.5(STK11):c.725G>A; EGFR L858R
    [GeneratedRegex(@"^([NX][MCPG]_[\d.]+\((?<bracket>[A-Z][A-Z0-9-]{1,9})\):|(?<first>[A-Z][A-Z0-9-]{1,9})[\s:])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex GeneInName();
}

/// <summary>A gene named in a component.</summary>
/// <param name="Symbol">HGNC symbol.</param>
/// <param name="Path">Where.</param>
/// <param name="Quote">As written.</param>
/// <param name="Sure">False when code and display name different genes.</param>
internal sealed record CodedGene(string Symbol, string Path, string Quote, bool Sure);
