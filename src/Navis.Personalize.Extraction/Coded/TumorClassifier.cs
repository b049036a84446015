using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Coded;

/// <summary>Tells which disease a coded diagnosis is: by its codes, by its words where it has no code that we know, and by site and morphology beside it.
/// Where code and words contradict each other the words win, because people read and choose words; codes are mistyped.</summary>
internal sealed class TumorClassifier
{
    private readonly CodeTables tables;
    private readonly TermLexicon lexicon;
    private readonly PhraseTable sites;
    private readonly HashSet<string> histologies;
    private readonly ConceptMemo<Tumor> tumors;
    private readonly ConceptMemo<string?> types;
    private readonly ConceptMemo<Place> places;

    public TumorClassifier(IContentSource content, CodeTables tables)
    {
        this.tables = tables;
        (tumors, types, places) = (new(c => Merge(ByCodes(c), ByWords(c))), new(FindHistology), new(FindPlace));
        sites = new PhraseTable(tables.Conditions.Root["sites"]!);
        var histology = TermFiles.Load(content, "histology").Entries;
        histologies = histology.Select(h => h.Id).ToHashSet(StringComparer.Ordinal);
        lexicon = new([.. histology, .. TermFiles.Load(content, "diagnosis").Entries, .. TermFiles.Load(content, "other-cancers").Entries, .. TermFiles.Load(content, "lobes").Entries]);
    }

    /// <summary>Classifies a diagnosis.</summary>
    /// <param name="concept">The diagnosis.</param>
    /// <param name="bodySites">Sites and their qualifiers.</param>
    /// <param name="morphology">Morphology stated beside it.</param>
    public Tumor Classify(CodedConcept concept, ImmutableArray<CodedConcept> bodySites = default, ImmutableArray<CodedConcept> morphology = default)
    {
        var tumor = tumors[concept];
        var type = morphology.IsDefaultOrEmpty ? HistologyOf(concept) : MostSpecific(morphology.Select(HistologyOf).Prepend(HistologyOf(concept)));
        var place = PlaceOf(bodySites);
        if (tumor.Disease == Disease.Unspecified)
        {
            tumor = tumor with { Disease = place.Organ switch { "lung" => Disease.Lung, "other" => Disease.Other, _ => Disease.Unspecified } };
        }

        if (type is not null && tumor.Disease is Disease.Lung or Disease.Nsclc)
        {
            tumor = tumor with { Disease = type is "small-cell-carcinoma" ? Disease.Sclc : type is "carcinoid" or "other" ? tumor.Disease : Disease.Nsclc };
        }

        return (type is null || string.Equals(type, tumor.Type, StringComparison.Ordinal)) && (tumor.Side is not null || place.Side is null) && (tumor.Lobe is not null || place.Lobe is null) ? tumor : tumor with
        {
            Type = type ?? tumor.Type,
            Side = tumor.Side ?? place.Side,
            Lobe = tumor.Lobe ?? place.Lobe,
        };
    }

    /// <summary>The histology that a concept names, or null. A more specific one wins.</summary>
    /// <param name="concept">Morphology, or a diagnosis with its morphology in it.</param>
    public string? HistologyOf(CodedConcept concept) => types[concept];

    private string? FindHistology(CodedConcept concept)
    {
        var found = tables.Histology.All(concept).Select(e => e.Id).ToList();
        foreach (var text in Texts(concept))
        {
            found.AddRange(lexicon.Find(text).Select(m => m.Entry.Id).Where(histologies.Contains));
        }

        return MostSpecific(found);
    }

    private static string? MostSpecific(IEnumerable<string?> types) => types.OfType<string>().OrderBy(t => t is "nsclc-nos" or "other").FirstOrDefault();

    /// <summary>Whether a question asks for the histology of the tumour.</summary>
    /// <param name="question">Code of an observation.</param>
    public bool IsHistology(CodedConcept question) => tables.Status.Find(question)?["states"] is "histology";

    /// <summary>Organ, side and lobe of body sites; of several the first that says it.</summary>
    /// <param name="bodySites">Sites and their qualifiers.</param>
    public Place PlaceOf(ImmutableArray<CodedConcept> bodySites)
    {
        if (bodySites.IsDefaultOrEmpty)
        {
            return default;
        }

        var place = places[bodySites[0]];
        for (var i = 1; i < bodySites.Length; i++)
        {
            var next = places[bodySites[i]];
            place = new(place.Organ ?? next.Organ, place.Side ?? next.Side, place.Lobe ?? next.Lobe);
        }

        return place;
    }

    private Place FindPlace(CodedConcept concept)
    {
        var site = tables.Sites.Find(concept);
        string? organ = site?["organ"], side = site?["side"], lobe = site?["lobe"];
        foreach (var text in Texts(concept))
        {
            foreach (var match in lexicon.Find(text))
            {
                organ ??= match.Entry.Attributes.GetValueOrDefault("role") switch { "lung" or "lung-cancer" => "lung", "organ" or "disease" => "other", _ => match.Entry.Attributes.ContainsKey("lobe") ? "lung" : null };
                lobe ??= match.Entry.Attributes.GetValueOrDefault("lobe");
                side ??= match.Entry.Attributes.GetValueOrDefault("side");
            }

            side ??= tables.Sites.Words.Says("bilateral", text) ? "bilateral" : tables.Sites.Words.Says("left", text) ? "left" : tables.Sites.Words.Says("right", text) ? "right" : null;
        }

        return new(organ, side, lobe);
    }

