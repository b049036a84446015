using System.Collections.Immutable;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Application.Features.Evaluation;

/// <summary>How what was read compares with what a person read.</summary>
/// <param name="Records">Records scored.</param>
/// <param name="Rows">Counts by field.</param>
/// <param name="Safety">What the safety rows could have shown, and showed.</param>
/// <param name="Misses">Every value missed and every wrong one, in the order of the gold.</param>
/// <param name="Claims">Every fact that gold was able to judge, right or wrong.</param>
/// <param name="Problems">Lines of gold that could not be used.</param>
public sealed record GoldEvaluation(
    int Records, ImmutableArray<EvaluationRow> Rows, ImmutableArray<SafetyCoverage> Safety, ImmutableArray<EvaluationMiss> Misses, ImmutableArray<EvaluationClaim> Claims, ImmutableArray<GoldProblem> Problems);

/// <summary>Pooled counts of one field.</summary>
/// <param name="Field">Field.</param>
/// <param name="Records">Records with gold for it.</param>
/// <param name="Right">Values of gold that were read.</param>
/// <param name="Wrong">Values read that gold does not have.</param>
/// <param name="Missed">Values of gold that were not read.</param>
public sealed record EvaluationRow(string Field, int Records, int Right, int Wrong, int Missed)
{
    public double Precision => Share(Right, Right + Wrong);

    public double Recall => Share(Right, Right + Missed);

    public double F1 => Share(2 * Right, (2 * Right) + Wrong + Missed);

    public double PrecisionLow => Wilson.Low(Right, Right + Wrong);

    public double RecallLow => Wilson.Low(Right, Right + Missed);

    /// <summary>The share of right values among right, wrong and missed ones is a plain proportion J, and F1 = 2J / (1 + J) grows with it: so does its bound.</summary>
    public double F1Low
    {
        get
        {
            var low = Wilson.Low(Right, Right + Wrong + Missed);
            return 2 * low / (1 + low);
        }
    }

    /// <summary>True for the rows that must stay zero.</summary>
    public bool IsSafety => Field.StartsWith("SAFETY", StringComparison.Ordinal);

    public static EvaluationRow Pool(string name, IEnumerable<EvaluationRow> rows) =>
        rows.Aggregate(new EvaluationRow(name, 0, 0, 0, 0), (a, b) => new(name, a.Records + b.Records, a.Right + b.Right, a.Wrong + b.Wrong, a.Missed + b.Missed));

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}

/// <summary>How often a safety row had the chance to show a mistake: zero of three says little, zero of three hundred much.</summary>
/// <param name="Row">Safety row.</param>
/// <param name="Chances">How often such a mistake was possible.</param>
/// <param name="Unit">What one chance is.</param>
/// <param name="Mistakes">Mistakes.</param>
public sealed record SafetyCoverage(string Row, int Chances, string Unit, int Mistakes)
{
    /// <summary>The share of mistakes lies below this with 95 % confidence.</summary>
    public double RateHigh => 1 - Wilson.Low(Chances - Math.Min(Mistakes, Chances), Chances);
}

/// <summary>A value missed, or read and wrong.</summary>
/// <param name="Record">Id of the gold record.</param>
/// <param name="File">Its file.</param>
/// <param name="Field">Field.</param>
/// <param name="IsWrong">True when it was read and is wrong, false when it was missed.</param>
/// <param name="Expected">What gold says, or null for nothing.</param>
/// <param name="Got">What was read, or null for nothing.</param>
/// <param name="Quote">Words that were read wrongly or not held, or null.</param>
/// <param name="Certainty">Certainty of the fact that they gave, or null.</param>
public sealed record EvaluationMiss(string Record, string File, string Field, bool IsWrong, string? Expected, string? Got, string? Quote, double? Certainty);

/// <summary>A fact that gold was able to judge.</summary>
/// <param name="Record">Id of the gold record.</param>
/// <param name="Field">Field under which it was judged.</param>
/// <param name="Fact">Fact.</param>
/// <param name="Right">Whether gold has it.</param>
public sealed record EvaluationClaim(string Record, string Field, Fact Fact, bool Right);

/// <summary>A line of gold that could not be used.</summary>
/// <param name="Line">1-based line.</param>
/// <param name="Problem">What is wrong with it and what to do.</param>
public sealed record GoldProblem(int Line, string Problem);

/// <summary>Wilson's score interval.</summary>
internal static class Wilson
{
    private const double Z = 1.959963984540054;

    /// <summary>Lower end of the 95 % interval of a proportion; 0 when nothing was counted.</summary>
    public static double Low(int part, int whole)
    {
        if (whole == 0)
        {
            return 0;
        }

        var p = (double)part / whole;
        var square = Z * Z / whole;
        return Math.Max(0, (p + (square / 2) - (Z * Math.Sqrt((p * (1 - p) / whole) + (square / 4 / whole)))) / (1 + square));
    }
}
