using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Context;
using Navis.Personalize.Extraction.Narrative;
using Navis.Personalize.Extraction.Variants;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>Turns statements into findings: judges them by context, and makes one finding of the statements that say the same.</summary>
internal sealed class FindingCollector(NarrativeText text, IContextEngine context, Surroundings surroundings)
{
    private const int MostEvidence = 200;
    private const double Certain = 0.97;
    private const double Named = 0.93;
    private const double Recognised = 0.1;

    private readonly List<Finding> found = [];
    private readonly HashSet<Finding> bare = new(ReferenceEqualityComparer.Instance);
    private int lastFound = -1;

    /// <summary>Adds a statement.</summary>
    /// <param name="statement">Statement, offsets of the document.</param>
    /// <param name="sentence">Its sentence.</param>
    /// <param name="index">Index of the sentence.</param>
    public void Add(Statement statement, Sentence sentence, int index)
    {
        if (statement.NotTumor || (statement.Status is null && !statement.Bare))
        {
            return;
        }

        var judgement = context.Judge(text, statement.Start, statement.End);
        var assertion = IsOfOthers(sentence) ? Assertion.Hypothetical : AssertionOf(statement, judgement);
        var evidence = text.Document.EvidenceAt(statement.Start, statement.End - statement.Start);
        var finding = new Finding(FactKind.Biomarker, statement.Status ?? BiomarkerStatus.Detected, evidence, BiomarkerExtractor.Id)
        {
            Qualifiers = new()
            {
                Gene = statement.Gene,
                Alteration = statement.Alteration,
                Hgvs = statement.Hgvs,
                Partner = statement.Partner,
                Quantity = statement.Quantity?.Low,
                QuantityHigh = statement.Quantity?.High,
                Comparator = statement.Quantity?.Comparator,
                Unit = statement.Quantity?.Unit,
                Score = statement.Quantity?.Score,
                Method = statement.Method,
                Specimen = statement.Specimen ?? surroundings.Specimen(sentence, index),
            },
            Assertion = assertion,
            Date = surroundings.Date(sentence, statement.Start),
            Certainty = (statement.Bare ? Named : Certain) - (text.Document.Reading == ReadingMode.Ocr ? Recognised : 0),
            Withheld = surroundings.IsOtherTumor(statement.Gene, index, statement.Start) ? "other-cancer" : null,
        };
        if (statement.Bare)
        {
            bare.Add(finding);
        }

        lastFound = Put(finding);
    }

    /// <summary>Adds an allele fraction that stands on a line of its own to the change above it.</summary>
    /// <param name="fraction">Fraction.</param>
    public void AddFraction(Quantity fraction)
    {
        if (lastFound >= 0 && found[lastFound] is { Value: BiomarkerStatus.Detected, Qualifiers: { Quantity: null, Gene: not ("CD274" or "TMB" or "MSI"), Alteration: not AlterationName.Fusion } qualifiers } finding)
        {
            found[lastFound] = finding with { Qualifiers = qualifiers with { Quantity = fraction.Low, Comparator = fraction.Comparator, Unit = "%" } };
        }
    }

    /// <summary>The findings in text order.</summary>
    public IEnumerable<Finding> Findings()
    {
        Absorb();
        DriverLists.Silence(found, bare);
        return found;
    }

    // Titles of papers and trials, and what is told of genes in general, are of no one's tumour, whatever they say.
    private bool IsOfOthers(Sentence sentence) => text.SectionOf(sentence).Concept is "references" or "clinical-trials" or "general-information";

    private static Assertion AssertionOf(Statement statement, ContextJudgement judgement) => judgement switch
    {
        { Experiencer: Experiencer.Family } => Assertion.Family,
        { Experiencer: Experiencer.Other } => Assertion.OtherPerson,
        _ when statement.Hypothetical || (statement.Bare && judgement.Hypothetical) => Assertion.Hypothetical,
        _ when judgement.Uncertain && statement.Bare => Assertion.Uncertain,
        _ => Assertion.Affirmed,
    };

    private int Put(Finding finding)
    {
        for (var i = 0; i < found.Count; i++)
        {
            if (Says(found[i], finding) is { } merged)
            {
                if (bare.Contains(found[i]) && bare.Contains(finding))
                {
                    bare.Add(merged);
                }

                found[i] = merged;
                return i;
            }
        }

        found.Add(finding);
        return found.Count - 1;
    }

