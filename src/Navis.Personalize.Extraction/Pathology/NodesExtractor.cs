using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Diagnosis;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Pathology;

/// <summary>Reads how many lymph nodes were examined and how many held tumour, over the whole specimen.</summary>
/// <remarks>A stated total stands; without one the stations are summed. Nodes counted by the surgeon or on imaging are no examined nodes.</remarks>
internal sealed class NodesExtractor(PathologyWords words, DiseaseScopes scopes) : INarrativeExtractor
{
    private const string Id = "narrative/nodes";

    /// <inheritdoc/>
    public void Extract(NarrativeText text, ICollection<Finding> findings)
    {
        if (!text.Text.Contains("node", StringComparison.OrdinalIgnoreCase) && !text.Text.Contains("ganglio", StringComparison.OrdinalIgnoreCase) && !text.Text.Contains("lym", StringComparison.OrdinalIgnoreCase) && !text.Text.Contains("number ", StringComparison.OrdinalIgnoreCase) && !text.Text.Contains("pN", StringComparison.Ordinal))
        {
            return;
        }

        if (text.Document.Kind is DocumentKind.Imaging or DocumentKind.Laboratory)
        {
            return;
        }

        var examined = new List<(int Value, int Start, int End)>();
        var positive = new List<(int Value, int Start, int End)>();
        foreach (var field in words.FieldsOf(text))
        {
            if (field.Entry.Id is "nodes-examined" or "nodes-positive" && !PathologyWords.IsElsewhere(text, field.Start) && NodeCounter.Labelled(text.Text, field, out var start, out var end) is { } number)
            {
                (field.Entry.Id == "nodes-examined" ? examined : positive).Add((number, start, end));
            }
        }

        var counts = NodeCounter.Fractions(text);
        counts.AddRange(NodeCounter.Lines(text, counts));
        counts.RemoveAll(c => PathologyWords.IsElsewhere(text, c.Start));
        counts.Sort((a, b) => a.Start.CompareTo(b.Start));
        var (allExamined, allPositive) = Total(counts);
        var scope = scopes.Of(text);
        Add(text, scope, findings, FactKind.NodesExamined, examined, counts, allExamined);
        Add(text, scope, findings, FactKind.NodesPositive, positive, counts, allPositive);
    }

    private static void Add(NarrativeText text, DiseaseScope scope, ICollection<Finding> findings, FactKind kind, List<(int Value, int Start, int End)> labelled, List<NodeCount> counts, int total)
    {
        var most = labelled.Count > 0 ? labelled.Max(l => l.Value) : total;
        var places = labelled.Count > 0
            ? labelled.Where(l => l.Value == most).Select(l => (l.Start, l.End)).ToList()
            : counts.ConvertAll(c => (c.Start, c.End));
        if (places.Count == 0)
        {
            return;
        }

        var evidence = places.Select(p => text.Document.EvidenceAt(p.Start, p.End - p.Start)).ToImmutableArray();
        findings.Add(new(kind, most.ToString(CultureInfo.InvariantCulture), evidence[0], Id)
        {
            MoreEvidence = evidence[1..],
            Withheld = scope.WithheldAt(places[0].Start),
            Certainty = labelled.Count > 0 || counts.Count == 1 ? 0.95 : 0.85,
        });
    }

    // When one count is the sum of the others it is the total that the report itself states; otherwise the stations are summed.
    private static (int Examined, int Positive) Total(List<NodeCount> counts)
    {
        var examined = counts.Sum(c => c.Examined);
        var positive = counts.Sum(c => c.Positive);
        if (counts.Count > 2 && counts.Exists(c => c.Examined * 2 == examined && c.Positive * 2 == positive))
        {
            return (examined / 2, positive / 2);
        }

        // The same count twice is one count said twice (diagnosis and synopsis).
        if (counts.Count == 2 && counts[0].Examined == counts[1].Examined && counts[0].Positive == counts[1].Positive && counts[0].Examined > 4)
        {
            return (counts[0].Examined, counts[0].Positive);
        }

        return (examined, positive);
    }
}
