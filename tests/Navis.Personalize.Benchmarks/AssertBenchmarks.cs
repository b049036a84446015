using System.Text.RegularExpressions;
using BenchmarkDotNet.Attributes;
using Navis.Personalize.Extraction.Context;

namespace Navis.Personalize.Benchmarks;

/// <summary>One sentence judged, against a single expression for the commonest negation words.</summary>
[MemoryDiagnoser]
public partial class AssertBenchmarks
{
    private static readonly (string Concept, string Sentence)[] Sentences =
    [
        ("fever", "She denies FEVER, chills or night sweats."),
        ("pneumonia", "Past medical history is significant for PNEUMONIA in 2012 and hypertension."),
        ("metastasis", "There is no evidence of METASTASIS in the liver or the adrenal glands."),
        ("lung cancer", "Her father died of LUNG CANCER at the age of 71."),
        ("effusion", "If the EFFUSION returns, she should call the clinic."),
        ("cough", "He has had a dry COUGH for three weeks, worse at night."),
    ];

    private AssertionReader reader = null!;

    [GlobalSetup]
    public void Setup() => reader = new(BenchmarkContent.Content);

    [Benchmark(Baseline = true, OperationsPerInvoke = 6, Description = "one expression for negation alone")]
    public int OneExpression()
    {
        var negated = 0;
        foreach (var (_, sentence) in Sentences)
        {
            negated += Negation().IsMatch(sentence) ? 1 : 0;
        }

        return negated;
    }

    [Benchmark(OperationsPerInvoke = 6, Description = "assert")]
    public int Assert()
    {
        var negated = 0;
        foreach (var (concept, sentence) in Sentences)
        {
            negated += reader.Judge(concept, sentence).Negation.Length;
        }

        return negated;
    }

    // "no evidence of", "denies", "without"
    [GeneratedRegex(@"\b(no|not|denies|denied|without|negative for|no evidence of|absence of|ruled out)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 250)]
    private static partial Regex Negation();
}
