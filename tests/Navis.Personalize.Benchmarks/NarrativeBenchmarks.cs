using System.Text.RegularExpressions;
using BenchmarkDotNet.Attributes;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Benchmarks;

/// <summary>Narrative text to profile, a document an operation, against the naive way to find only the names in it: one interpreted expression a term.</summary>
[MemoryDiagnoser]
public class NarrativeBenchmarks
{
    private SourceFile[] files = [];
    private string[] texts = [];
    private Regex[] terms = [];

    [GlobalSetup]
    public void Setup()
    {
        files = [.. BenchmarkContent.Narratives];
        texts = [.. files.Select(f => System.Text.Encoding.UTF8.GetString(f.Content.Span))];
        terms = [.. TermFiles.Load(BenchmarkContent.Content, "drugs").Entries.SelectMany(e => e.Terms).Select(t => new Regex($@"\b{Regex.Escape(t)}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))];
    }

    [Benchmark(Baseline = true, Description = "an interpreted expression for each drug name")]
    public int PlainExpressions()
    {
        var found = 0;
        foreach (var text in texts)
        {
            foreach (var term in terms)
            {
                found += term.Count(text);
            }
        }

        return found;
    }

    [Benchmark(Description = "text to profile")]
    public int TextToProfile()
    {
        var facts = 0;
        foreach (var file in files)
        {
            facts += BenchmarkContent.Profile(file);
        }

        return facts;
    }
}
