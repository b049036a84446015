using System.Runtime.InteropServices;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Context;
using Navis.Personalize.Extraction.Dates;
using Navis.Personalize.Extraction.Diagnosis;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Status;

/// <summary>Reads where the cancer has spread: an organ counts only when the grammar ties it to a word for spread. Regional nodes belong to the N category and are left out.</summary>
/// <param name="sites">Organs and words for spread.</param>
/// <param name="scopes">Which tumour a sentence speaks of.</param>
/// <param name="context">Context engine.</param>
internal sealed class MetastasisExtractor(SiteLexicon sites, DiseaseScopes scopes, IContextEngine context) : INarrativeExtractor
{
    private const string Id = "narrative/metastasis-site";

    /// <inheritdoc/>
    public void Extract(NarrativeText text, ICollection<Finding> findings)
    {
        var words = sites.Find(text.Text);
        if (!words.Exists(w => w.Role is SiteRole.Spread or SiteRole.Both or SiteRole.Organ))
        {
            return;
        }

        Dictionary<(string, Assertion, string?), Finding> seen = [];
        var all = CollectionsMarshal.AsSpan(words);
        for (var i = 0; i < all.Length; i++)
        {
            if (all[i].Role == SiteRole.Both)
            {
                Add(text, all[i], all[i], seen);
            }
            else if (all[i].Role == SiteRole.Spread && !IsOpenLabel(text.Text.AsSpan(all[i].End)))
            {
                var sentence = text.SentenceAt(all[i].Start);
                foreach (var organ in SpreadGrammar.Organs(text, sentence, all, i))
                {
                    Add(text, organ, all[i], seen);
                }
            }
        }

        foreach (var (organ, stage) in SpreadByStage.BehindStage(text, words))
        {
            Add(text, organ, stage, seen);
        }

        foreach (var (organ, cells) in SpreadByStage.Fluids(text, words))
        {
            Add(text, organ, cells, seen);
        }

        foreach (var finding in seen.Values)
        {
            findings.Add(finding);
        }
    }

    // "DISTANT METASTASIS (pM): Not applicable" asks; only a value that says yes answers.
    private static bool IsOpenLabel(ReadOnlySpan<char> after)
    {
        after = after.TrimStart(" *");
        if (after is ['(', ..] && after.IndexOf(')') is >= 0 and < 8 and var close)
        {
            after = after[(close + 1)..].TrimStart(" *");
        }

        if (after is not [':', ..])
        {
            return false;
        }

        var value = after[1..].TrimStart(" *_\t");
        return !(value is [>= '1' and <= '9', ..] || value.StartsWith("present", StringComparison.OrdinalIgnoreCase) || value.StartsWith("yes", StringComparison.OrdinalIgnoreCase) || value.StartsWith("positive", StringComparison.OrdinalIgnoreCase)
            || value.StartsWith("multiple", StringComparison.OrdinalIgnoreCase) || value.StartsWith("stable", StringComparison.OrdinalIgnoreCase) || value.StartsWith("treated", StringComparison.OrdinalIgnoreCase) || value.StartsWith("sí", StringComparison.OrdinalIgnoreCase));
    }

    private void Add(NarrativeText text, SiteWord organ, SiteWord spread, Dictionary<(string, Assertion, string?), Finding> seen)
    {
        // "No brain metastases" denies the organ; "liver lesions suspicious for metastases" doubts the spread: the stronger of the two counts.
        var ofOrgan = context.Judge(text, organ.Start, organ.End);
        var ofSpread = context.Judge(text, spread.Start, spread.End);
        var judgement = new ContextJudgement(ofOrgan.Negated || ofSpread.Negated, ofOrgan.Uncertain || ofSpread.Uncertain, ofSpread.Historical, ofOrgan.Hypothetical || ofSpread.Hypothetical, ofSpread.Experiencer);
        var start = Math.Min(organ.Start, spread.Start);
        var end = Math.Max(organ.End, spread.End);
        (start, end) = end - start > 90 ? (organ.Start, organ.End) : (start, end);
        var withheld = CancerScope.WithheldAt(scopes.Of(text), text, spread.Start, spread.End);
        var evidence = text.Document.EvidenceAt(start, end - start);
        var key = (organ.Id, judgement.Assertion, withheld);
        if (seen.TryGetValue(key, out var known))
        {
            seen[key] = known.Evidence == evidence || known.MoreEvidence.Contains(evidence) ? known : known with { MoreEvidence = known.MoreEvidence.Add(evidence) };
            return;
        }

        var sentence = text.SentenceAt(spread.Start);
        var dates = ClinicalDates.Find(text.Slice(sentence.Start, sentence.End), 0, ClinicalDates.DayFirst(text.Document.Language));
        seen[key] = new(FactKind.MetastasisSite, organ.Id, evidence, Id)
        {
            Assertion = judgement.Assertion,
            Withheld = withheld,
            Date = dates.Count == 1 ? dates[0].Date : null,
        };
    }
}
