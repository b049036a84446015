using System.Buffers;
using System.Collections.Immutable;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Context;
using Navis.Personalize.Extraction.Diagnosis;
using Navis.Personalize.Extraction.Narrative;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Pathology;

/// <summary>Reads lymphovascular, visceral pleural and perineural invasion and spread through air spaces: <c>present</c>, <c>absent</c>, <c>indeterminate</c>.</summary>
/// <remarks>Codes count too: <c>L1 V0 Pn0</c> beside a TNM string, <c>PL0</c> to <c>PL3</c> (AJCC 8: PL1 and PL2 are visceral pleural invasion). Veins absent do not outweigh lymph vessels present.
/// A grossly puckered or abutted pleura says nothing.</remarks>
internal sealed class InvasionExtractor(PathologyWords words, DiseaseScopes scopes, IContextEngine context) : INarrativeExtractor
{
    private const string Id = "narrative/invasion";
    private static readonly SearchValues<string> Worth = SearchValues.Create(["nvasi", "pleur", "STAS", "spread", "LVI", "PNI", "ILV", "IPV", "neural", "vascular", "infiltra", "Permea", "espacios", "gef", "Emboli", "PL0", "PL1", "PL2", "PL3", "vaat", "elastic", "elástic", " L0", " L1", " V0", " V1", "Pn0", "Pn1"], StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public void Extract(NarrativeText text, ICollection<Finding> findings)
    {
        if (!text.Text.AsSpan().ContainsAny(Worth))
        {
            return;
        }

        var scope = scopes.Of(text);
        var state = new FieldState(words);
        var said = new List<Said>();
        var labels = words.FieldsOf(text).Where(f => Kind(f.Entry.Id) is not null).ToImmutableArray();
        for (var i = 0; i < labels.Length; i++)
        {
            var label = labels[i];
            if (PathologyWords.IsElsewhere(text, label.Start) || PathologyWords.IsDefinition(text, label.Start) || IsGross(text, label) || IsSurfaceBehindElastic(text, labels, i) || state.Of(text, labels, i, out var end) is not { } value || value is not ("present" or "absent" or "indeterminate"))
            {
                continue;
            }

            var judged = context.Judge(text, label.Start, label.End);
            if (!judged.Hypothetical && judged.Experiencer == Experiencer.Patient)
            {
                said.Add(new(Kind(label.Entry.Id)!.Value, value, label.Start, end, label.Entry.Attributes.ContainsKey("part"), scope.WithheldAt(label.Start)));
            }
        }

        foreach (var code in StagingCodes.Read(text.Text))
        {
            if (PathologyWords.IsDefinition(text, code.Start))
            {
                continue;
            }

            if (code.Kind is FactKind.LymphovascularInvasion or FactKind.VisceralPleuralInvasion or FactKind.PerineuralInvasion)
            {
                said.Add(new(code.Kind, code.Value, code.Start, code.End, code.IsPart, scope.WithheldAt(code.Start)));
            }
        }

        foreach (var kind in said.GroupBy(s => (s.Kind, s.Withheld)))
        {
            var present = kind.Any(s => s.Value == "present");
            foreach (var value in kind.Where(s => !(s.IsPart && present && s.Value == "absent")).GroupBy(s => s.Value, StringComparer.Ordinal))
            {
                var places = value.Select(s => text.Document.EvidenceAt(s.Start, s.End - s.Start)).ToImmutableArray();
                findings.Add(new(kind.Key.Kind, value.Key, places[0], Id) { MoreEvidence = places[1..], Withheld = kind.Key.Withheld });
            }
        }
    }

    private static FactKind? Kind(string id) => id switch
    {
        "lymphovascular-invasion" => FactKind.LymphovascularInvasion,
        "visceral-pleural-invasion" => FactKind.VisceralPleuralInvasion,
        "stas" => FactKind.Stas,
        "perineural-invasion" => FactKind.PerineuralInvasion,
        _ => null,
    };

    private static bool IsGross(NarrativeText text, TermMatch label)
    {
        var sentence = text.SentenceAt(label.Start);
        return label.Entry.Id == "visceral-pleural-invasion"
            && (text.SectionOf(sentence).Concept == "gross" || text.Slice(sentence.Start, Math.Max(sentence.Start, label.Start)).Contains("gross", StringComparison.OrdinalIgnoreCase));
    }

    // "Through the elastic layer, not to the surface" is PL1: where the layer is spoken of, the surface decides nothing (AJCC 8, lung: PL0 to PL3).
    private static bool IsSurfaceBehindElastic(NarrativeText text, ImmutableArray<TermMatch> labels, int index)
    {
        var sentence = text.SentenceAt(labels[index].Start);
        return labels[index].Entry.Id == "visceral-pleural-invasion" && !IsElastic(labels[index]) && labels.Any(l => IsElastic(l) && l.Start >= sentence.Start && l.End <= sentence.End);

        bool IsElastic(TermMatch label) => label.Entry.Id == "visceral-pleural-invasion" && text.Slice(label.Start, label.End).Contains("elástic", StringComparison.OrdinalIgnoreCase) || text.Slice(label.Start, label.End).Contains("elastic", StringComparison.OrdinalIgnoreCase);
    }

    private readonly record struct Said(FactKind Kind, string Value, int Start, int End, bool IsPart, string? Withheld);
}
