using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Tests.Hostile;

/// <summary>Damaged files never stop the program, and what is read of them is sound: spans inside the text, nothing lost without a word.</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    public static TheoryData<string> Formats => [.. Seeds.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_damaged_file_gives_a_document(string format)
    {
        var content = Seeds.All.Single(s => s.Name == format).Content;
        var sound = Read(content);
        Assert.True(format is "png" or "jpeg" or "tiff" or "webp" || sound.Any(d => !d.Pages.IsEmpty || !d.Entries.IsEmpty));
        for (var seed = 0; seed < 7; seed++)
        {
            Check(format, content, seed);
        }
    }

    /// <summary>Thousands of them; run by <c>tests/mutate</c>, not by <c>./test</c>.</summary>
    [Fact(Explicit = true)]
    public void Thousands_of_damaged_files()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("NAVIS_MUTATIONS") ?? "2000", CultureInfo.InvariantCulture);
        var only = Environment.GetEnvironmentVariable("NAVIS_MUTATE")?.Split(',');
        foreach (var (format, content) in Seeds.All.Where(s => only?.Contains(s.Name) ?? true))
        {
            var clock = System.Diagnostics.Stopwatch.StartNew();
            var (slowest, which) = (TimeSpan.Zero, 0);
            var finding = new Lock();
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
            {
                var before = clock.Elapsed;
                Check(format, content, seed + 1000);
                var took = clock.Elapsed - before;
                lock (finding)
                {
                    (slowest, which) = took > slowest ? (took, seed + 1000) : (slowest, which);
                }
            });
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{format,-10} {count} damaged files in {clock.Elapsed.TotalSeconds:0.0} s; the slowest took {slowest.TotalMilliseconds:0} ms (seed {which})"));
        }
    }

    /// <summary>Damaged copies of every record of the samples; run by <c>tests/mutate</c>, not by <c>./test</c>.</summary>
    [Fact(Explicit = true)]
    public void Damaged_copies_of_every_sample()
    {
        var files = SampleRecords().ToList();
        Parallel.ForEach(files, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, file =>
        {
            var content = File.ReadAllBytes(file);
            for (var seed = 0; seed < 60; seed++)
            {
                Check(Path.GetFileName(file), content, seed);
            }
        });
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"samples    {files.Count} records, 60 damaged copies of each"));
    }

    [Fact]
    public void A_cut_copy_of_every_sample_gives_a_document()
    {
        Assert.NotEmpty(SampleRecords());
        foreach (var file in SampleRecords().Where(static f => !f.EndsWith(".pdf", StringComparison.Ordinal)))
        {
            var content = File.ReadAllBytes(file);
            Assert.NotEmpty(Read(content[..(content.Length / 2)]));
        }
    }

    private static IEnumerable<string> SampleRecords() => Directory.EnumerateFiles(Path.Combine(Samples.Root, "samples"), "*", SearchOption.AllDirectories)
        .Where(static f => !Path.GetFileName(f).StartsWith("expected", StringComparison.Ordinal) && Path.GetExtension(f) is not (".md" or ".yaml")).Order(StringComparer.Ordinal);

    private static void Check(string format, byte[] content, int seed)
    {
        var damaged = Mutations.Of(content, seed);
        try
        {
            var documents = Read(damaged);
            Assert.NotEmpty(documents);
            foreach (var document in documents)
            {
                Assert.False(document.Pages.IsEmpty && document.Entries.IsEmpty && document.Issues.IsEmpty && document.Subjects.IsEmpty, "Nothing was read and nothing said.");
                Assert.All(document.Pages, p => Assert.All(p.Words, w => Assert.InRange(w.Start + w.Length, w.Start, p.Text.Length)));
            }
        }
        catch (Exception e) when (e is not Xunit.Sdk.IAssertionException)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{format}, seed {seed}"), e);
        }
    }

    private static ImmutableArray<SourceDocument> Read(byte[] content) => Samples.Door.Read(new SourceFile("record", content), "d1");
}
