using System.Globalization;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Formats.Tests.Hostile;

namespace Navis.Personalize.Samples.Tests;

/// <summary>Damaged records state nothing that does not stand in them: every fact that holds leads to words of the file as it now is, and a gene is found only where it is named.</summary>
public sealed class FactMutationTests(ITestOutputHelper output)
{
    private static readonly string[] Formats = ["text", "rtf", "html", "mail", "fhir-json", "fhir-xml", "ccda", "hl7v2", "docx", "zip", "pdf"];

    public static TheoryData<string> Each => [.. Formats];

    [Theory]
    [MemberData(nameof(Each))]
    public void A_damaged_record_gives_no_fact_without_its_words(string format)
    {
        for (var seed = 0; seed < 3; seed++)
        {
            Check(format, seed);
        }
    }

    /// <summary>Thousands of them; run by <c>tests/mutate</c>, not by <c>./test</c>.</summary>
    [Fact(Explicit = true)]
    public void Thousands_of_damaged_records()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("NAVIS_MUTATIONS") ?? "2000", CultureInfo.InvariantCulture);
        var only = Environment.GetEnvironmentVariable("NAVIS_MUTATE")?.Split(',');
        foreach (var format in Formats.Where(f => only?.Contains(f) ?? true))
        {
            var facts = 0;
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed => Interlocked.Add(ref facts, Check(format, seed + 1000)));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{format,-10} {count} damaged records analysed: {facts} facts hold, each with its words"));
        }
    }

    private static int Check(string format, int seed)
    {
        var content = Mutations.Of(Seeds.All.Single(s => s.Name == format).Content, seed);
        var folder = Directory.CreateTempSubdirectory("navis-damaged-");
        try
        {
            var path = Path.Combine(folder.FullName, "record");
            File.WriteAllBytes(path, content);
            var result = SampleCases.Analyze("damaged", [path]);
            var held = result.Case.Facts.Where(static f => f.Holds && f.Origin is not FactOrigin.Derived).ToList();
            foreach (var fact in held)
            {
                var evidence = fact.Evidence[0];
                var document = result.Case.Documents.Single(d => d.Id == evidence.Document);
                var page = document.Pages.FirstOrDefault(p => p.Number == evidence.Page);
                Assert.True(evidence.Path is not null || (page is not null && page.Text[evidence.Start..evidence.End] == evidence.Quote), $"{format}, seed {seed}: a fact of kind {fact.Kind} without its words");
            }

            return held.Count;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
