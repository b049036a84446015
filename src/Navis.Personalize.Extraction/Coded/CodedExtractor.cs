using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Variants;

namespace Navis.Personalize.Extraction.Coded;

/// <summary>Turns the coded entries of a document (FHIR, C-CDA, HL7 v2) into findings: origin <see cref="FactOrigin.Coded"/>, evidence by element path.</summary>
/// <remarks>Built once from <c>rules/terminology</c>; thread safe. A document without entries gives nothing.</remarks>
public sealed class CodedExtractor : IFindingExtractor
{
    private readonly TumorClassifier classifier;
    private readonly DiagnosisFindings diagnoses;
    private readonly StagingFindings staging;
    private readonly BiomarkerFindings biomarkers;
    private readonly TreatmentFindings treatments;
    private readonly StatusFindings status;

    /// <summary>Loads the tables.</summary>
    /// <param name="content">Content.</param>
    /// <exception cref="ContentException">A table is not in its form; names file and line.</exception>
    public CodedExtractor(IContentSource content)
    {
        var tables = new CodeTables(content);
        classifier = new(content, tables);
        diagnoses = new(classifier, tables);
        staging = new(tables);
        biomarkers = new(tables, new(new VariantNormalizer(content)));
        treatments = new(new(content, tables), classifier, tables);
        status = new(classifier, tables);
    }

    /// <inheritdoc/>
    public ImmutableArray<Finding> Extract(SourceDocument document)
    {
        if (document.Entries.IsEmpty)
        {
            return [];
        }

        var findings = new CodedFindings(new(document, classifier));
        diagnoses.Add(findings);
        staging.Add(findings);
        biomarkers.Add(findings);
        treatments.Add(findings);
        status.Add(findings);
        return findings.All;
    }
}
