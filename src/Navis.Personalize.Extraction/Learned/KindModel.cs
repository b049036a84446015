using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Extraction.Learned;

/// <summary>A linear model of the kind of a record: weights that <c>navis train</c> learned, kept as numbers in <c>rules/learned/document-kind.tsv</c>. Read on first use; thread safe.</summary>
internal sealed class KindModel
{
    /// <summary>Where it lies.</summary>
    public const string File = "rules/learned/document-kind.tsv";

    private const string Bias = "(bias)";
    private readonly ImmutableArray<DocumentKind> kinds;
    private readonly FrozenDictionary<string, float[]> weights;

    private KindModel(ImmutableArray<DocumentKind> kinds, FrozenDictionary<string, float[]> weights) => (this.kinds, this.weights) = (kinds, weights);

    /// <summary>Reads the model.</summary>
    /// <param name="content">Content.</param>
    /// <exception cref="ContentException">The file is not in its form.</exception>
    public static KindModel Load(IContentSource content) => Parse(content.Read(File));

    /// <summary>Reads a model: a line of kinds, then a feature a line with a weight for each kind.</summary>
    /// <param name="text">Text of the file; lines that begin with <c>#</c> are remarks.</param>
    public static KindModel Parse(string text)
    {
        ImmutableArray<DocumentKind> columns = [];
        var rows = new Dictionary<string, float[]>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (line.IsEmpty || line[0] == '#')
            {
                continue;
            }

            var cells = line.ToString().Split('\t');
            if (columns.IsEmpty)
            {
                columns = [.. cells.Skip(1).Select(c => DocumentKinds.Parse(c) ?? throw new ContentException(File, number, $"'{c}' is no kind of record."))];
                continue;
            }

            var row = new float[columns.Length];
            for (var i = 0; i < row.Length; i++)
            {
                var cell = i + 1 < cells.Length ? cells[i + 1] : "";
                row[i] = cell.Length == 0 ? 0 : float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) ? weight : throw new ContentException(File, number, "A number was expected. Run 'navis train' to write the file anew.");
            }

            rows[cells[0]] = row;
        }

        return columns.IsEmpty || !rows.ContainsKey(Bias) ? throw new ContentException(File, number, "The model is empty. Run 'navis train' to write it.") : new(columns, rows.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>Writes a model in the form that <see cref="Parse"/> reads. Weights are rounded to two places, which makes a training the same on machines that add in another order; small ones are left out.</summary>
    /// <param name="remarks">First lines.</param>
    /// <param name="kinds">Kinds.</param>
    /// <param name="bias">Bias of each kind.</param>
    /// <param name="features">Features with the weight for each kind.</param>
    public static string Write(IEnumerable<string> remarks, ImmutableArray<DocumentKind> kinds, float[] bias, IEnumerable<(string Feature, float[] Weights)> features)
    {
        var lines = remarks.Select(r => "# " + r).Append("feature\t" + string.Join('\t', kinds.Select(k => k.Name()))).Append(Row(Bias, bias));
        return string.Join('\n', lines.Concat(features.OrderBy(f => f.Feature, StringComparer.Ordinal).Where(f => f.Weights.Any(w => Math.Abs(w) >= 0.1f)).Select(f => Row(f.Feature, f.Weights)))) + "\n";
    }

    /// <summary>How likely each kind is.</summary>
    /// <param name="features">Features of the text.</param>
    public KindJudgement Judge(Dictionary<string, float> features)
    {
        var scores = new double[kinds.Length];
        Add(weights[Bias], 1);
        foreach (var (feature, value) in features)
        {
            if (weights.TryGetValue(feature, out var row))
            {
                Add(row, value);
            }
        }

        var most = scores.Max();
        var sum = scores.Sum(s => Math.Exp(s - most));
        return new(kinds, [.. scores.Select(s => Math.Exp(s - most) / sum)]);

        void Add(float[] row, float value)
        {
            for (var i = 0; i < row.Length; i++)
            {
                scores[i] += row[i] * value;
            }
        }
    }

    private static string Row(string feature, float[] weights) =>
        feature + "\t" + string.Join('\t', weights.Select(w => Math.Round((decimal)w, 2) is var rounded && rounded == 0 ? "" : rounded.ToString("0.##", CultureInfo.InvariantCulture)));
}

/// <summary>Probabilities of the kinds of a record.</summary>
/// <param name="Kinds">Kinds.</param>
/// <param name="Probabilities">Probability of each, in the same order.</param>
internal sealed record KindJudgement(ImmutableArray<DocumentKind> Kinds, ImmutableArray<double> Probabilities)
{
    /// <summary>The likeliest kind.</summary>
    public DocumentKind Kind => Kinds[Probabilities.IndexOf(Probability)];

    /// <summary>Its probability.</summary>
    public double Probability => Probabilities.Max();

    /// <summary>The probability of a kind; 0 for one that was never learned.</summary>
    /// <param name="kind">Kind.</param>
    public double Of(DocumentKind kind) => Kinds.IndexOf(kind) is >= 0 and var place ? Probabilities[place] : 0;
}
