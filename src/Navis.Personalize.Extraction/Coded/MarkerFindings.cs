using System.Globalization;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Coded;

/// <summary>Tests of one thing by one code: a named change, copies, a stain, PD-L1, tumour mutation burden, microsatellites.</summary>
internal sealed class MarkerFindings(VariantNames variants, ResultReader results)
{
    /// <summary>TMB from this many mutations a megabase on is high (FDA approval of pembrolizumab for TMB-high tumours, 2020).</summary>
    private const decimal HighBurden = 10;

    /// <summary>Adds what a test states.</summary>
    /// <param name="findings">Where to add.</param>
    /// <param name="entry">Observation.</param>
    /// <param name="test">What its code asks.</param>
    /// <param name="asks">What its value is.</param>
    /// <param name="judgement">How it is asserted.</param>
    public void Add(CodedFindings findings, CodedEntry entry, CodeEntry test, string asks, Judgement judgement)
    {
        var quote = entry.Values.Select(v => v.Display).Append(entry.ValueText).FirstOrDefault(q => q is not null) ?? (entry.Quantity is { } q ? $"{ResultReader.Number(q.Value)} {q.Unit}".Trim() : entry.Code.Display);
        var status = results.Status(entry.Values, entry.ValueText, entry.Interpretations, entry.AbsentReason);
        foreach (var gene in test["gene"]!.Split(','))
        {
            var qualifiers = new Qualifiers { Gene = gene, Alteration = test["alteration"], Partner = test["partner"], Method = test["method"] ?? ResultReader.Method(entry), Specimen = test["specimen"] ?? results.Specimen(entry) };
            switch (asks)
            {
                case "presence":
                    Tell(status, qualifiers, judgement);
                    break;
                case "found":
                    var names = entry.Values.SelectMany(ResultReader.Texts).Append(entry.ValueText).OfType<string>().ToList();
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
                    Tell(status ?? entry.Values.SelectMany(ResultReader.Texts).Append(entry.ValueText).Select(Instability).FirstOrDefault(s => s is not null), qualifiers with { Alteration = "any" }, judgement);
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
                : entry.Values.SelectMany(ResultReader.Texts).Append(entry.ValueText).Concat(entry.Notes).Select(ExpressionReader.Read).FirstOrDefault(e => e is not null);
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
}
