using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Context;
using Navis.Personalize.Extraction.Diagnosis;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Staging;

/// <summary>Reads T, N and M categories with basis, edition and prefix.</summary>
/// <remarks>No finding: MRI weightings, vertebrae, node stations, mutation names, legends ("T2: tumour more than 3 cm" among its sisters), unticked boxes.
/// Withheld: a category of another cancer, or one that lung does not have (<c>other-cancer</c>); ypTNM by imaging (<c>staged-by-imaging</c>).</remarks>
internal sealed class TnmExtractor(StagingContext staging, DiseaseScopes scopes, IContextEngine context) : INarrativeExtractor
{
    private const string Id = "narrative/tnm";

    /// <inheritdoc/>
    public void Extract(NarrativeText text, ICollection<Finding> findings)
    {
        var strings = TnmScanner.Scan(text.Text);
        strings.RemoveAll(s => !TnmEvidence.Accept(text, s));
        TnmEvidence.RemoveLegends(text, strings);
        if (strings.Count == 0)
        {
            return;
        }

        var editions = EditionReader.Read(text.Text);
        var scope = scopes.Of(text);
        foreach (var tnm in strings)
        {
            var assertion = staging.Assert(text, context.Judge(text, tnm.Start, tnm.End).Assertion, tnm.Start, tnm.End);
            var withheld = scope.WithheldAt(tnm.Start);
            var bare = tnm.Categories.Any(c => c.Basis == '\0') ? staging.Basis(text, tnm.Start, tnm.End) : null;
            var foreign = tnm.Categories.Any(c => !c.IsLung) || scope.IsBesideOtherOrgan(tnm.Start);
            var imaging = tnm.Categories.Any(c => c is { Prefix: 'y', Basis: not 'c' }) && staging.IsByImaging(text, tnm.Start);
            foreach (var category in tnm.Categories)
            {
                findings.Add(new(Kind(category.Kind), category.Value, text.Document.EvidenceAt(category.Start, category.End - category.Start), Id)
                {
                    Qualifiers = new()
                    {
                        Basis = category.Basis switch { 'c' => StagingContext.Clinical, 'p' => StagingContext.Pathologic, _ => bare },
                        Edition = StagingContext.Edition(editions, tnm.Start, tnm.End),
                        Prefix = category.Prefix == '\0' ? null : category.Prefix.ToString(),
                    },
                    Assertion = assertion,
                    Certainty = category.Damaged ? 0.75 : 0.95,
                    Withheld = withheld ?? (foreign ? "other-cancer" : imaging ? "staged-by-imaging" : null),
                });
            }
        }
    }

    private static FactKind Kind(char kind) => kind switch { 'T' => FactKind.T, 'N' => FactKind.N, _ => FactKind.M };

    /// <summary>Builds the extractor with what it needs.</summary>
    /// <param name="content">Content.</param>
    /// <param name="scopes">Scopes.</param>
    /// <param name="context">Context engine.</param>
    public static TnmExtractor Create(IContentSource content, DiseaseScopes scopes, IContextEngine context) => new(new StagingContext(content), scopes, context);
}
