using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Variants;

namespace Navis.Personalize.Extraction.Coded;

/// <summary>Results for genes and markers: variants with components, panels, single-variant tests, fusions, copy number, PD-L1, TMB, MSI.</summary>
internal sealed partial class BiomarkerFindings(CodeTables tables, VariantNames variants)
{
    /// <summary>TMB from this many mutations a megabase on is high (FDA approval of pembrolizumab for TMB-high tumours, 2020).</summary>
    private const decimal HighBurden = 10;

    private readonly ImmutableArray<string> implications = tables.Biomarkers.Root.Texts("implications");

    /// <summary>Adds what the entries state.</summary>
    /// <param name="findings">Where to add.</param>
    public void Add(CodedFindings findings)
    {
        var corrected = Superseded(findings.Case.Document);
        var named = new Dictionary<string, NormalizedVariant?>(StringComparer.Ordinal);
        foreach (var entry in findings.Case.Document.Entries)
        {
            if (entry.Kind != CodedEntryKind.Observation || entry.Code.Codes.Any(c => c.Code is not null && implications.Contains(c.Code, StringComparer.Ordinal)))
            {
                continue;
            }

            if (tables.Biomarkers.Find(entry.Code) is not { } test)
            {
                AddWords(findings, entry, named);
                continue;
            }

            if (test["asks"] is not { } asks || asks is "none")
            {
                continue;
            }

            var judgement = Judge(findings, entry, test["gene"]);
            if (corrected.Contains(entry) && judgement.Withheld is null)
            {
                judgement = judgement with { Withheld = "superseded" };
            }

            if (asks is "variant")
            {
                AddVariant(findings, entry, judgement);
            }
            else
            {
                AddTest(findings, entry, test, asks, judgement);
            }
        }
    }

    private static Judgement Judge(CodedFindings findings, CodedEntry entry, string? gene)
    {
        var scope = findings.Case.ScopeOf(entry);
        var judgement = findings.Judge(entry, scope);
        // Two cancers and no link: what only lung cancer is tested for is the lung cancer's, the rest stays open.
        return scope == Scope.Either && judgement is { Assertion: Assertion.Affirmed, Withheld: null } && gene is not (null or "EGFR" or "ALK" or "ROS1" or "RET" or "MET" or "CD274")
            ? judgement with { Assertion = Assertion.Uncertain } : judgement;
    }

    // ---- variants by components

    private void AddVariant(CodedFindings findings, CodedEntry entry, Judgement judgement)
    {
        var parts = entry.Parts.Select(p => (Part: p, Is: tables.Biomarkers.Find(p.Code)?["part"])).ToList();
        var genes = parts.Where(p => p.Is is "gene").SelectMany(p => GenesOf(p.Part)).ToList();
        var names = new List<string>();
        foreach (var kind in (ReadOnlySpan<string>)["protein-change", "name", "coding-change", "genomic-change"])
        {
            names.AddRange(parts.Where(p => string.Equals(p.Is, kind, StringComparison.Ordinal)).SelectMany(p => Texts(p.Part)));
        }

        if (genes.Count == 0)
        {
            genes.AddRange(GenesIn(names, entry));
        }

        var status = Status(entry.Values, entry.ValueText, entry.Interpretations, entry.AbsentReason) ?? (entry.Values.IsEmpty && entry.ValueText is null && names.Count > 0 ? BiomarkerStatus.Indeterminate : null);
        if (status is null || genes.Count == 0)
        {
            return;
        }

        if (status == BiomarkerStatus.Detected && Significance(findings, entry, parts) is "uncertain" or "benign")
        {
            status = BiomarkerStatus.Indeterminate;
        }

        var sort = Sort(entry, names);
        var specimen = Specimen(entry);
        var frequency = parts.Where(p => p.Is is "frequency").Select(p => Percent(p.Part)).FirstOrDefault(f => f is not null);
        var common = new Qualifiers { Specimen = specimen, Method = Method(entry), Quantity = status == BiomarkerStatus.Detected ? frequency : null, Unit = status == BiomarkerStatus.Detected && frequency is not null ? "%" : null };
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
            if ((tables.Results.Find(value)?["significance"] ?? (Texts(value).Any(t => tables.Results.Words.Whole(t) is "indeterminate") ? "uncertain" : null)) is { } significance)
            {
                return significance;
            }
        }

