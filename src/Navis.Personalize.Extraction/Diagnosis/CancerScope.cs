using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Diagnosis;

/// <summary>Whose cancer a treatment or a course belongs to. Organs named as targets or sites ("brain radiotherapy", "ovarian biopsy") decide nothing here; only tumours do.</summary>
internal static class CancerScope
{
    private const int CarryOver = 3;

    /// <summary><c>other-cancer</c> when the statement belongs to another tumour, else null.</summary>
    /// <param name="scope">Scope of the document.</param>
    /// <param name="text">Narrative.</param>
    /// <param name="start">Start of the statement.</param>
    /// <param name="end">Its end, exclusive.</param>
    public static string? WithheldAt(DiseaseScope scope, NarrativeText text, int start, int end)
    {
        if (scope.Document != TumorScope.Other && !scope.HasOther)
        {
            return null;
        }

        var found = !scope.HasLung && scope.Document == TumorScope.Other ? TumorScope.Other : InSentence(scope, text, start, end) ?? Before(scope, text, start) ?? scope.Document;
        return found == TumorScope.Other ? "other-cancer" : null;
    }

    private static TumorScope? InSentence(DiseaseScope scope, NarrativeText text, int start, int end)
    {
        var sentence = text.SentenceAt(start);
        TumorScope? best = null;
        var nearest = int.MaxValue;
        for (var i = TextOrder.FirstFrom(scope.Mentions, sentence.Start, static m => m.Start); i < scope.Mentions.Length && scope.Mentions[i].Start < sentence.End; i++)
        {
            var mention = scope.Mentions[i];
            if (DiseaseScope.ScopeOf(mention) is not (var of and not TumorScope.Unclear))
            {
                continue;
            }

            // "pembrolizumab for NSCLC": what it was given for outranks every tumour named before.
            if (mention.Start >= end && mention.Start - end <= 50 && IsFor(text.Slice(end, mention.Start)))
            {
                return of;
            }

            var distance = mention.Start <= start ? Math.Max(0, start - mention.End) : mention.Start - start + 20;
            if (distance < nearest)
            {
                (best, nearest) = (of, distance);
            }
        }

        return best;
    }

    private static bool IsFor(ReadOnlySpan<char> between) =>
        between.Contains(" for ", StringComparison.OrdinalIgnoreCase) || between.Contains(" por ", StringComparison.OrdinalIgnoreCase) || between.Contains(" para ", StringComparison.OrdinalIgnoreCase)
        || between.TrimStart().StartsWith("of ", StringComparison.OrdinalIgnoreCase) || between.TrimStart().StartsWith("de ", StringComparison.OrdinalIgnoreCase) || between.TrimStart().StartsWith("(for ", StringComparison.OrdinalIgnoreCase);

    private static TumorScope? Before(DiseaseScope scope, NarrativeText text, int start)
    {
        var sentence = text.SentenceAt(start);
        var section = text.SectionOf(sentence);
        var index = text.IndexAt(sentence.Start);
        var from = Math.Max(section.Start, text.Sentences[Math.Max(0, index - CarryOver)].Start);
        TumorScope? last = null;
        var past = false;
        for (var i = TextOrder.FirstFrom(scope.Mentions, from, static m => m.Start); i < scope.Mentions.Length && scope.Mentions[i].Start < sentence.Start; i++)
        {
            var mention = scope.Mentions[i];
            if (DiseaseScope.ScopeOf(mention) is var of and not TumorScope.Unclear)
            {
                (last, past) = (of, mention.Assertion == Assertion.Historical);
            }
        }

        return last == TumorScope.Other && past && BeginsItem(text, sentence) ? null : last;
    }

    // "2. H/o breast cancer 2010. 3. Brain metastases": an earlier cancer has its item of a numbered list to itself.
    private static bool BeginsItem(NarrativeText text, Sentence sentence)
    {
        var before = text.Slice(Math.Max(0, sentence.Start - 4), sentence.Start).TrimEnd(' ');
        var own = text.Slice(sentence.Start, Math.Min(text.Text.Length, sentence.Start + 3));
        return before is [.., >= '0' and <= '9', '.' or ')'] || own is [>= '0' and <= '9', '.' or ')', ..] or [>= '0' and <= '9', >= '0' and <= '9', '.' or ')'];
    }
}
