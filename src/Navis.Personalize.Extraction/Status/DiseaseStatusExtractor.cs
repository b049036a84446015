using System.Runtime.InteropServices;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Context;
using Navis.Personalize.Extraction.Diagnosis;
using Navis.Personalize.Extraction.Narrative;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Status;

/// <summary>Reads what the disease did: recurrence, progression, response, stable, no evidence of disease; with sites, extent and date where the sentence says them.</summary>
/// <param name="content">Content.</param>
/// <param name="sites">Organs.</param>
/// <param name="scopes">Which tumour a sentence speaks of.</param>
/// <param name="context">Context engine.</param>
internal sealed class DiseaseStatusExtractor(IContentSource content, SiteLexicon sites, DiseaseScopes scopes, IContextEngine context) : INarrativeExtractor
{
    private const string Id = "narrative/disease-status";
    private static readonly string[] Elsewhere = ["outside", "elsewhere", "extra", "metast", "a distancia", "progres", "activ", "intra", "locor", "at the surgical"];
    private readonly TermLexicon lexicon = new(TermFiles.Load(content, "disease-status").Entries);

    /// <inheritdoc/>
    public void Extract(NarrativeText text, ICollection<Finding> findings)
    {
        Dictionary<(string, Qualifiers, Assertion, string?, PartialDate?), Finding> seen = [];
        var matches = lexicon.Find(text.Text);
        for (var i = 0; i < matches.Count; i++)
        {
            var match = matches[i];
            if (match.Entry.Id == "none" || OtherDisease(text, match) || (match.Entry.Id == "no-evidence-of-disease" && SaysWhere(text, match)))
            {
                continue;
            }

            var judgement = context.Judge(text, match.Start, match.End);
            // "No evidence of disease", "has not progressed" hold their own "no".
            var assertion = match.Entry.Id == "no-evidence-of-disease" || match.Entry.Attributes.ContainsKey("own-no") ? (judgement with { Negated = false }).Assertion : judgement.Assertion;
            var sentence = text.SentenceAt(match.Start);
            var qualifiers = assertion is Assertion.Affirmed or Assertion.Historical or Assertion.Uncertain && match.Entry.Id is "recurrence" or "progression" ? Where(text, sentence, match) : Qualifiers.None;
            var value = match.Entry.Id;
            if (assertion is Assertion.Negated && value is "progression" && IsWhole(text, sentence, match))
            {
                (value, assertion) = ("stable", Assertion.Affirmed);
            }
            else if (assertion is Assertion.Affirmed && StatusTime.IsOver(text, sentence, match, i + 1 < matches.Count ? matches[i + 1] : null))
            {
                assertion = Assertion.Historical;
            }

            var date = StatusTime.DateOf(text, sentence, match);
            var withheld = CancerScope.WithheldAt(scopes.Of(text), text, match.Start, match.End);
            var evidence = text.Document.EvidenceAt(match.Start, match.End - match.Start);
            var key = (value, qualifiers, assertion, withheld, date);
            seen[key] = seen.TryGetValue(key, out var known)
                ? known with { MoreEvidence = known.MoreEvidence.Add(evidence) }
                : new(FactKind.DiseaseStatus, value, evidence, Id) { Assertion = assertion, Qualifiers = qualifiers, Withheld = withheld, Date = date };
        }

        foreach (var finding in seen.Values)
        {
            findings.Add(finding);
        }
    }

    // "No evidence of disease outside the brain", "sin evidencia de enfermedad extracerebral": only of one place.
    private bool SaysWhere(NarrativeText text, TermMatch match)
    {
        var after = text.Slice(match.End, Math.Min(text.SentenceAt(match.Start).End, match.End + 40)).TrimStart();
        foreach (var place in Elsewhere)
        {
            if (after.StartsWith(place, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return (after.StartsWith("in ", StringComparison.OrdinalIgnoreCase) || after.StartsWith("en ", StringComparison.OrdinalIgnoreCase) || after.StartsWith("at the ", StringComparison.OrdinalIgnoreCase) || after.StartsWith("within ", StringComparison.OrdinalIgnoreCase))
            && sites.Find(after) is var words && words.Exists(w => w.Role == SiteRole.Organ && w.Start < 24);
    }

    // "No evidence of progression" says that the cancer is as it was; "no progression in the brain" speaks of one place.
    private bool IsWhole(NarrativeText text, Sentence sentence, TermMatch match) =>
        StatusTime.Denied(text.Slice(Math.Max(sentence.Start, match.Start - 50), match.Start)) && Where(text, sentence, match) is { Sites.IsEmpty: true, Extent: null }
        && !text.Slice(sentence.Start, match.Start).Contains("until", StringComparison.OrdinalIgnoreCase) && !text.Slice(sentence.Start, match.Start).Contains("hasta", StringComparison.OrdinalIgnoreCase);

    private static bool OtherDisease(NarrativeText text, TermMatch match)
    {
        if (!match.Entry.Attributes.TryGetValue("not-with", out var others))
        {
            return false;
        }

        var sentence = text.SentenceAt(match.Start);
        var around = text.Slice(Math.Max(sentence.Start, match.Start - 30), Math.Min(sentence.End, match.End + 34));
        foreach (var other in others.Split(','))
        {
            if (around.Contains(other, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private Qualifiers Where(NarrativeText text, Sentence sentence, TermMatch match)
    {
        var from = Math.Max(sentence.Start, match.Start - 30);
        var to = Math.Min(sentence.End, match.End + 90);
        var slice = text.Slice(from, to);
        var found = sites.Find(slice);
        var words = CollectionsMarshal.AsSpan(found);
        SortedSet<string> named = new(StringComparer.Ordinal);
        bool distant = false, regional = false;
        foreach (var word in words)
        {
            // An organ in front belongs to it only when it touches ("intracranial progression").
            var behind = word.Start >= match.End - from;
            if (word.Role is not (SiteRole.Organ or SiteRole.Both) || (!behind && match.Start - from - word.End > 3) || (behind && slice[(match.End - from)..word.Start].ContainsAny('.', ';')))
            {
                continue;
            }

            distant |= word.Distant;
            regional |= word.Id == "regional-node";
            if (word.Id is not ("distant" or "regional-node"))
            {
                named.Add(word.Id);
            }
        }

        var extent = match.Entry.Attributes.GetValueOrDefault("extent")
            ?? (distant ? "distant" : regional ? "regional" : slice.Contains("local", StringComparison.OrdinalIgnoreCase) && !slice.Contains("locally advanced", StringComparison.OrdinalIgnoreCase) ? "local" : null);
        return new() { Sites = [.. named], Extent = extent };
    }
}