    // The same statement again, perhaps with more detail: null when the two differ in a thing that both state.
    private static Finding? Says(Finding first, Finding second)
    {
        var (a, b) = (first.Qualifiers, second.Qualifiers);
        if (a.Gene != b.Gene || a.Alteration != b.Alteration || first.Value != second.Value || first.Assertion != second.Assertion || first.Withheld != second.Withheld
            || Differ(a.Hgvs, b.Hgvs) || Differ(a.Partner, b.Partner) || Differ(a.Specimen, b.Specimen) || (first.Date is { } d && second.Date is { } e && d.Contradicts(e)))
        {
            return null;
        }

        if (!SameNumber(a, b))
        {
            return null;
        }

        var number = Exact(b) && !Exact(a) ? b : a.Quantity is null ? b : a;
        return first with
        {
            Qualifiers = a with
            {
                Hgvs = a.Hgvs ?? b.Hgvs,
                Partner = a.Partner ?? b.Partner,
                Specimen = a.Specimen ?? b.Specimen,
                Method = a.Method ?? b.Method,
                Quantity = number.Quantity,
                QuantityHigh = number.QuantityHigh,
                Comparator = number.Comparator,
                Unit = number.Unit,
                Score = number.Score ?? a.Score ?? b.Score,
            },
            Date = first.Date is { } known && (second.Date is not { } other || other.ToString().Length <= known.ToString().Length) ? known : second.Date,
            Certainty = Math.Max(first.Certainty, second.Certainty),
            MoreEvidence = first.MoreEvidence.Length < MostEvidence ? first.MoreEvidence.Add(second.Evidence) : first.MoreEvidence,
        };
    }

    private static bool Differ(string? a, string? b) => a is not null && b is not null && a != b;

    private static bool Exact(Qualifiers q) => q is { Quantity: not null, Comparator: null or "~", QuantityHigh: null };

    // "TPS 60 %" and "PD-L1 ≥ 50 %" say the same; "60 %" and "30 %" do not. Fractions of a change are never compared.
    private static bool SameNumber(Qualifiers a, Qualifiers b)
    {
        if (a.Quantity is not { } x || b.Quantity is not { } y || a.Gene != "CD274")
        {
            return true;
        }

        if (Differ(a.Score, b.Score))
        {
            return false;
        }

        return (Exact(a), Exact(b)) switch
        {
            (true, true) => x == y,
            (true, false) => Within(x, b),
            (false, true) => Within(y, a),
            _ => true,
        };
    }

    private static bool Within(decimal value, Qualifiers range) => range switch
    {
        { QuantityHigh: { } high } => value >= range.Quantity && value <= high,
        { Comparator: ">" } => value > range.Quantity,
        { Comparator: ">=" } => value >= range.Quantity,
        { Comparator: "<" } => value < range.Quantity,
        { Comparator: "<=" } => value <= range.Quantity,
        _ => value == range.Quantity,
    };

    // "EGFR-mutated" beside "EGFR L858R", "PD-L1 positive" beside "PD-L1 40 %": what says less is further evidence for what says more.
    private void Absorb()
    {
        for (var i = found.Count - 1; i >= 0; i--)
        {
            var less = found[i];
            if (less.Value != BiomarkerStatus.Detected || less.Qualifiers.Alteration != AlterationName.Any || less.Qualifiers.Quantity is not null || less.Qualifiers.Gene is "CD274" or "TMB" or "MSI")
            {
                continue;
            }

            var more = found.FindIndex(f => f.Value == BiomarkerStatus.Detected && f.Qualifiers.Gene == less.Qualifiers.Gene && f.Qualifiers.Alteration is not (AlterationName.Any or AlterationName.Fusion or "amplification" or "overexpression" or "T790M" or "C797S")
                && f.Assertion == less.Assertion && f.Withheld == less.Withheld && !Differ(f.Qualifiers.Specimen, less.Qualifiers.Specimen) && !(f.Date is { } d && less.Date is { } e && d.Contradicts(e)));
            if (more >= 0)
            {
                found[more] = found[more] with { MoreEvidence = found[more].MoreEvidence.Add(less.Evidence).AddRange(less.MoreEvidence) };
                found.RemoveAt(i);
            }
        }
    }
}
