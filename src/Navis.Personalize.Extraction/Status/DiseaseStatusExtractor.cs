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
            if (match.Entry.Id is "progression" && assertion is Assertion.Affirmed or Assertion.Historical && StatusTime.Denied(text.Slice(Math.Max(sentence.Start, match.Start - 50), match.Start)))
            {
                assertion = Assertion.Negated;
            }

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
            if (value is "recurrence" or "progression" && assertion is Assertion.Affirmed or Assertion.Historical)
            {
                Spread(text, sentence, match, assertion, date, findings);
            }

            var withheld = CancerScope.WithheldAt(scopes.Of(text), text, match.Start, match.End);
            var evidence = text.Document.EvidenceAt(match.Start, match.End - match.Start);
            var key = (value, qualifiers, assertion, withheld, date);
            seen[key] = seen.TryGetValue(key, out var known)
                ? known with { MoreEvidence = known.MoreEvidence.Add(evidence) }
                : new(FactKind.DiseaseStatus, value, evidence, Id) { Assertion = assertion, Qualifiers = qualifiers, Withheld = withheld, Date = date };
        }

        // A record tells in the order of time: a response without a date that is followed by growth gave way to it.
        var growth = seen.Values.Where(static f => f.Value is "progression" or "recurrence" && f.Assertion is Assertion.Affirmed).Select(static f => (f.Evidence.Page, f.Evidence.Start)).DefaultIfEmpty().Max();
        foreach (var finding in seen.Values)
        {
            var over = finding is { Value: "response" or "stable", Assertion: Assertion.Affirmed, Date: null } && (finding.Evidence.Page, finding.Evidence.Start).CompareTo(growth) < 0
                && finding.MoreEvidence.All(e => (e.Page, e.Start).CompareTo(growth) < 0);
            findings.Add(over ? finding with { Assertion = Assertion.Historical } : finding);
        }
    }

    // "Progression in the liver", "recidiva cerebral": the cancer is there.
    private void Spread(NarrativeText text, Sentence sentence, TermMatch match, Assertion assertion, PartialDate? date, ICollection<Finding> findings)
    {
        foreach (var organ in Organs(text, sentence, match))
        {
            if (organ is { Distant: true, Id: not "distant" } && context.Judge(text, organ.Start, organ.End) is { Negated: false, Hypothetical: false, Uncertain: false, Experiencer: Experiencer.Patient })
            {
                var (start, end) = (Math.Min(match.Start, organ.Start), Math.Max(match.End, organ.End));
                findings.Add(new(FactKind.MetastasisSite, organ.Id, text.Document.EvidenceAt(start, end - start), Id)
                {
                    Assertion = assertion,
                    Date = date,
                    Certainty = 0.85,
                    Withheld = CancerScope.WithheldAt(scopes.Of(text), text, match.Start, match.End),
                });
            }
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
        && text.Slice(Math.Max(sentence.Start, match.Start - 120), match.Start) is var before && !before.Contains("until", StringComparison.OrdinalIgnoreCase) && !before.Contains("hasta", StringComparison.OrdinalIgnoreCase);

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
            // From the start of a word: the adrenal gland is not renal.
            var at = around.IndexOf(other, StringComparison.OrdinalIgnoreCase);
            if (at == 0 || (at > 0 && !char.IsLetter(around[at - 1])))
            {
                return true;
            }
        }

        return false;
    }

    private Qualifiers Where(NarrativeText text, Sentence sentence, TermMatch match)
    {
        var slice = text.Slice(Math.Max(sentence.Start, match.Start - 30), Math.Min(sentence.End, match.End + 90));
        SortedSet<string> named = new(StringComparer.Ordinal);
        bool distant = false, regional = false;
        foreach (var word in Organs(text, sentence, match))
        {
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

    private List<SiteWord> Organs(NarrativeText text, Sentence sentence, TermMatch match)
    {
        var from = Math.Max(sentence.Start, match.Start - 30);
        var slice = text.Slice(from, Math.Min(sentence.End, match.End + 90));
        List<SiteWord> organs = [];
        foreach (var word in sites.Find(slice))
        {
            // An organ in front belongs to it only when it touches ("intracranial progression").
            var behind = word.Start >= match.End - from;
            if (word.Role is SiteRole.Organ or SiteRole.Both && (behind || match.Start - from - word.End <= 3) && !(behind && slice[(match.End - from)..word.Start].ContainsAny('.', ';')))
            {
                organs.Add(word with { Start = word.Start + from, End = word.End + from });
            }
        }

        return organs;
    }
}
