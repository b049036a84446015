using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Rules.Profiles;
using Navis.Personalize.Core.Rules.Vocabulary;
using Navis.Personalize.Core.Staging;

namespace Navis.Personalize.Core.Rules.Projections;

/// <summary>Computes what rules see from a reconciled case, by the projections that <c>rules/vocabulary.yaml</c> names. Thread safe.</summary>
public sealed class CaseProjector
{
    private readonly RuleVocabulary vocabulary;
    private readonly TrialStage trialStage;

    /// <summary>A projector.</summary>
    /// <param name="vocabulary">Vocabulary.</param>
    /// <param name="grouper">Stage tables.</param>
    /// <param name="map">Map between editions.</param>
    public CaseProjector(RuleVocabulary vocabulary, StageGrouper grouper, EditionMap map) => (this.vocabulary, trialStage) = (vocabulary, new(grouper, map));

    /// <summary>The profile of a case on a day.</summary>
    /// <param name="value">Case.</param>
    /// <param name="asOf">Day of the answer; decides what is recent.</param>
    /// <param name="then">What is said on top of the case (a what-if), or null.</param>
    public RuleProfile Project(ReconciledCase value, DateOnly asOf, Action<RuleProfileBuilder>? then = null)
    {
        var view = new CaseView(value, asOf);
        var profile = new RuleProfileBuilder(vocabulary);
        var stage = StageView.Of(view);
        foreach (var slot in vocabulary.Choices.Where(c => c.Gene is null))
        {
            ProjectChoice(profile, slot, view, stage);
        }

        foreach (var slot in vocabulary.Numbers)
        {
            ProjectNumber(profile, slot, view);
        }

        trialStage.Project(profile, view, stage);
        GeneProjection.Project(profile, view);
        TreatmentProjection.Project(profile, view);
        TimeProjection.Project(profile, view);
        then?.Invoke(profile);
        return profile.Build();
    }

    /// <summary>True when the code knows the projection.</summary>
    /// <param name="name">Name as in the vocabulary, with its argument after a slash.</param>
    public static bool Knows(string name) => Split(name) is var (head, argument) && head switch
    {
        "diagnosis" or "disease-state" or "intent" or "smoking" or "grade" or "t" or "n" or "m" or "stage-group" or "stage-edition" or "stage-basis"
            or "histology" or "transformation" or "latest-status" or "oligo" or "second-primary" or "driver" or "pd-l1" or "tmb" or "msi" or "gene"
            or "first-egfr-tki" or "first-alk-tki" or "t790m-timing" or "radiation-recency" or "immunotherapy-recency" or "years-since-treatment" => argument.Length == 0,
        "finding" or "number" => FactKinds.Parse(argument) is not null,
        "stage-in" => argument is "7" or "8" or "9",
        "site" => argument.Length > 0,
        _ => false,
    };

    private static void ProjectChoice(RuleProfileBuilder profile, ChoiceSlot slot, CaseView view, StageView stage)
    {
        var (head, argument) = Split(slot.Projection);
        switch (head)
        {
            case "diagnosis" or "disease-state" or "intent":
                view.SetFromField(profile, slot, FactKinds.Parse(head)!.Value);
                break;
            case "finding":
                view.SetFromField(profile, slot, FactKinds.Parse(argument)!.Value);
                break;
            case "grade":
                view.SetFromField(profile, slot, FactKind.Grade, value => slot.SetOf(DiseaseProjection.GradeOf(value)));
                break;
            case "histology":
                DiseaseProjection.Histology(profile, slot, view);
                break;
            case "transformation":
                DiseaseProjection.Transformation(profile, slot, view);
                break;
            case "latest-status":
                DiseaseProjection.LatestStatus(profile, slot, view);
                break;
            case "oligo":
                DiseaseProjection.Oligo(profile, slot, view);
                break;
            case "second-primary":
                DiseaseProjection.SecondPrimary(profile, slot, view);
                break;
            case "site":
                DiseaseProjection.Site(profile, slot, argument, view);
                break;
            case "msi":
                GeneProjection.Msi(profile, slot, view);
                break;
            default:
                stage.Project(profile, slot, head);
                break;
        }
    }

    private static void ProjectNumber(RuleProfileBuilder profile, NumberSlot slot, CaseView view)
    {
        var (head, argument) = Split(slot.Projection);
        switch (head)
        {
            case "number":
                foreach (var fact in view.Holding(FactKinds.Parse(argument)!.Value))
                {
                    if (CaseView.Number(fact.Value) is { } value)
                    {
                        profile.SetNumber(slot, new(value, value), fact.Id);
                    }
                }

                break;
            case "pd-l1":
                GeneProjection.Quantity(profile, slot, view, "CD274");
                break;
            case "tmb":
                GeneProjection.Quantity(profile, slot, view, "TMB");
                break;
        }
    }

    private static (string Head, string Argument) Split(string projection) => projection.IndexOf('/') is >= 0 and var slash ? (projection[..slash], projection[(slash + 1)..]) : (projection, "");
}
