using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Context;
using Navis.Personalize.Extraction.Diagnosis;
using Navis.Personalize.Extraction.Narrative;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Staging;

/// <summary>Reads stated stage groups with basis and edition.</summary>
/// <remarks>No finding: stages of kidney disease, ulcers, heart failure and the like, of a procedure or trial. Hypothetical: criteria and statements about groups of people.
/// Withheld: another cancer's (<c>other-cancer</c>); one that the record takes back (<c>withdrawn</c>).</remarks>
internal sealed class StageGroupExtractor(StagingContext staging, DiseaseScopes scopes, IContextEngine context) : INarrativeExtractor
{
    private const string Id = "narrative/stage-group";
    private const int NearWords = 60;
    private const int Beside = 12;

    /// <inheritdoc/>
    public void Extract(NarrativeText text, ICollection<Finding> findings)
    {
        var spans = StageGroupScanner.Scan(text.Text);
        var strings = TnmScanner.Scan(text.Text);
        StageGroupScanner.BesideTnm(text.Text, strings, spans);
        if (spans.Count == 0)
        {
            return;
        }

        var scope = scopes.Of(text);
        var editions = EditionReader.Read(text.Text);
        foreach (var span in spans)
        {
            var sentence = text.SentenceAt(span.Start);
            var cues = staging.Cues(text, sentence.Start, Math.Max(sentence.End, span.End));
            if (IsOfSomethingElse(text.Text, cues, span) || (char.IsDigit(text.Text[span.Start]) && scope.Document == TumorScope.Unclear))
            {
                continue;
            }

            var judged = staging.Assert(text, context.Judge(text, span.Start, span.End).Assertion, span.Anchor, span.End);
            findings.Add(new(FactKind.StageGroup, span.Value, text.Document.EvidenceAt(span.Anchor, span.End - span.Anchor), Id)
            {
                Qualifiers = new() { Basis = Basis(text, strings, span), Edition = StagingContext.Edition(editions, span.Anchor, span.End) },
                Assertion = judged is Assertion.Affirmed or Assertion.Uncertain && IsGeneral(cues, span) ? Assertion.Hypothetical : judged,
                Withheld = scope.WithheldAt(span.Start) ?? (IsWithdrawn(cues, span) ? "withdrawn" : null),
            });
        }
    }

    /// <summary>Builds the extractor with what it needs.</summary>
    /// <param name="content">Content.</param>
    /// <param name="scopes">Scopes.</param>
    /// <param name="context">Context engine.</param>
    public static StageGroupExtractor Create(IContentSource content, DiseaseScopes scopes, IContextEngine context) => new(new StagingContext(content), scopes, context);

    // The basis of the TNM string beside it ("cT1cN2M0, Stage IIIA"), else that of its own words.
    private string Basis(NarrativeText text, List<TnmString> strings, StageGroupSpan span)
    {
        // TNM strings stand in text order: only those beside the group are looked at.
        int first = 0, end = strings.Count;
        while (first < end)
        {
            var middle = (first + end) / 2;
            (first, end) = strings[middle].End > span.Anchor - Beside ? (first, middle) : (middle + 1, end);
        }

        for (; first < strings.Count && strings[first].Start < span.End + Beside; first++)
        {
            var tnm = strings[first];
            var gap = tnm.Start >= span.End ? tnm.Start - span.End : span.Anchor - tnm.End;
            if (tnm.StandsAlone && gap is >= 0 and < Beside && tnm.Categories[0].Basis is 'c' or 'p' && tnm.Categories.All(c => c.Basis == tnm.Categories[0].Basis))
            {
                return tnm.Categories[0].Basis == 'c' ? StagingContext.Clinical : StagingContext.Pathologic;
            }
        }

        return staging.Basis(text, span.Anchor, span.End);
    }

    // "stage 3 chronic kidney disease", "CKD stage IIIb", "sacral stage II ulcer", "two-stage repair".
    private static bool IsOfSomethingElse(string text, IReadOnlyList<TermMatch> cues, StageGroupSpan span)
    {
        foreach (var cue in cues)
        {
            var after = cue.Start - span.End;
            var before = span.Anchor - cue.End;
            if ((cue.Entry.Id == "not-cancer" && ((after is >= 0 and < 32 && IsOnePhrase(text, span.End, cue.Start)) || (before is >= 0 and < 24 && IsOnePhrase(text, cue.End, span.Anchor)))) || (cue.Entry.Id == "procedure" && after is >= 0 and < 3))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOnePhrase(string text, int from, int to)
    {
        var between = text.AsSpan(from, to - from);
        return between.IndexOfAny(",.;)") < 0 && !between.Contains(" with ", StringComparison.OrdinalIgnoreCase) && !between.Contains(" and ", StringComparison.OrdinalIgnoreCase) && !between.Contains(" con ", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsGeneral(IReadOnlyList<TermMatch> cues, StageGroupSpan span)
    {
        foreach (var cue in cues)
        {
            if (cue.Entry.Id == "general" && span.Anchor - cue.End is >= 0 and < NearWords)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWithdrawn(IReadOnlyList<TermMatch> cues, StageGroupSpan span)
    {
        foreach (var cue in cues)
        {
            var after = cue.Start - span.End;
            if (cue.Entry.Id == "withdrawn" && (after is >= 0 and < NearWords || span.Anchor - cue.End is >= 0 and < 12))
            {
                return true;
            }

            if (cue.Entry.Id == "revised-to" && after is >= 0 and < 90)
            {
                return true;
            }
        }

        return false;
    }
}
