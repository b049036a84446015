using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Extraction.Coded;

/// <summary>All tables of <c>rules/terminology/codes</c>, loaded once.</summary>
internal sealed class CodeTables
{
    public CodeTables(IContentSource content)
    {
        var systems = new CodeSystems(content);
        Conditions = new(content, systems, "conditions");
        Histology = new(content, systems, "histology");
        Sites = new(content, systems, "sites");
        Staging = new(content, systems, "staging");
        StagingValues = new(content, systems, "staging-values");
        Biomarkers = new(content, systems, "biomarkers");
        Genes = new(content, systems, "genes");
        Results = new(content, systems, "results");
        Status = new(content, systems, "status");
        Treatments = new(content, systems, "treatments");
    }

    public CodeTable Conditions { get; }

    public CodeTable Histology { get; }

    public CodeTable Sites { get; }

    public CodeTable Staging { get; }

    public CodeTable StagingValues { get; }

    public CodeTable Biomarkers { get; }

    public CodeTable Genes { get; }

    public CodeTable Results { get; }

    public CodeTable Status { get; }

    public CodeTable Treatments { get; }
}
