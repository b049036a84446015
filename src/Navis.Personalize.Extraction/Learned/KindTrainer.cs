using System.Collections.Immutable;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Extraction.Documents;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Learned;

/// <summary>Trains the model of the kind of a record on invented records, with Microsoft.ML on one thread from a fixed seed.</summary>
internal sealed class KindTrainer(IContentSource content, int trainingEach = 120, int proofEach = 40)
{
    private const ulong TrainingSeed = 20261128;
    private const ulong ProofSeed = 8112026;
    private const int LeastRecords = 4;
    private readonly NarrativeReader reader = new(content);
    private readonly DocumentClassifier rules = new(content);

    /// <summary>Trains, measures on invented records that it did not see, and returns the text of the model.</summary>
    public LearnedFile Train()
    {
        var writer = new RecordWriter(content);
        var kinds = writer.Kinds.Sort();
        var records = writer.Write(TrainingSeed, trainingEach).Select(r => (r.Kind, Features: Features(r.Text))).ToList();
        var names = records.SelectMany(r => r.Features.Keys).GroupBy(f => f, StringComparer.Ordinal).Where(g => g.Count() >= LeastRecords).Select(g => g.Key).Order(StringComparer.Ordinal).ToImmutableArray();
        var places = names.Select((n, i) => (n, i)).ToDictionary(p => p.n, p => p.i, StringComparer.Ordinal);

        var context = new MLContext(seed: 1);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, names.Length);
        var data = context.Data.LoadFromEnumerable(records.Select(r => new Row { Label = Label(r.Kind), Features = Vector(r.Features) }), schema);
        var pipeline = context.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            .Append(context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options { L1Regularization = 0.2f, L2Regularization = 0.5f, NumberOfThreads = 1, OptimizationTolerance = 1e-8f, MaximumNumberOfIterations = 400 }));
        var model = pipeline.Fit(data).LastTransformer.Model;
        VBuffer<float>[] weights = new VBuffer<float>[kinds.Length];
        model.GetWeights(ref weights, out _);
        var columns = weights.Select(w => w.DenseValues().ToArray()).ToArray();
        var features = names.Select((n, i) => (n, columns.Select(c => c[i]).ToArray()));
        var text = KindModel.Write(Remarks(records.Count), kinds, [.. model.GetBiases()], features);
        return new(KindModel.File, text, Proof(writer, KindModel.Parse(text)));

        string Label(DocumentKind kind) => kinds.IndexOf(kind).ToString("00", CultureInfo.InvariantCulture);

        float[] Vector(Dictionary<string, float> of)
        {
            var vector = new float[names.Length];
            foreach (var (feature, value) in of)
            {
                if (places.TryGetValue(feature, out var place))
                {
                    vector[place] = value;
                }
            }

            return vector;
        }
    }

    private static IEnumerable<string> Remarks(int records) =>
    [
        "Written by 'navis train'; do not edit. Weights of a linear model of the kind of a record, one feature a line.",
        string.Create(CultureInfo.InvariantCulture, $"Trained on {records} invented records of rules/learned/corpus, seed {TrainingSeed}. See rules/learned/README.md."),
    ];

    private Dictionary<string, float> Features(string text)
    {
        var narrative = reader.Read(Training.Document(text));
        return KindFeatures.Of(narrative, rules.Weigh(narrative));
    }

    private string Proof(RecordWriter writer, KindModel model)
    {
        var learned = new LearnedKinds(model);
        int all = 0, alone = 0, ruled = 0, both = 0, sure = 0, sureRight = 0;
        foreach (var record in writer.Write(ProofSeed, proofEach))
        {
            var narrative = reader.Read(Training.Document(record.Text));
            var verdict = rules.Weigh(narrative);
            var judgement = model.Judge(KindFeatures.Of(narrative, verdict));
            var isSure = judgement.Probability >= LearnedKinds.Sure;
            all++;
            alone += judgement.Kind == record.Kind ? 1 : 0;
            ruled += verdict.Kind == record.Kind ? 1 : 0;
            both += learned.Settle(narrative, verdict) == record.Kind ? 1 : 0;
            sure += isSure ? 1 : 0;
            sureRight += isSure && judgement.Kind == record.Kind ? 1 : 0;
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{all} invented records not trained on: right by signs alone {(double)ruled / all:0.000}, with the model where signs leave it open {(double)both / all:0.000}, by the model alone {(double)alone / all:0.000}, where the model is sure {(double)sureRight / sure:0.000} of {sure}");
    }

    private sealed class Row
    {
        public string Label { get; init; } = "";

        public float[] Features { get; init; } = [];
    }
}

/// <summary>A file that a training wrote.</summary>
/// <param name="Path">Path below the content root.</param>
/// <param name="Text">Text.</param>
/// <param name="Proof">What was measured, in a line or more.</param>
public sealed record LearnedFile(string Path, string Text, string Proof);
