using System.Collections.Frozen;
using System.Globalization;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Core.Reconciliation.Certainty;

/// <summary>How far a fact may be trusted: the probability that a person who reads the record would say the same, learned by <c>navis train</c> and kept as
/// numbers in <c>rules/learned/certainty.yaml</c>. It is never evidence: it decides no fact and no field, only who looks at it. Immutable and thread safe.</summary>
public sealed class CertaintyModel
{
    /// <summary>Where it lies.</summary>
    public const string File = "rules/learned/certainty.yaml";

    private const double Lowest = 0.01;
    private const double Highest = 0.999;
    private readonly double bias;
    private readonly FrozenDictionary<string, double> weights;

    private CertaintyModel(double accept, double bias, FrozenDictionary<string, double> weights) => (Accept, this.bias, this.weights) = (accept, bias, weights);

    /// <summary>From this certainty on a fact needs no second look; 0..1.</summary>
    public double Accept { get; }

    /// <summary>Reads the model.</summary>
    /// <param name="content">Content.</param>
    /// <exception cref="ContentException">The file is not in its form.</exception>
    public static CertaintyModel Load(IContentSource content) => Parse(content.Read(File));

    /// <summary>Reads a model.</summary>
    /// <param name="yaml">Text of the file.</param>
    /// <exception cref="ContentException">It is not in its form.</exception>
    public static CertaintyModel Parse(string yaml)
    {
        var root = ContentNode.Parse(File, yaml);
        var rows = (root["weights"] ?? throw new ContentException(File, root.Line, "'weights' is missing. Run 'navis train' to write the file.")).Members
            .ToFrozenDictionary(m => m.Key, m => double.TryParse(m.Value.Scalar, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) ? weight : throw new ContentException(File, m.Value.Line, "A number was expected."), StringComparer.Ordinal);
        return new(
            (double)(root.Number("accept") ?? throw new ContentException(File, root.Line, "'accept' is missing.")),
            (double)(root.Number("bias") ?? throw new ContentException(File, root.Line, "'bias' is missing.")),
            rows);
    }

    /// <summary>The certainty of what shows these features; 0.01..0.999.</summary>
    /// <param name="features">Features, each once (<see cref="CertaintyFeatures"/>); one that was never learned counts nothing.</param>
    public double Of(IEnumerable<string> features)
    {
        var sum = bias;
        foreach (var feature in features)
        {
            sum += weights.GetValueOrDefault(feature);
        }

        return Math.Clamp(1 / (1 + Math.Exp(-sum)), Lowest, Highest);
    }

    /// <summary>Sets the certainty of every fact: a reviewer's correction is sure, a derived fact is as sure as the weakest it rests on.</summary>
    internal void Apply(Weighing weighing)
    {
        var features = new CertaintyFeatures(weighing);
        foreach (var fact in weighing.Facts)
        {
            if (fact.Origin is not FactOrigin.Derived)
            {
                fact.Certainty = fact.Origin is FactOrigin.Corrected ? 1 : Of(features.Of(fact));
            }
        }

        // Facts are added after those that they rest on.
        foreach (var fact in weighing.Facts)
        {
            if (fact.Origin is FactOrigin.Derived && fact.From.Count > 0)
            {
                fact.Certainty = fact.From.Min(static f => f.Certainty);
            }
        }
    }
}