    private Tumor? ByCodes(CodedConcept concept)
    {
        // The longer code says more; a spread outranks the organ code beside it.
        var entry = tables.Conditions.All(concept).OrderBy(e => e["disease"] is "unspecified").ThenByDescending(e => e.Attributes.Count).FirstOrDefault();
        return entry is null ? null : new(DiseaseOf(entry["disease"]!)) { Type = entry["type"], Stage = entry["stage"], Side = entry["side"], Lobe = entry["lobe"], Site = entry["site"] };
    }

    private Tumor ByWords(CodedConcept concept)
    {
        foreach (var text in Texts(concept))
        {
            if (ByWords(text) is { Disease: not Disease.None } tumor)
            {
                return tumor;
            }
        }

        return new(Disease.None);
    }

    private Tumor ByWords(string text)
    {
        string? type = null, side = null, lobe = null;
        bool cancer = false, lung = false, other = false;
        foreach (var match in lexicon.Find(text))
        {
            var entry = match.Entry;
            side ??= entry.Attributes.GetValueOrDefault("side");
            lobe ??= entry.Attributes.GetValueOrDefault("lobe");
            lung |= entry.Attributes.ContainsKey("lobe") || entry.Attributes.ContainsKey("implies");
            if (histologies.Contains(entry.Id) && !entry.Attributes.ContainsKey("role"))
            {
                cancer = true;
                type = type is null or "nsclc-nos" ? entry.Id : type;
                lung |= entry.Id is "nsclc-nos";
                continue;
            }

            switch (entry.Attributes.GetValueOrDefault("role"))
            {
                case "lung-cancer":
                    cancer = lung = true;
                    break;
                case "noun":
                    cancer = true;
                    break;
                case "lung":
                    lung = true;
                    break;
                case "organ":
                    other = true;
                    break;
                case "disease":
                    cancer = other = true;
                    break;
                default:
                    break;
            }
        }

        var words = tables.Conditions.Words;
        if (words.Says("spread", text) && (cancer || other || lung))
        {
            return new(Disease.Spread) { Site = SpreadSite(text) };
        }

        if (!cancer || words.Says("none", text))
        {
            return new(Disease.None);
        }

        var disease = words.Says("family", text) ? Disease.Family
            : words.Says("history", text) ? lung && !other ? Disease.LungHistory : Disease.OtherHistory
            : other && !lung ? Disease.Other
            : !lung ? Disease.Unspecified
            : words.Says("suspected", text) ? Disease.Suspected
            : type is "small-cell-carcinoma" ? Disease.Sclc
            : type is null or "other" or "carcinoid" ? Disease.Lung
            : Disease.Nsclc;
        return new(disease) { Type = type, Stage = StageCodes.ReadGroup(text)?.Value, Side = side, Lobe = lobe };
    }

    // "Secondary malignant neoplasm of brain", "Metastatic malignant neoplasm to lung"; "lung cancer metastatic to brain" names the primary first.
    private string? SpreadSite(string text)
    {
        var from = Math.Max(text.LastIndexOf(" to ", StringComparison.OrdinalIgnoreCase), text.LastIndexOf(" of ", StringComparison.OrdinalIgnoreCase));
        return (from > 0 ? sites.Within(text[from..]) : null) ?? sites.Within(text);
    }

    private static Tumor Merge(Tumor? code, Tumor words) => (code, words.Disease) switch
    {
        (null, _) => words,
        (_, Disease.None or Disease.Unspecified) => code with { Stage = code.Stage ?? words.Stage, Type = code.Type ?? words.Type },
        (_, Disease.Family or Disease.Suspected or Disease.LungHistory or Disease.OtherHistory) => words,
        ({ Disease: Disease.Suspected or Disease.Family or Disease.LungHistory or Disease.OtherHistory or Disease.Spread or Disease.InSitu }, _) => code,
        ({ Disease: Disease.Nsclc or Disease.Sclc }, Disease.Lung) => code with { Stage = code.Stage ?? words.Stage, Side = code.Side ?? words.Side, Lobe = code.Lobe ?? words.Lobe },
        ({ Disease: Disease.Lung or Disease.Nsclc or Disease.Sclc or Disease.Unspecified or Disease.None }, Disease.Nsclc or Disease.Sclc or Disease.Lung) =>
            words with { Type = words.Type is null or "nsclc-nos" ? code.Type ?? words.Type : words.Type, Stage = code.Stage ?? words.Stage, Side = code.Side ?? words.Side, Lobe = code.Lobe ?? words.Lobe },
        _ => words with { Stage = words.Stage ?? code.Stage },
    };

    private static Disease DiseaseOf(string name) => name switch
    {
        "nsclc" => Disease.Nsclc,
        "sclc" => Disease.Sclc,
        "lung" => Disease.Lung,
        "suspected" => Disease.Suspected,
        "in-situ" => Disease.InSitu,
        "history" => Disease.LungHistory,
        "other-cancer" => Disease.Other,
        "other-history" => Disease.OtherHistory,
        "family" => Disease.Family,
        "spread" => Disease.Spread,
        "unspecified" => Disease.Unspecified,
        "none" => Disease.None,
        _ => throw new ArgumentException($"The disease '{name}' is unknown.", nameof(name)),
    };

    private static IEnumerable<string> Texts(CodedConcept concept)
    {
        if (concept.Text is not null)
        {
            yield return concept.Text;
        }

        foreach (var code in concept.Codes)
        {
            if (code.Display is { } display && !string.Equals(display, concept.Text, StringComparison.Ordinal))
            {
                yield return display;
            }
        }
    }
}

/// <summary>Where on the body.</summary>
/// <param name="Organ"><c>lung</c>, <c>other</c> or null.</param>
/// <param name="Side">Side or null.</param>
/// <param name="Lobe">Lobe or null.</param>
internal readonly record struct Place(string? Organ, string? Side, string? Lobe);
