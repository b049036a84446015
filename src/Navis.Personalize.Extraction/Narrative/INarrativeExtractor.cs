using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Narrative;

/// <summary>Reads one kind of finding out of a narrative. Stateless and thread safe; the list of all stands in <c>NarrativeExtractor</c>.</summary>
internal interface INarrativeExtractor
{
    /// <summary>Adds what the text states, negated and hypothetical statements included.</summary>
    /// <param name="text">Narrative.</param>
    /// <param name="findings">Where to add.</param>
    void Extract(NarrativeText text, ICollection<Finding> findings);
}
