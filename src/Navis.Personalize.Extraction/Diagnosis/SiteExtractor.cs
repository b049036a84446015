using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Context;
using Navis.Personalize.Extraction.Narrative;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Diagnosis;

/// <summary>Reads side and lobe of the primary.</summary>
/// <remarks>
/// A lobe counts by what stands there: a tumour named or a labelled field, a resection, a mass, a sample. Nodes, vessels, metastases, new or contralateral
/// nodules, benign changes and what the text denies do not. The places are weighed over the document; the strongest are stated, a second one only when
/// about as strong (two primaries, a bilobectomy).
/// </remarks>
internal sealed class SiteExtractor(DiseaseScopes scopes, TermLexicon cues, IContextEngine context) : INarrativeExtractor
{
    private const string LateralityId = "narrative/laterality", LobeId = "narrative/lobe";
    private const double Second = 0.6;

    /// <summary>Builds the extractor with what it needs.</summary>
    /// <param name="content">Content.</param>
    /// <param name="scopes">Scopes.</param>
    /// <param name="context">Context engine.</param>
    public static SiteExtractor Create(IContentSource content, DiseaseScopes scopes, IContextEngine context) =>
        new(scopes, new TermLexicon(TermFiles.Load(content, "site-cues").Entries), context);

    /// <inheritdoc/>
    public void Extract(NarrativeText text, ICollection<Finding> findings)
    {
        var scope = scopes.Of(text);
        if (scope.Document == TumorScope.Other && !scope.HasLung)
        {
            return;
        }

        var places = new List<SitePlace>();
        for (var i = 0; i < scope.Tokens.Length; i++)
        {
            if (scope.Tokens[i].Term.Word == TumorWord.Lobe && Weigh(text, scope, i) is var weight and > 0)
            {
                places.Add(new(scope.Tokens[i], weight));
            }
        }

        var lobes = Strongest(places, p => p.Token.Term.Lobe?.Split(',') ?? []);
        foreach (var (lobe, at) in lobes)
        {
            findings.Add(Finding(text, FactKind.Lobe, lobe, at, LobeId));
        }

        var sides = Strongest(places, p => p.Token.Term.Side is { } side && (lobes.Count == 0 || p.Token.Term.Lobe is null || lobes.Any(l => p.Token.Term.Lobe.Contains(l.Value, StringComparison.Ordinal))) ? [side] : []);
        if (sides.Count > 1 && scope.Tokens.Any(t => t.Term.Id == "bilateral"))
        {
            findings.Add(Finding(text, FactKind.Laterality, "bilateral", [.. sides.SelectMany(s => s.At)], LateralityId));
            return;
        }

        foreach (var (side, at) in sides)
        {
            findings.Add(Finding(text, FactKind.Laterality, side, at, LateralityId));
        }
    }

    private static Finding Finding(NarrativeText text, FactKind kind, string value, ImmutableArray<SitePlace> at, string id)
    {
        var best = at.MaxBy(p => p.Weight)!;
        return new(kind, value, Evidence(text, best), id)
        {
            Certainty = best.Weight >= 6 ? 0.95 : 0.8,
            MoreEvidence = [.. at.Where(p => p != best).Select(p => Evidence(text, p))],
        };
    }

    private static Evidence Evidence(NarrativeText text, SitePlace place) => text.Document.EvidenceAt(place.Token.Start, place.Token.End - place.Token.Start);

    private static List<(string Value, ImmutableArray<SitePlace> At)> Strongest(List<SitePlace> places, Func<SitePlace, IReadOnlyList<string>> values)
    {
        var sums = places.SelectMany(p => values(p).Select(v => (Value: v, Place: p)))
            .GroupBy(p => p.Value, p => p.Place, StringComparer.Ordinal)
            .Select(g => (Value: g.Key, Sum: g.Sum(p => p.Weight), Top: g.Max(p => p.Weight), At: g.ToImmutableArray()))
            .OrderByDescending(g => g.Sum).ThenBy(g => g.Value, StringComparer.Ordinal).ToList();
        return [.. sums.Where(s => s.Sum >= Second * sums[0].Sum && s.Top >= sums.Max(o => o.Top) * 0.75).Select(s => (s.Value, s.At))];
    }

    private double Weigh(NarrativeText text, DiseaseScope scope, int i)
    {
        var place = scope.Tokens[i];
        var sentence = text.SentenceAt(place.Start);
        var near = cues.Find(text.Slice(sentence.Start, Math.Max(sentence.End, place.End)), sentence.Start);
        if (IsOfNodeOrVessel(text, near, place) || scope.At(place.Start) == TumorScope.Other)
        {
            return 0;
        }

        var weight = SiteWeights.Of(text, scope.Tokens, i, sentence, near);
        if (weight <= 0)
        {
            return 0;
        }

        var judged = context.Judge(text, place.Start, place.End);
        return judged.Negated || judged.Hypothetical || judged.Experiencer != Experiencer.Patient ? 0 : weight;
    }

    // "left upper lobe vein", "right hilar adenopathy"; "node in the left hilum", "branches to the right upper lobe".
    private static bool IsOfNodeOrVessel(NarrativeText text, IReadOnlyList<TermMatch> near, TumorToken place)
    {
        foreach (var cue in near)
        {
            if (cue.Entry.Id is not ("node" or "vessel"))
            {
                continue;
            }

            var after = cue.Start - place.End;
            var before = place.Start - cue.End;
            if ((after is >= 0 and <= 16 && text.Slice(place.End, cue.Start).IndexOfAny(",.;:)") < 0 && !text.Slice(place.End, cue.Start).Contains(" with ", StringComparison.OrdinalIgnoreCase) && !text.Slice(place.End, cue.Start).Contains(" and ", StringComparison.OrdinalIgnoreCase)
                && !text.Slice(place.End, cue.Start).Contains(" con ", StringComparison.OrdinalIgnoreCase) && !text.Slice(place.End, cue.Start).Contains(" y ", StringComparison.OrdinalIgnoreCase))
                || (before is >= 0 and <= 14 && text.Slice(cue.End, place.Start).IndexOfAny(",.;:)") < 0))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A lobe or side that the text gives to the primary.</summary>
/// <param name="Token">Where.</param>
/// <param name="Weight">How strongly.</param>
internal sealed record SitePlace(TumorToken Token, double Weight);
