using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Reconciliation;
using Navis.Personalize.Core.Reconciliation.Certainty;
using Navis.Personalize.Extraction.Documents;

namespace Navis.Personalize.Extraction.Learned;

/// <summary>Trains how far a fact may be trusted: invented records are read like real ones, and each fact that holds is right or wrong about the invented patient. Logistic regression with Microsoft.ML on one thread.</summary>
internal sealed class CertaintyTrainer(IContentSource content, int trainingCases = 4000, int proofCases = 3000)
{
    private const ulong TrainingSeed = 28112026;
    private const ulong ProofSeed = 62021128;
    private const int LeastFacts = 20;
    private const double Target = 0.997;
    private readonly DocumentDescriber describer = new(content);
    private readonly FindingExtractor extractor = new(content);
    private readonly Reconciler reconciler = Reconciler.Load(content);

    /// <summary>Trains, measures on invented cases that it did not see, sets the acceptance threshold there, and returns the text of the model.</summary>
    public LearnedFile Train()
    {
        var writer = new RecordWriter(content);
        var training = Judged(writer, TrainingSeed, trainingCases);
        var names = training.SelectMany(t => t.Features).GroupBy(f => f, StringComparer.Ordinal).Where(g => g.Count() >= LeastFacts).Select(g => g.Key).Order(StringComparer.Ordinal).ToImmutableArray();
        var places = names.Select((n, i) => (n, i)).ToDictionary(p => p.n, p => p.i, StringComparer.Ordinal);
        var context = new MLContext(seed: 1);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, names.Length);
        var data = context.Data.LoadFromEnumerable(training.Select(t => new Row { Label = t.Right, Features = Vector(t.Features) }), schema);
        var model = context.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options { L1Regularization = 0, L2Regularization = 1, NumberOfThreads = 1, OptimizationTolerance = 1e-8f, MaximumNumberOfIterations = 400 })
            .Fit(data).Model.SubModel;
        var weights = names.Select((n, i) => (n, (double)model.Weights[i])).ToList();
        var proof = Judged(writer, ProofSeed, proofCases);
        var learned = CertaintyModel.Parse(Text(1, model.Bias, weights, training.Count));
        var scored = proof.Select(p => (Certainty: Math.Round(learned.Of(p.Features), 4), p.Right)).OrderByDescending(p => p.Certainty).ToList();
        var accept = Accept(scored);
        return new(CertaintyModel.File, Text(accept, model.Bias, weights, training.Count), Proof(scored, accept, training));

        float[] Vector(ImmutableArray<string> features)
        {
            var vector = new float[names.Length];
            foreach (var feature in features)
            {
                if (places.TryGetValue(feature, out var place))
                {
                    vector[place] = 1;
                }
            }

            return vector;
        }
    }

    // The lowest hundredth from which on the facts are right as often as asked.
    private static double Accept(List<(double Certainty, bool Right)> scored)
    {
        for (var hundredth = 50; hundredth < 100; hundredth++)
        {
            var above = scored.FindAll(s => s.Certainty >= hundredth / 100.0);
            if (above.Count > 0 && (double)above.Count(s => s.Right) / above.Count >= Target)
            {
                return hundredth / 100.0;
            }
        }

        return 0.99;
    }

    private List<(ImmutableArray<string> Features, bool Right)> Judged(RecordWriter writer, ulong seed, int cases)
    {
        var judged = new List<(ImmutableArray<string>, bool)>();
        foreach (var records in writer.WriteCases(seed, cases))
        {
            ImmutableArray<SourceDocument> documents = [.. records.Select((r, i) => describer.Describe(Training.Document(r.Text, i + 1)))];
            foreach (var (fact, features) in reconciler.Features(documents, documents.SelectMany(d => extractor.Extract(d))))
            {
                if (fact.Holds && records[0].Patient.IsTrue(fact) is { } right)
                {
                    judged.Add((features, right));
                }
            }
        }

        return judged;
    }

    private string Text(double accept, double bias, IEnumerable<(string Feature, double Weight)> weights, int facts)
    {
        var text = new StringBuilder("# Written by 'navis train'; do not edit. Weights of a logistic model: how far a fact may be trusted. See rules/learned/README.md.\n")
            .Append(CultureInfo.InvariantCulture, $"# Trained on {facts} facts of {trainingCases} invented cases of rules/learned/corpus, seed {TrainingSeed}.\n")
            .Append(CultureInfo.InvariantCulture, $"accept: {accept:0.00}\nbias: {bias:0.00}\nweights:\n");
        foreach (var (feature, weight) in weights)
        {
            text.Append(CultureInfo.InvariantCulture, $"  \"{feature}\": {weight:0.00}\n");
        }

        return text.ToString();
    }

    private static string Proof(List<(double Certainty, bool Right)> scored, double accept, List<(ImmutableArray<string> Features, bool Right)> training)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{training.Count} facts trained on, {training.Count(t => t.Right) / (double)training.Count:0.0000} right; {scored.Count} facts of cases not trained on:\n  certainty     facts  right   mean\n");
        ReadOnlySpan<double> steps = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1.01];
        for (var i = 0; i + 1 < steps.Length; i++)
        {
            var (from, to) = (steps[i], steps[i + 1]);
            var within = scored.FindAll(s => s.Certainty >= from && s.Certainty < to);
            if (within.Count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {from:0.000}-{Math.Min(1, to):0.000}{within.Count,7}{within.Count(w => w.Right) / (double)within.Count,8:0.0000}{within.Average(w => w.Certainty),8:0.0000}\n");
            }
        }

        var above = scored.FindAll(s => s.Certainty >= accept);
        return text.Append(CultureInfo.InvariantCulture, $"  accepted from {accept:0.00} on: {above.Count(s => s.Right) / (double)Math.Max(1, above.Count):0.0000} right, {above.Count / (double)scored.Count:0.000} of all").ToString();
    }

    private sealed class Row
    {
        public bool Label { get; init; }

        public float[] Features { get; init; } = [];
    }
}
