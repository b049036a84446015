using System.Collections.Immutable;
using Navis.Personalize.Application.Features.Evaluation;

namespace Navis.Personalize.Cli.Evaluation;

/// <summary>The further tables that every form of an evaluation shows: fields taken together, and how far certainty can be trusted.</summary>
internal static class EvaluationTables
{
    private static readonly ImmutableArray<(string Name, ImmutableArray<string> Fields)> Groups =
    [
        ("histology, laterality, lobe", ["histology", "laterality", "lobe"]),
        ("T, N, M (all six)", ["pT", "pN", "pM", "cT", "cN", "cM"]),
        ("size, nodes, LVI, VPI, smoking", ["tumour size", "nodes examined", "nodes positive", "lymphovascular-invasion", "visceral-pleural-invasion", "smoking"]),
    ];

    private static readonly ImmutableArray<double> Steps = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.96, 0.97, 0.98, 0.99, 0.995, 0.998];

    /// <summary>Related fields pooled; a group of which no field was met is left out.</summary>
    public static IEnumerable<EvaluationRow> Pooled(GoldEvaluation result) => Groups
        .Select(g => EvaluationRow.Pool(g.Name, result.Rows.Where(r => g.Fields.Contains(r.Field, StringComparer.Ordinal))))
        .Where(r => r.Right + r.Wrong + r.Missed > 0);

    /// <summary>Facts that gold judged, by certainty: how many were right of those that claim so much.</summary>
    public static IEnumerable<CertaintyStep> Certainty(GoldEvaluation result) => Steps.Select((from, i) =>
    {
        var to = i + 1 < Steps.Length ? Steps[i + 1] : 1.01;
        var claims = result.Claims.Where(c => c.Fact.Certainty >= from && c.Fact.Certainty < to).ToList();
        var above = result.Claims.Where(c => c.Fact.Certainty >= from).ToList();
        return new CertaintyStep(from, Math.Min(to, 1), claims.Count, claims.Count(c => c.Right), claims.Count == 0 ? 0 : claims.Average(c => c.Fact.Certainty), above.Count, above.Count(c => c.Right), result.Claims.Length);
    }).Where(s => s.Facts > 0);
}

/// <summary>Facts whose certainty lies between two values.</summary>
/// <param name="From">Lower end, inclusive.</param>
/// <param name="To">Upper end, exclusive (1 inclusive).</param>
/// <param name="Facts">Facts judged.</param>
/// <param name="Right">Right ones.</param>
/// <param name="Mean">Their mean certainty.</param>
/// <param name="Above">Facts judged with this certainty or more.</param>
/// <param name="AboveRight">Right ones among those.</param>
/// <param name="All">All facts judged.</param>
internal sealed record CertaintyStep(double From, double To, int Facts, int Right, double Mean, int Above, int AboveRight, int All)
{
    public double Share => (double)Right / Facts;

    public double AboveShare => (double)AboveRight / Above;

    public double Coverage => (double)Above / All;
}
