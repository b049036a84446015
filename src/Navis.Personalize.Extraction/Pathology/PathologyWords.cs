using System.Runtime.CompilerServices;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Extraction.Narrative;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Pathology;

/// <summary>The words of pathology reports: names of fields, what a field can say, grades, and what a measure is about. Loaded once, shared by the extractors of this folder.</summary>
internal sealed class PathologyWords(IContentSource content)
{
    private const int DefinitionReach = 400;
    private readonly TermLexicon fields = Lexicon(content, "pathology-fields");
    private readonly ConditionalWeakTable<NarrativeText, IReadOnlyList<TermMatch>> found = [];

    /// <summary>What a field says.</summary>
    public TermLexicon States { get; } = Lexicon(content, "pathology-states");

    /// <summary>Grades in words.</summary>
    public TermLexicon Grades { get; } = Lexicon(content, "pathology-grades");

    /// <summary>What a measure is about.</summary>
    public TermLexicon Objects { get; } = Lexicon(content, "pathology-objects");

    /// <summary>Names of fields in a narrative, found once.</summary>
    /// <param name="text">Narrative.</param>
    public IReadOnlyList<TermMatch> FieldsOf(NarrativeText text) => found.GetValue(text, t => fields.Find(t.Text));

    /// <summary>True where no pathology of this patient's tumour is reported: imaging, physical examination, relatives, references.</summary>
    /// <param name="text">Narrative.</param>
    /// <param name="at">Offset.</param>
    public static bool IsElsewhere(NarrativeText text, int at) => text.Document.Kind == DocumentKind.Imaging
        || text.SectionOf(text.SentenceAt(at)).Concept is "imaging" or "examination" or "family-history" or "review-of-systems" or "references" or "methodology" or "disclaimer" or "general-information" or "clinical-trials" or "technique";

    /// <summary>True inside the definition that a form prints behind a category: <c>pT2a: Tumor … invades visceral pleura (PL1 or PL2)</c>. It tells what the category can mean, not what was found.</summary>
    /// <param name="text">Narrative.</param>
    /// <param name="at">Offset.</param>
    public static bool IsDefinition(NarrativeText text, int at)
    {
        var start = Math.Max(text.SentenceAt(at).Start, at - DefinitionReach);
        var before = text.Slice(start, at);
        for (var tumor = before.IndexOf("Tumor", StringComparison.Ordinal); tumor >= 0; tumor = before[(tumor + 5)..].IndexOf("Tumor", StringComparison.Ordinal) is >= 0 and var next ? tumor + 5 + next : -1)
        {
            var lead = before[..tumor].TrimEnd(" (:=-–");
            if (lead.Length < tumor && lead.Length >= 2 && (char.IsAsciiDigit(lead[^1]) || (lead[^1] is 'a' or 'b' or 'c' && char.IsAsciiDigit(lead[^2]))) && lead[Math.Max(0, lead.Length - 4)..].Contains('T'))
            {
                return true;
            }
        }

        return false;
    }

    private static TermLexicon Lexicon(IContentSource content, string concept) => new(TermFiles.Load(content, concept).Entries);
}
