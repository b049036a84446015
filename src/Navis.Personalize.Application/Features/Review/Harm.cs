using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;

namespace Navis.Personalize.Application.Features.Review;

/// <summary>How much a wrong value could hurt. Orders what a reviewer sees first.</summary>
public static class Harm
{
    /// <summary>1..5 by kind.</summary>
    public static int Of(FactKind kind) => kind switch
    {
        FactKind.Diagnosis or FactKind.Biomarker or FactKind.StageGroup => 5,
        FactKind.T or FactKind.N or FactKind.M or FactKind.Histology or FactKind.Treatment or FactKind.DiseaseStatus or FactKind.MetastasisSite => 4,
        FactKind.Margins or FactKind.VisceralPleuralInvasion or FactKind.TumorSize or FactKind.PathologicResponse or FactKind.DiseaseState or FactKind.Intent => 3,
        FactKind.NodesExamined or FactKind.NodesPositive or FactKind.LymphovascularInvasion or FactKind.Stas or FactKind.PerineuralInvasion or FactKind.Grade => 2,
        FactKind.Laterality or FactKind.Lobe or FactKind.Smoking or FactKind.PerformanceStatus => 1,
    };

    /// <summary>Harm times uncertainty of one fact; one that its sources contradict counts as not certain at all.</summary>
    public static double Weight(Fact fact, bool inConflict) => Of(fact.Kind) * (inConflict ? 1 : Math.Max(0.02, 1 - fact.Certainty));

    /// <summary>Whether a person should look at it: read from a record, and it holds or its sources contradict each other.</summary>
    public static bool NeedsPerson(Fact fact, bool inConflict) => fact.Origin is (FactOrigin.Stated or FactOrigin.Coded) && (fact.Holds || inConflict);

    /// <summary>Ids of the facts at odds.</summary>
    public static HashSet<string> InConflict(ReconciledCase value) => value.Conflicts.SelectMany(c => c.Facts).ToHashSet(StringComparer.Ordinal);
}