        return null;
    }

    // ---- one test, one code

    private void AddTest(CodedFindings findings, CodedEntry entry, CodeEntry test, string asks, Judgement judgement)
    {
        var quote = entry.Values.Select(v => v.Display).Append(entry.ValueText).FirstOrDefault(q => q is not null) ?? (entry.Quantity is { } q ? $"{Number(q.Value)} {q.Unit}".Trim() : entry.Code.Display);
        var status = Status(entry.Values, entry.ValueText, entry.Interpretations, entry.AbsentReason);
        foreach (var gene in test["gene"]!.Split(','))
        {
            var qualifiers = new Qualifiers { Gene = gene, Alteration = test["alteration"], Partner = test["partner"], Method = test["method"] ?? Method(entry), Specimen = test["specimen"] ?? Specimen(entry) };
            switch (asks)
            {
                case "presence":
                    Tell(status, qualifiers, judgement);
                    break;
                case "found":
                    var names = entry.Values.SelectMany(Texts).Append(entry.ValueText).OfType<string>().ToList();
                    var (alteration, hgvs) = variants.Of(gene, names);
                    Tell(status ?? (alteration is null ? null : BiomarkerStatus.Detected), qualifiers with { Alteration = alteration ?? test["alteration"] ?? "any", Hgvs = hgvs }, judgement);
                    break;
                case "protein":
                    Tell(status, qualifiers with { Alteration = "overexpression", Method = "ihc" }, test["alteration"] is null && judgement.Withheld is null ? judgement with { Withheld = "protein-stain" } : judgement);
                    break;
                case "copies" or "ratio":
                    Tell(status, qualifiers with { Quantity = entry.Quantity?.Value, Unit = entry.Quantity is null ? null : asks is "copies" ? "copies" : "ratio" }, judgement);
                    break;
                case "percent":
                    AddExpression(qualifiers with { Alteration = "any", Score = test["score"] });
                    break;
                case "burden":
                    AddBurden(qualifiers with { Alteration = "any" });
                    break;
                case "instability":
                    Tell(status ?? entry.Values.SelectMany(Texts).Append(entry.ValueText).Select(Instability).FirstOrDefault(s => s is not null), qualifiers with { Alteration = "any" }, judgement);
                    break;
                default:
                    break;
            }
        }

        void Tell(string? value, Qualifiers qualifiers, Judgement how)
        {
            if (value is not null)
            {
                findings.Add(FactKind.Biomarker, value, entry, entry.Path, quote, how, qualifiers);
            }
        }

        void AddExpression(Qualifiers qualifiers)
        {
            var measured = entry.Quantity is { } quantity ? new Expression(quantity.Value, quantity.High, quantity.Comparator, null)
                : entry.Values.SelectMany(Texts).Append(entry.ValueText).Concat(entry.Notes).Select(ExpressionIn).FirstOrDefault(e => e is not null);
            if (measured is not null)
            {
                var low = measured.Quantity < 1 || (measured.Comparator is "<" && measured.Quantity <= 1);
                Tell(low ? BiomarkerStatus.NotDetected : BiomarkerStatus.Detected, qualifiers with
                {
                    Quantity = measured.Quantity,
                    QuantityHigh = measured.High,
                    Comparator = measured.Comparator,
                    Unit = measured.Score is "CPS" ? null : "%",
                    Score = measured.Score ?? qualifiers.Score,
                }, judgement);
                return;
            }

            Tell(status, qualifiers, judgement);
        }

        void AddBurden(Qualifiers qualifiers)
        {
            var number = entry.Quantity?.Value ?? (decimal.TryParse(entry.ValueText, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : null);
            Tell(status ?? (number is null ? null : number >= HighBurden ? BiomarkerStatus.Detected : BiomarkerStatus.NotDetected), qualifiers with { Quantity = number, Comparator = entry.Quantity?.Comparator, Unit = number is null ? null : "mut/Mb" }, judgement);
        }
    }

    private static string? Instability(string? text) => text is null ? null
        : text.Contains("MSI-H", StringComparison.OrdinalIgnoreCase) || text.Contains("high", StringComparison.OrdinalIgnoreCase) ? BiomarkerStatus.Detected
        : text.Contains("MSS", StringComparison.OrdinalIgnoreCase) || text.Contains("stable", StringComparison.OrdinalIgnoreCase) || text.Contains("MSI-L", StringComparison.OrdinalIgnoreCase) ? BiomarkerStatus.NotDetected
        : null;

    private static Expression? ExpressionIn(string? text)
    {
        if (text is null || text.Length > 2000)
        {
            return null;
        }

        var match = ExpressionText().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var score = match.Groups["score"].Success ? match.Groups["score"].Value : match.Groups["before"].Value;
        var sign = match.Groups["sign"].Value switch { "≥" => ">=", "≤" => "<=", "" => null, var other => other };
        return new(decimal.Parse(match.Groups["low"].Value, CultureInfo.InvariantCulture), match.Groups["high"].Success ? decimal.Parse(match.Groups["high"].Value, CultureInfo.InvariantCulture) : null, sign, score.ToUpperInvariant() switch
        {
            "TPS" or "TUMOR PROPORTION SCORE" or "TUMOUR PROPORTION SCORE" => "TPS",
            "CPS" or "COMBINED POSITIVE SCORE" => "CPS",
            "TC" => "TC",
            "IC" => "IC",
            _ => null,
        });
    }

    // ---- a test without a code

    /// <summary>"PD-L1 TPS: 60 %", "EGFR mutation: L858R detected". A stain of a gene's product is no mutation here either.</summary>
    private void AddWords(CodedFindings findings, CodedEntry entry, Dictionary<string, NormalizedVariant?> named)
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

        foreach (var answer in entry.Values.Select(v => v.Display).Append(entry.ValueText).Append(entry.Quantity is { } q ? $"{q.Comparator}{Number(q.Value)} {q.Unit}" : null).OfType<string>().Take(1))
        {
            if ((entry.Quantity is null ? Known(question, answer) : variants.InWords(question, answer)) is not { } read)
            {
                continue;
            }

            var stain = read.Gene is not "CD274" && StainShape().IsMatch(question);
            var judgement = Judge(findings, entry, read.Gene);
            if (stain && read.Gene is not ("ERBB2" or "MET") && judgement.Withheld is null)
            {
                judgement = judgement with { Withheld = "protein-stain" };
            }

            var measured = read.Gene is "CD274" ? ExpressionIn($"{question} {answer}") : null;
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
                Method = stain ? "ihc" : Method(entry),
                Specimen = Specimen(entry),
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

    // ---- shared

    /// <summary>The status that value, words, interpretation or reason of absence say; null when none does.</summary>
    private string? Status(ImmutableArray<CodedConcept> values, string? text, ImmutableArray<CodedConcept> interpretations, CodedConcept absent)
    {
        foreach (var value in values)
        {
            var byWords = Texts(value).Select(tables.Results.Words.Whole).FirstOrDefault(w => w is not null);
            var byCode = tables.Results.Find(value)?["status"];
            if (byWords is not null || byCode is not null)
            {
                return byWords is not null && byCode is not null && !string.Equals(byWords, byCode, StringComparison.Ordinal) ? BiomarkerStatus.Indeterminate : byCode ?? byWords;
            }
        }

        if (tables.Results.Words.Whole(text) is { } word)
        {
            return word;
        }

        foreach (var interpretation in values.IsEmpty && text is null ? interpretations : [])
        {
            if ((tables.Results.Find(interpretation)?["status"] ?? Texts(interpretation).Select(tables.Results.Words.Whole).FirstOrDefault(w => w is not null)) is { } status)
            {
                return status;
            }
        }

        return absent.Codes.Any(c => c.Code is "not-performed") ? BiomarkerStatus.NotTested : null;
    }

    /// <summary>Results that a corrected or amended one of the same test and the same day replaces.</summary>
    private static HashSet<CodedEntry> Superseded(SourceDocument document)
    {
        var old = new HashSet<CodedEntry>(ReferenceEqualityComparer.Instance);
        var tests = document.Entries.Where(e => e.Kind == CodedEntryKind.Observation && e.Code.Codes.Length > 0 && e.Date is not null).GroupBy(e => (e.Subject, e.Code.Codes[0].Code, e.Date));
        foreach (var test in tests.Where(t => t.Count() > 1))
        {
            foreach (var correction in test.Where(e => e.Status is "corrected" or "amended"))
            {
                old.UnionWith(test.Where(e => !ReferenceEquals(e, correction) && e.Status is not ("corrected" or "amended") && e.Parts.IsEmpty == correction.Parts.IsEmpty && (e.Issued is null || correction.Issued is null || e.Issued <= correction.Issued)));
            }
        }

        return old;
    }

    private string? Specimen(CodedEntry entry) => tables.Sites.Find(entry.Specimen)?["specimen"]
        ?? ((IEnumerable<string?>)[entry.Specimen.Text, .. entry.Specimen.Codes.Select(c => c.Display), .. entry.Specimen.Codes.Select(c => c.Code)]).Select(tables.Sites.Words.Within).FirstOrDefault(s => s is "tissue" or "plasma" or "cytology" or "csf" or "pleural-fluid");

    private static string? Method(CodedEntry entry)
    {
        var method = entry.Method.Display ?? string.Empty;
        return method.Contains("sequenc", StringComparison.OrdinalIgnoreCase) ? "ngs"
            : method.Contains("FISH", StringComparison.OrdinalIgnoreCase) || method.Contains("in situ", StringComparison.OrdinalIgnoreCase) ? "fish"
            : method.Contains("PCR", StringComparison.OrdinalIgnoreCase) ? "pcr"
            : method.Contains("immun", StringComparison.OrdinalIgnoreCase) ? "ihc"
            : null;
    }

    private static decimal? Percent(CodedPart part)
    {
        var (value, unit) = part.Quantity is { } quantity ? (quantity.Value, quantity.Unit)
            : decimal.TryParse(part.ValueText?.TrimEnd('%', ' '), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? (number, part.ValueText!.Contains('%', StringComparison.Ordinal) ? "%" : null)
            : (-1m, null);
        return value is < 0 or > 100 ? null : unit is "%" ? value : value <= 1 ? value * 100 : value;
    }

    private static string Quote(CodedGene gene, List<string> names) => names.Count == 0 ? gene.Quote : $"{gene.Quote} {names[0]}";

    private static IEnumerable<string> Texts(CodedPart part) => part.Values.SelectMany(Texts).Concat(part.ValueText is { } text ? [text] : []);

    private static IEnumerable<string> Texts(CodedConcept concept) =>
        ((IEnumerable<string?>)[concept.Text, .. concept.Codes.SelectMany(c => (string?[])[c.Display, c.Code])]).OfType<string>();

    private static string Number(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);

    // Epidermal growth factor receptor Ag [Presence] in Tissue by Immune stain; ALK protein expression; HER2 IHC
    [GeneratedRegex(@"\b(Ag|antigen|protein|immune stain|immuno\w*|IHC|expression|overexpression)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex StainShape();

    // EGFR, NTRK1, HLA-A, PD-L1
    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9-]{1,9}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex SymbolShape();

    // NM_000455.5(STK11):c.725G>A; EGFR L858R
    [GeneratedRegex(@"^([NX][MCPG]_[\d.]+\((?<bracket>[A-Z][A-Z0-9-]{1,9})\):|(?<first>[A-Z][A-Z0-9-]{1,9})[\s:])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex GeneInName();

    // 5% tumor proportion score; TPS 60 %; TPS: <1%; 1-49%; CPS 10
    [GeneratedRegex(@"(?<before>TPS|CPS|TC|IC|tumou?r proportion score|combined positive score)?\s*[:=]?\s*(?<sign>[<>≥≤]=?)?\s*(?<low>\d{1,3}(\.\d+)?)\s*(%?\s*[-–]\s*(?<high>\d{1,3}))?\s*(%|(?<=(TPS|CPS)\D{0,4}\d{1,3}(\.\d+)?))\s*(?<score>TPS|CPS|TC\b|IC\b|tumou?r proportion score|combined positive score)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5000)]
    private static partial Regex ExpressionText();
}

/// <summary>A gene named in a component.</summary>
/// <param name="Symbol">HGNC symbol.</param>
/// <param name="Path">Where.</param>
/// <param name="Quote">As written.</param>
/// <param name="Sure">False when code and display name different genes.</param>
internal sealed record CodedGene(string Symbol, string Path, string Quote, bool Sure);

/// <summary>A share of stained cells or a score.</summary>
/// <param name="Quantity">Lower end or value.</param>
/// <param name="High">Upper end or null.</param>
/// <param name="Comparator">Comparator or null.</param>
/// <param name="Score">Score or null.</param>
internal sealed record Expression(decimal Quantity, decimal? High, string? Comparator, string? Score);
