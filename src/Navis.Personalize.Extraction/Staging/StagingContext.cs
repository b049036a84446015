using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Narrative;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Staging;

/// <summary>Says by which basis and edition a place in a narrative stages, from the words around it, its section and the kind of document.</summary>
internal sealed class StagingContext
{
    /// <summary>The contract's bases.</summary>
    public const string Clinical = "clinical", Pathologic = "pathologic", Unspecified = "unspecified";

    private const int EditionReach = 200, DoubtReach = 24, ImagingReach = 4;
    private readonly TermLexicon cues;

    public StagingContext(IContentSource content) => cues = new TermLexicon(TermFiles.Load(content, "stage-cues").Entries);

    /// <summary>Cues of a span.</summary>
    /// <param name="text">Narrative.</param>
    /// <param name="start">Start.</param>
    /// <param name="end">End, exclusive.</param>
    public IReadOnlyList<TermMatch> Cues(NarrativeText text, int start, int end) => cues.Find(text.Slice(start, end), start);

    /// <summary>The basis of a category or stage without a prefix (contract: pathologic in a resection specimen's report or where the sentence speaks of it, clinical in imaging, work-up or before treatment).</summary>
    /// <param name="text">Narrative.</param>
    /// <param name="start">Start of the category or stage.</param>
    /// <param name="end">Its end, exclusive.</param>
    public string Basis(NarrativeText text, int start, int end)
    {
        var sentence = text.SentenceAt(start);
        if (Nearest(text, Math.Min(sentence.Start, start), Math.Max(sentence.End, end), start) is { } said)
        {
            return said;
        }

        var section = text.SectionOf(sentence);
        var index = text.IndexAt(sentence.Start);
        if (index > 0 && sentence.End - sentence.Start < 60 && text.Sentences[index - 1] is var before && before.Section == sentence.Section
            && Nearest(text, before.Start, before.End, start) is { } previous)
        {
            return previous;
        }

        if (Governing(section.Concept) is { } governed)
        {
            return governed;
        }

        return text.Document.Kind switch
        {
            DocumentKind.SurgicalPathology => Pathologic,
            DocumentKind.Imaging => Clinical,
            _ => Unspecified,
        };
    }

    /// <summary>The edition stated nearest, in the same line or within two lines of text; else the only one that the document states; else null.</summary>
    /// <param name="editions">Editions of the document.</param>
    /// <param name="start">Start.</param>
    /// <param name="end">End, exclusive.</param>
    public static string? Edition(List<StatedEdition> editions, int start, int end)
    {
        string? nearest = null;
        var best = EditionReach;
        foreach (var edition in editions)
        {
            var distance = edition.Start >= end ? edition.Start - end : Math.Max(0, start - edition.End);
            if (distance < best)
            {
                (nearest, best) = (edition.Edition, distance);
            }
        }

        return nearest ?? (editions.Count > 0 && editions.TrueForAll(e => e.Edition == editions[0].Edition) ? editions[0].Edition : null);
    }

    /// <summary>True where a ypTNM rests on imaging: no word of a resection specimen in its sentence, section or document kind, and imaging spoken of.</summary>
    /// <param name="text">Narrative.</param>
    /// <param name="start">Start.</param>
    public bool IsByImaging(NarrativeText text, int start)
    {
        if (text.Document.Kind == DocumentKind.SurgicalPathology)
        {
            return false;
        }

        var sentence = text.SentenceAt(start);
        if (Has(Cues(text, sentence.Start, sentence.End), "imaging"))
        {
            return !Has(Cues(text, sentence.Start, sentence.End), "pathologic");
        }

        var section = text.SectionOf(sentence);
        var around = Cues(text, Math.Max(section.Start, start - 600), Math.Min(start, section.End));
        return text.Document.Kind == DocumentKind.Imaging || section.Concept == "imaging" || (Has(around, "imaging") && !Has(around, "pathologic"));
    }

    /// <summary>The assertion of a category or stage. A stage is stated, however doubtful the sentence around it is ("findings suggesting cancer, cT2N0"): only a word of doubt right before it, or a question mark after it, makes it uncertain.</summary>
    /// <param name="text">Narrative.</param>
    /// <param name="judged">As the context engine judges it.</param>
    /// <param name="start">Start.</param>
    /// <param name="end">End, exclusive.</param>
    public Assertion Assert(NarrativeText text, Assertion judged, int start, int end)
    {
        if (judged != Assertion.Uncertain)
        {
            return judged;
        }

        var asked = end < text.Text.Length && text.Text[end] == '?';
        return asked || Has(Cues(text, Math.Max(0, start - DoubtReach), start), "doubtful") ? Assertion.Uncertain : Assertion.Affirmed;
    }

    private string? Nearest(NarrativeText text, int from, int to, int at)
    {
        string? best = null;
        var nearest = int.MaxValue;
        foreach (var cue in Cues(text, from, to))
        {
            var basis = cue.Entry.Id switch { "clinical" => Clinical, "pathologic" => Pathologic, "imaging" when cue.Start > at || at - cue.End <= ImagingReach => Clinical, _ => null };
            var distance = cue.End <= at ? at - cue.End : cue.Start - at + 15;
            if (basis is not null && distance < nearest)
            {
                (best, nearest) = (basis, distance);
            }
        }

        return best;
    }

    private static string? Governing(string concept) => concept switch
    {
        "imaging" => Clinical,
        "clinical-information" or "indication" => Clinical,
        _ => null,
    };

    private static bool Has(IReadOnlyList<TermMatch> cues, string id)
    {
        foreach (var cue in cues)
        {
            if (cue.Entry.Id == id)
            {
                return true;
            }
        }

        return false;
    }
}
