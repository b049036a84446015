using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>What one sentence leaves open for the next ones: the gene whose change stands on the line below, the fraction below that, and the test that was asked for.</summary>
internal sealed class SentenceThread
{
    private const int GeneReach = 2;
    private const int RequestReach = 2;

    private string? gene;
    private int geneAt = -10;
    private List<Statement> asked = [];
    private int askedAt = -10;
    private int foundAt = -10;

    /// <summary>True when the sentence may go on with what was left open, though it names no gene.</summary>
    /// <param name="index">Index of the sentence.</param>
    public bool IsOpen(int index) => index - geneAt <= GeneReach || index - askedAt <= RequestReach || index - foundAt <= GeneReach;

    /// <summary>The gene of the line above, or null.</summary>
    /// <param name="index">Index of the sentence.</param>
    public string? Carried(int index) => index - geneAt <= GeneReach ? gene : null;

    /// <summary>Takes over what a sentence leaves open and finishes what the earlier ones left.</summary>
    /// <param name="vocabulary">Vocabulary.</param>
    /// <param name="headed">What was read.</param>
    /// <param name="statements">What it states, offsets of <paramref name="headed"/>.</param>
    /// <param name="index">Index of the sentence.</param>
    /// <param name="collector">Where findings go.</param>
    /// <param name="sentence">Sentence.</param>
    public void Follow(BiomarkerVocabulary vocabulary, HeadedText headed, List<Statement> statements, int index, FindingCollector collector, Sentence sentence)
    {
        var own = statements.FindAll(s => s.End > headed.Lead);
        if (own.Count == 0)
        {
            Answer(vocabulary, headed, index, collector, sentence);
            Fraction(vocabulary, headed, index, collector);
            return;
        }

        // "1. EGFR - POSITIVE", "2. TP53 (Tumor Protein p53)": one gene, no change yet, not denied. A stain or a score has no change that could follow.
        var genes = own.Select(s => s.Gene).Distinct(StringComparer.Ordinal).ToList();
        if (genes.Count == 1 && genes[0] is not ("CD274" or "TMB" or "MSI") && own.TrueForAll(s => s.Change is null or { IsSpecific: false } && s.Status is null or BiomarkerStatus.Detected && !s.Hypothetical) && headed.Text.Length - headed.Lead < 120)
        {
            (gene, geneAt) = (genes[0], index);
        }
        else if (genes.Count == 1 && own.TrueForAll(s => s is { Change: { IsSpecific: true }, Status: not null, Hypothetical: false }) && IsLabel(vocabulary, headed, genes[0]))
        {
            (gene, geneAt) = (genes[0], index); // "EGFR: Exon 19 deletions: Not detected. Exon 20 insertions: Detected."
        }
        else if (own.Exists(s => s.Gene != gene))
        {
            geneAt = -10;
        }
        else if (index - geneAt <= GeneReach)
        {
            geneAt = index; // the next line of the same gene's list
        }

        var unanswered = own.FindAll(s => s.Status is null && !s.Bare && !s.NotTumor);
        if (unanswered.Count > 0 && own.Count == unanswered.Count)
        {
            (asked, askedAt) = (unanswered.ConvertAll(s => headed.Place(s)!), index);
        }

        if (own.Exists(s => s.Bare || s.Status == BiomarkerStatus.Detected))
        {
            foundAt = index;
        }
    }

    private static bool IsLabel(BiomarkerVocabulary vocabulary, HeadedText headed, string gene)
    {
        var own = headed.Text.AsSpan(headed.Lead).TrimStart();
        var colon = own.IndexOf(':');
        return colon > 0 && vocabulary.Find(own[..colon].ToString()) is [var only] && vocabulary.Term(only.Entry) is { Role: Role.Gene } term && term.Id == gene && only.End - only.Start == own[..colon].TrimEnd().Length;
    }

    // "… requested EGFR mutation analysis. There are too few tumour cells for mutation analysis."
    private void Answer(BiomarkerVocabulary vocabulary, HeadedText headed, int index, FindingCollector collector, Sentence sentence)
    {
        if (index - askedAt > RequestReach || asked.Count == 0)
        {
            return;
        }

        string? status = null;
        var molecular = false;
        foreach (var match in vocabulary.Find(headed.Text))
        {
            var term = vocabulary.Term(match.Entry);
            molecular |= term.Role is Role.Molecular;
            status = term is { Role: Role.Cue, Status: BiomarkerStatus.Insufficient or BiomarkerStatus.Pending or BiomarkerStatus.NotTested } ? term.Status : status;
        }

        if (!molecular || status is null)
        {
            return;
        }

        foreach (var statement in asked)
        {
            collector.Add(statement with { Status = status, Start = sentence.Start, End = sentence.End }, sentence, index);
        }

        asked = [];
    }

    // "   Variant Allele Frequency: 42%" below its change.
    private void Fraction(BiomarkerVocabulary vocabulary, HeadedText headed, int index, FindingCollector collector)
    {
        if (index - foundAt > GeneReach || vocabulary.Find(headed.Text).All(m => vocabulary.Term(m.Entry).Role != Role.Vaf))
        {
            return;
        }

        var units = new UnitReader(vocabulary).Read(headed.Text, vocabulary.Find(headed.Text));
        foreach (var quantity in QuantityReader.Read(headed.Text, units))
        {
            if (quantity is { Unit: "%", High: null })
            {
                collector.AddFraction(quantity);
                return;
            }
        }
    }
}
