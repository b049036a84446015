using System.Collections.Immutable;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Diagnosis;

/// <summary>Reads which disease the record names (<c>diagnosis</c>) and of which type the tumour is (<c>histology</c>).</summary>
/// <remarks>
/// <c>nsclc</c>: NSCLC by name, or one of its types in the lung. <c>suspected</c>: lung cancer of a type not said, or one that is only suspected, where the record
/// settles no type. <c>other-cancer</c> is withheld beside a lung cancer. One finding a value and assertion, with every further place as more evidence.
/// Markers and treatments make no diagnosis.
/// </remarks>
internal sealed class DiagnosisExtractor(DiseaseScopes scopes) : INarrativeExtractor
{
    private const string DiagnosisId = "narrative/diagnosis", HistologyId = "narrative/histology";

    /// <inheritdoc/>
    public void Extract(NarrativeText text, ICollection<Finding> findings)
    {
        var scope = scopes.Of(text);
        var drafts = new Drafts(text.Document);
        var settled = scope.Mentions.Any(m => m.Counts && m.Assertion != Assertion.Uncertain && Value(scope, m) is "nsclc" or "sclc");
        var nonSmall = scope.Mentions.Any(m => m.Counts && m.Assertion != Assertion.Uncertain && Value(scope, m) is "nsclc");
        var transformed = nonSmall && scope.Tokens.Any(t => t.IsCue("transformation"));
        foreach (var mention in scope.Mentions)
        {
            Diagnosis(scope, mention, settled, transformed, drafts);
            Histology(scope, mention, drafts);
        }

        if (drafts.IsEmpty)
        {
            NoCancer(text, scope, drafts);
        }

        drafts.AddTo(findings);
    }

    private static void Diagnosis(DiseaseScope scope, TumorMention mention, bool settled, bool transformed, Drafts drafts)
    {
        var value = Value(scope, mention);
        var open = mention.Withheld is null && mention.Assertion is Assertion.Affirmed or Assertion.Historical or Assertion.Uncertain;
        if (value is null || (transformed && value == "sclc"))
        {
            return;
        }

        var lung = value is not "other-cancer";
        if (open && lung && (value == "suspected" || mention.Assertion == Assertion.Uncertain))
        {
            if (settled)
            {
                return;
            }

            value = "suspected";
        }

        drafts.Add(FactKind.Diagnosis, value, mention, DiagnosisId, mention.Withheld ?? (!lung && scope.HasLung ? "other-cancer" : null));
    }

    private static void Histology(DiseaseScope scope, TumorMention mention, Drafts drafts)
    {
        if (mention.Histology is not { } histology)
        {
            return;
        }

        // A carcinoid is a type of lung tumour all the same; the other organ's is not this one's.
        var other = Where(scope, mention) == TumorScope.Other && !(mention.IsCarcinoid && mention.Organ is null or TumorMention.Lung);
        drafts.Add(FactKind.Histology, histology, mention, HistologyId, mention.Withheld ?? (other ? "other-cancer" : null));
    }

    private static string? Value(DiseaseScope scope, TumorMention mention) => Where(scope, mention) switch
    {
        TumorScope.Other => "other-cancer",
        TumorScope.SmallCellLung => mention.IsNonSmallCell ? "nsclc" : "sclc",
        TumorScope.Lung when mention.IsSmallCell => "sclc",
        TumorScope.Lung when mention.IsNonSmallCell => "nsclc",
        TumorScope.Lung => "suspected",
        _ => mention.IsSmallCell || mention.IsNonSmallCell ? "suspected" : null,
    };

    // A type without an organ belongs to the tumour that the text speaks of there.
    private static TumorScope Where(DiseaseScope scope, TumorMention mention) =>
        DiseaseScope.ScopeOf(mention) is var own and not TumorScope.Unclear ? own : scope.At(mention.Start);

    // Only where a sample or lesion of the lung is called free of cancer, and no cancer of the patient is named.
    private static void NoCancer(NarrativeText text, DiseaseScope scope, Drafts drafts)
    {
        if (scope.HasLung || scope.HasOther)
        {
            return;
        }

        foreach (var token in scope.Tokens)
        {
            if (token.Term.Word == TumorWord.Benign && text.SentenceAt(token.Start) is var sentence
                && scope.Tokens.Skip(TextOrder.FirstFrom(scope.Tokens, sentence.Start, static t => t.Start)).TakeWhile(t => t.Start < sentence.End).Any(t => t.Term.SaysLung)
                && !text.Slice(sentence.Start, sentence.End).Contains("node", StringComparison.OrdinalIgnoreCase)
                && !text.Slice(sentence.Start, sentence.End).Contains("margin", StringComparison.OrdinalIgnoreCase))
            {
                drafts.Add(FactKind.Diagnosis, "no-cancer", new(token.Start, token.End, token.Term, null, Assertion.Affirmed), DiagnosisId, null);
            }
        }
    }

    // Findings of the same value, assertion and fate are one, with more evidence.
    private sealed class Drafts(SourceDocument document)
    {
        private readonly List<(Finding Finding, List<Evidence> More)> made = [];

        public bool IsEmpty => made.Count == 0;

        public void Add(FactKind kind, string value, TumorMention mention, string id, string? withheld)
        {
            var evidence = document.EvidenceAt(mention.NameStart, mention.NameEnd - mention.NameStart);
            var same = made.FindIndex(m => m.Finding.Kind == kind && m.Finding.Value == value && m.Finding.Assertion == mention.Assertion && m.Finding.Withheld == withheld);
            if (same >= 0)
            {
                made[same].More.Add(evidence);
                return;
            }

            made.Add((new(kind, value, evidence, id) { Assertion = mention.Assertion, Withheld = withheld, Certainty = mention.IsLinked ? 0.95 : 0.85 }, []));
        }

        public void AddTo(ICollection<Finding> findings)
        {
            foreach (var (finding, more) in made)
            {
                findings.Add(finding with { MoreEvidence = [.. more] });
            }
        }
    }
}
