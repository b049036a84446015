using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Coded;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction;

/// <summary>Everything that a document states: its text read as narrative, then its coded entries. Built once, thread safe.</summary>
public sealed class FindingExtractor : IFindingExtractor
{
    private readonly NarrativeExtractor narrative;
    private readonly CodedExtractor coded;

    /// <summary>Builds both from the content.</summary>
    /// <param name="content">Content.</param>
    /// <exception cref="ContentException">A file of <c>rules/terminology</c> is not in its form.</exception>
    public FindingExtractor(IContentSource content)
    {
        narrative = new(content);
        coded = new(content);
    }

    /// <inheritdoc/>
    public ImmutableArray<Finding> Extract(SourceDocument document) => [.. narrative.Extract(document), .. coded.Extract(document)];
}
