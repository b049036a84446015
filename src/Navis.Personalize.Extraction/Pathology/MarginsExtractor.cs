using System.Buffers;
using System.Collections.Immutable;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Context;
using Navis.Personalize.Extraction.Diagnosis;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Pathology;

/// <summary>Reads resection margins: <c>negative</c>, <c>positive</c>, <c>close</c>.</summary>
/// <remarks>One margin positive makes them positive; a later additional, new or final margin that is negative supersedes it. A distance alone says nothing.</remarks>
internal sealed class MarginsExtractor(PathologyWords words, DiseaseScopes scopes, IContextEngine context) : INarrativeExtractor
{
    private const string Id = "narrative/margins";
    private static readonly SearchValues<string> Worth = SearchValues.Create(["marg", "márg", "borde", "snijv", "resectie", "ränder", "resektionsrand", "absetzungsr"], StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public void Extract(NarrativeText text, ICollection<Finding> findings)
    {
        var codes = StagingCodes.Read(text.Text).Where(c => c.Kind == FactKind.Margins).ToList();
        if (codes.Count == 0 && !text.Text.AsSpan().ContainsAny(Worth))
        {
            return;
        }

        var scope = scopes.Of(text);
        if (!scope.HasLung && text.Document.Kind != DocumentKind.SurgicalPathology && scope.Document != TumorScope.Unclear)
        {
            return;
        }

        var said = new List<(string Value, int Start, int End, bool Final)>();
        Labelled(text, said);
        said.AddRange(codes.Select(c => (c.Value, c.Start, c.End, false)));
        said.Sort((a, b) => a.Start.CompareTo(b.Start));
        var lastFinal = said.FindLastIndex(s => s.Final && s.Value == "negative");
        foreach (var group in said.Select((s, i) => (s.Value, s.Start, s.End, Superseded: s.Value == "positive" && i < lastFinal))
            .GroupBy(s => (s.Value, s.Superseded, Withheld: scope.WithheldAt(s.Start))))
        {
            if (group.Key.Value == "negative" && said.Any(s => s.Value == "positive" && said.IndexOf(s) > lastFinal))
            {
                continue;
            }

            var places = group.Select(s => text.Document.EvidenceAt(s.Start, s.End - s.Start)).ToImmutableArray();
            findings.Add(new(FactKind.Margins, group.Key.Value, places[0], Id) { MoreEvidence = places[1..], Withheld = group.Key.Withheld ?? (group.Key.Superseded ? "superseded" : null) });
        }
    }

    private void Labelled(NarrativeText text, List<(string Value, int Start, int End, bool Final)> said)
    {
        var state = new FieldState(words);
        var labels = words.FieldsOf(text).Where(f => f.Entry.Id == "margins").ToImmutableArray();
        for (var i = 0; i < labels.Length; i++)
        {
            var label = labels[i];
            if (PathologyWords.IsElsewhere(text, label.Start) || state.Of(text, labels, i, out var end) is not { } value || value == "not-applicable" || value == "indeterminate")
            {
                continue;
            }

            var judged = context.Judge(text, label.Start, label.End);
            if (judged.Hypothetical || judged.Experiencer != Experiencer.Patient)
            {
                continue;
            }

            // "New bronchial margin", "margen ampliado": the words right before count as well.
            var name = text.Slice(Math.Max(text.SentenceAt(label.Start).Start, label.Start - 14), label.End);
            var final = name.Contains("re-resect", StringComparison.OrdinalIgnoreCase) || name.Contains("re-excis", StringComparison.OrdinalIgnoreCase) || name.Contains("nuevo", StringComparison.OrdinalIgnoreCase) || name.Contains("ampliac", StringComparison.OrdinalIgnoreCase)
                || name.Contains("definitiv", StringComparison.OrdinalIgnoreCase) || name.Contains("final", StringComparison.OrdinalIgnoreCase) || name.Contains("additional", StringComparison.OrdinalIgnoreCase) || name.Contains("new", StringComparison.OrdinalIgnoreCase);
            said.Add((value switch { "absent" => "negative", "present" => "positive", _ => value }, label.Start, end, final));
        }
    }
}
