using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Rules.Profiles;

namespace Navis.Personalize.Core.Answers;

/// <summary>How far an answer may be tailored, from the case.</summary>
internal static class ScopeOf
{
    // Half of the facts under this certainty means that the page itself was hard to read; single doubtful facts are the reviewer's business.
    private const double LowCertainty = 0.6;

    public static AnswerScope Case(ReconciledCase value, RuleProfile profile)
    {
        var holding = value.Facts.Where(f => f.Holds).ToList();
        if (value.Subject.Mixed || !holding.Exists(IsAboutTheCancer) || value.Disease is CaseDisease.OtherCancer or CaseDisease.NoCancer)
        {
            return value.Disease is CaseDisease.Sclc && !value.Subject.Mixed ? AnswerScope.NotNsclc : AnswerScope.General;
        }

        if (value.Disease is CaseDisease.Sclc or CaseDisease.NsclcOrSclc || profile.ValueOf("histology") is "carcinoid" or "other" or "small-cell-carcinoma")
        {
            return AnswerScope.NotNsclc;
        }

        var certainties = holding.Where(f => f.Origin is not FactOrigin.Derived).Select(f => f.Certainty).Order().ToList();
        return certainties.Count > 0 && certainties[certainties.Count / 2] < LowCertainty ? AnswerScope.LowCertainty : AnswerScope.Tailored;
    }

    // Smoking or activity alone say nothing of a lung cancer; a suspicion is no diagnosis.
    private static bool IsAboutTheCancer(Fact fact) => fact.Kind switch
    {
        FactKind.Diagnosis => fact.Value is "nsclc",
        FactKind.Smoking or FactKind.PerformanceStatus or FactKind.Laterality or FactKind.Lobe or FactKind.TumorSize or FactKind.MetastasisSite or FactKind.DiseaseState or FactKind.Intent => false,
        FactKind.Histology => fact.Value is not ("small-cell-carcinoma" or "carcinoid" or "other"),
        FactKind.T or FactKind.N or FactKind.M or FactKind.StageGroup or FactKind.Biomarker or FactKind.Treatment or FactKind.DiseaseStatus or FactKind.Grade or FactKind.Margins
            or FactKind.NodesExamined or FactKind.NodesPositive or FactKind.LymphovascularInvasion or FactKind.VisceralPleuralInvasion or FactKind.Stas or FactKind.PerineuralInvasion
            or FactKind.PathologicResponse => true,
    };
}
