using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Biomarkers;
using Navis.Personalize.Extraction.Context;
using Navis.Personalize.Extraction.Diagnosis;
using Navis.Personalize.Extraction.Documents;
using Navis.Personalize.Extraction.Pathology;
using Navis.Personalize.Extraction.Staging;
using Navis.Personalize.Extraction.Status;
using Navis.Personalize.Extraction.Treatments;

namespace Navis.Personalize.Extraction.Narrative;

/// <summary>Reads all findings out of a document's text. Built once from the content, thread safe.</summary>
public sealed class NarrativeExtractor : IFindingExtractor
{
    private readonly NarrativeReader reader;
    private readonly ImmutableArray<INarrativeExtractor> extractors;

    /// <summary>Builds everything once.</summary>
    /// <param name="content">Content.</param>
    /// <exception cref="ContentException">A file of <c>rules/terminology</c> is not in its form.</exception>
    public NarrativeExtractor(IContentSource content)
    {
        reader = new NarrativeReader(content);
        extractors = Extractors(content, new ContextEngine(content, reader.Titles));
    }

    // One line an extractor; the order decides nothing, findings are sorted by the profile. Whatever may be another cancer's asks the scopes.
    private static ImmutableArray<INarrativeExtractor> Extractors(IContentSource content, IContextEngine context)
    {
        var scopes = new DiseaseScopes(content, context);
        var sites = new SiteLexicon(content);
        var pathology = new PathologyWords(content);
        return
        [
            TnmExtractor.Create(content, scopes, context),
            StageGroupExtractor.Create(content, scopes, context),
            new DiagnosisExtractor(scopes),
            SiteExtractor.Create(content, scopes, context),
            new BiomarkerExtractor(content, scopes, context),
            new TreatmentExtractor(content, scopes, context),
            new DiseaseStatusExtractor(content, sites, scopes, context),
            new MetastasisExtractor(sites, scopes, context),
            new SmokingExtractor(content, context),
            new PerformanceStatusExtractor(context),
            new SizeExtractor(pathology, scopes, context),
            new GradeExtractor(pathology, scopes),
            new MarginsExtractor(pathology, scopes, context),
            new NodesExtractor(pathology, scopes),
            new InvasionExtractor(pathology, scopes, context),
            new ResponseExtractor(pathology, scopes, context),
        ];
    }

    /// <inheritdoc/>
    public ImmutableArray<Finding> Extract(SourceDocument document)
    {
        if (document.Pages.IsEmpty || !ReadLanguages.Reads(document.Language))
        {
            return [];
        }

        var text = reader.Read(document);
        var findings = new List<Finding>();
        foreach (var extractor in extractors)
        {
            extractor.Extract(text, findings);
        }

        return [.. findings];
    }
}
