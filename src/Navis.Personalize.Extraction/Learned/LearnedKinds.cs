using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Extraction.Documents;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Learned;

/// <summary>Asks the learned model where the signs of a text leave its kind open. The model never decides alone: signs of the same kind must be there too.</summary>
internal sealed class LearnedKinds
{
    /// <summary>From this probability on the model is heard.</summary>
    public const double Sure = 0.5;

    /// <summary>Below this probability the model finds a kind unlikely.</summary>
    public const double Unlikely = 0.15;

    private const int LeastSign = 2;
    private const int WeakSigns = 6;
    private readonly Lazy<KindModel> model;

    /// <summary>Takes the model from the content, when it is first needed.</summary>
    /// <param name="content">Content.</param>
    public LearnedKinds(IContentSource content) => model = new(() => KindModel.Load(content));

    /// <summary>Takes a model.</summary>
    /// <param name="model">Model.</param>
    public LearnedKinds(KindModel model) => this.model = new(() => model);

    /// <summary>The kind that the signs settle. Where they settle none: the model's, when it is sure and at least one sign speaks for it too. Where they settle one by little and the model finds it unlikely: none.</summary>
    /// <param name="text">Narrative.</param>
    /// <param name="verdict">What the signs say.</param>
    public DocumentKind Settle(NarrativeText text, KindVerdict verdict)
    {
        var isOpen = verdict.Kind is DocumentKind.Other;
        if (verdict.IsChart || (!isOpen && verdict.Weights[(int)verdict.Kind] >= WeakSigns))
        {
            return verdict.Kind;
        }

        var judgement = model.Value.Judge(KindFeatures.Of(text, verdict));
        return isOpen && judgement.Probability >= Sure && verdict.Weights[(int)judgement.Kind] >= LeastSign ? judgement.Kind
            : !isOpen && judgement.Of(verdict.Kind) < Unlikely ? DocumentKind.Other
            : verdict.Kind;
    }
}
