using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Benchmarks;

/// <summary>A FHIR bundle of 4 MB to facts, against parsing its JSON alone.</summary>
[MemoryDiagnoser]
public class FhirBenchmarks
{
    private SourceFile bundle = null!;

    [GlobalSetup]
    public void Setup() => bundle = BenchmarkContent.Bundle(4 * 1024 * 1024);

    [Benchmark(Baseline = true, Description = "JSON parse alone")]
    public int JsonAlone()
    {
        using var json = JsonDocument.Parse(bundle.Content);
        return json.RootElement.GetProperty("entry").GetArrayLength();
    }

    [Benchmark(Description = "bundle to facts")]
    public int BundleToFacts() => BenchmarkContent.Profile(bundle);
}
