using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Context;
using Navis.Personalize.Extraction.Diagnosis;
using Navis.Personalize.Extraction.Narrative;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Pathology;

/// <summary>Reads the largest diameter of the primary, in centimetres.</summary>
/// <remarks>What is measured decides: a labelled size first, then a size beside the tumour's name in a diagnosis, then a mass, then a nodule or lesion; of the best sort the largest.
/// Specimens, nodes, distances, metastases and new or contralateral nodules are not the primary's size.</remarks>
internal sealed class SizeExtractor(PathologyWords words, DiseaseScopes scopes, IContextEngine context) : INarrativeExtractor
{
    private const string Id = "narrative/tumor-size";
    private const int LabelReach = 60, ObjectBefore = 80, ObjectAfter = 44;
    private static readonly SearchValues<string> Units = SearchValues.Create(["cm", "mm", "em", "om"], StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public void Extract(NarrativeText text, ICollection<Finding> findings)
    {
        if (!text.Text.AsSpan().ContainsAny(Units))
        {
            return;
        }

        var measures = MeasureScanner.Scan(text.Text);
        if (measures.Count == 0)
        {
            return;
        }

        var fields = words.FieldsOf(text);
        var objects = words.Objects.Find(text.Text);
        var scope = scopes.Of(text);
        var sizes = new List<(Measure Measure, int Rank, string? Withheld)>();
        foreach (var measure in measures)
        {
            var rank = Rank(text, fields, objects, measure);
            if (rank == 0 || text.SectionOf(text.SentenceAt(measure.Start)).Concept is "family-history" or "references" or "clinical-trials" or "methodology" or "examination")
            {
                continue;
            }

            var judged = context.Judge(text, measure.Start, measure.End);
            if (!judged.Negated && !judged.Hypothetical && judged.Experiencer == Experiencer.Patient)
            {
                sizes.Add((measure, rank, scope.WithheldAt(measure.Start)));
            }
        }

        foreach (var group in sizes.GroupBy(s => s.Withheld, StringComparer.Ordinal))
        {
            var best = group.Max(s => s.Rank);
            var largest = group.Where(s => s.Rank == best).Max(s => s.Measure.Centimetres);
            var places = group.Where(s => s.Rank == best && s.Measure.Centimetres == largest).Select(s => text.Document.EvidenceAt(s.Measure.Start, s.Measure.End - s.Measure.Start)).ToImmutableArray();
            findings.Add(new(FactKind.TumorSize, largest.ToString("0.###", CultureInfo.InvariantCulture), places[0], Id) { MoreEvidence = places[1..], Withheld = group.Key, Certainty = best >= 3 ? 0.95 : 0.85 });
        }
    }

    // 4 labelled, 3 beside the tumour's name, 2 a mass, 1 a nodule or lesion, 0 not the primary.
    private static int Rank(NarrativeText text, IReadOnlyList<TermMatch> fields, IReadOnlyList<TermMatch> objects, Measure measure)
    {
        var sentence = text.SentenceAt(measure.Start);
        var before = Nearest(text, objects, measure, sentence, back: true);
        var after = Nearest(text, objects, measure, sentence, back: false);
        // "A mass, 2.6 cm, located 1.5 cm from the margin": the first measure is the mass', the second the distance.
        var own = before is { Entry.Id: "mass" or "lesion" } near && measure.Start - near.End <= 12 && measure.End < text.Text.Length && text.Text[measure.End] == ',';
        if (after is { Entry.Id: "distance" } && !own)
        {
            return 0;
        }

        foreach (var field in fields)
        {
            if (field.Entry.Id is "tumor-size" or "invasive-size" && measure.Start - field.End is >= 0 and <= LabelReach && text.Slice(field.End, measure.Start).IndexOf(';') < 0
                && before is not { Entry.Id: "node" or "specimen" or "elsewhere" or "distance" })
            {
                return 4;
            }
        }

        var chosen = own ? before : Choose(text, measure, before, after);
        if (chosen is not { } thing || IsSecondary(objects, thing))
        {
            return 0;
        }

        return thing.Entry.Id switch
        {
            "mass" when IsTumorName(text, thing) => 3,
            "mass" => 2,
            "lesion" => IsAfterResection(text) ? 0 : 1,
            _ => 0,
        };
    }

    // On a scan after the cancer was taken out a nodule is not the tumour.
    private static bool IsAfterResection(NarrativeText text)
    {
        if (text.Document.Kind != DocumentKind.Imaging)
        {
            return false;
        }

        foreach (var operation in (ReadOnlySpan<string>)["lobectomy", "segmentectomy", "pneumonectomy", "wedge resection", "lobectomía", "segmentectomía", "neumonectomía"])
        {
            var at = text.Text.IndexOf(operation, StringComparison.OrdinalIgnoreCase);
            var before = at < 0 ? [] : text.Slice(Math.Max(0, at - 40), at);
            if (before.Contains("post", StringComparison.OrdinalIgnoreCase) || before.Contains("s/p", StringComparison.OrdinalIgnoreCase) || before.Contains("after", StringComparison.OrdinalIgnoreCase) || before.Contains("prior", StringComparison.OrdinalIgnoreCase)
                || before.Contains("history of", StringComparison.OrdinalIgnoreCase) || before.Contains("tras", StringComparison.OrdinalIgnoreCase) || before.Contains("intervenid", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static TermMatch? Choose(NarrativeText text, Measure measure, TermMatch? before, TermMatch? after)
    {
        if (after is { } a && (before is not { } b || a.Start - measure.End <= measure.Start - b.End || text.Slice(measure.End, a.Start).IndexOfAny("(,") < 0 && text.Slice(b.End, measure.Start).IndexOfAny(",.") >= 0))
        {
            return after;
        }

        return before;
    }

    private static TermMatch? Nearest(NarrativeText text, IReadOnlyList<TermMatch> objects, Measure measure, Sentence sentence, bool back)
    {
        TermMatch? nearest = null;
        foreach (var thing in objects)
        {
            if (back && thing.End <= measure.Start && thing.Start >= sentence.Start && measure.Start - thing.End <= ObjectBefore && text.Slice(thing.End, measure.Start).IndexOf(';') < 0)
            {
                nearest = thing;
            }
            else if (!back && nearest is null && thing.Start >= measure.End && thing.Start < sentence.End && thing.Start - measure.End <= ObjectAfter && !Parts(text.Slice(measure.End, thing.Start)))
            {
                nearest = thing;
            }
        }

        return nearest;
    }

    // A comma, bracket, stop, "and" or "in" between a size and the next noun: the size is not that noun's ("(3 cm) and nodes").
    private static bool Parts(ReadOnlySpan<char> gap) => gap.IndexOfAny(".;:)") >= 0 || gap.Contains(" and ", StringComparison.OrdinalIgnoreCase) || gap.Contains(" with ", StringComparison.OrdinalIgnoreCase)
        || gap.Contains(" y ", StringComparison.OrdinalIgnoreCase) || gap.Contains(" con ", StringComparison.OrdinalIgnoreCase);

    private static bool IsSecondary(IReadOnlyList<TermMatch> objects, TermMatch thing)
    {
        foreach (var other in objects)
        {
            if (other.Entry.Id is "elsewhere" && ((other.End <= thing.Start && thing.Start - other.End <= 26) || (other.Start >= thing.End && other.Start - thing.End <= 6)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTumorName(NarrativeText text, TermMatch thing) => text.Slice(thing.Start, thing.End).Contains("carcinoma", StringComparison.OrdinalIgnoreCase);
}
