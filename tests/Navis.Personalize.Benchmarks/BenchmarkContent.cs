using System.Collections.Immutable;
using System.Text;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Reconciliation;
using Navis.Personalize.Extraction;
using Navis.Personalize.Extraction.Documents;
using Navis.Personalize.Formats.Door;

namespace Navis.Personalize.Benchmarks;

/// <summary>What every benchmark starts from: the content, the rooms and the synthetic records of <c>samples/</c>.</summary>
internal static class BenchmarkContent
{
    public static readonly FileContentSource Content = Locate();

    public static readonly IDocumentDoor Door = StandardDoor.Create();

    public static readonly DocumentDescriber Describer = new(Content);

    public static readonly FindingExtractor Extractor = new(Content);

    public static readonly Reconciler Reconciler = Reconciler.Load(Content);

    /// <summary>The narrative sample records, in name order.</summary>
    public static ImmutableArray<SourceFile> Narratives { get; } =
        [.. Directory.GetFiles(Path.Combine(Content.Root, "samples"), "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => new SourceFile(Path.GetFileName(f), File.ReadAllBytes(f)))];

    /// <summary>From bytes to facts and profile.</summary>
    public static int Profile(SourceFile file)
    {
        ImmutableArray<SourceDocument> documents = [.. Door.Read(file, "d1").Select(Describer.Describe)];
        ImmutableArray<Finding> findings = [.. documents.SelectMany(d => Extractor.Extract(d))];
        return Reconciler.Reconcile("case", documents, findings).Facts.Length;
    }

    /// <summary>A FHIR bundle of about the size asked for: one patient with the sample's resources repeated under new ids, as portals repeat them.</summary>
    public static SourceFile Bundle(int bytes)
    {
        var sample = File.ReadAllText(Path.Combine(Content.Root, "samples", "stage-iv-alk-alectinib", "2-portal-export.json"));
        using var json = System.Text.Json.JsonDocument.Parse(sample);
        var entries = json.RootElement.GetProperty("entry").EnumerateArray().Select(e => e.GetRawText()).ToList();
        var bundle = new StringBuilder("{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[").Append(entries[0]);
        for (var i = 0; bundle.Length < bytes; i++)
        {
            var entry = entries[1 + (i % (entries.Count - 1))];
            bundle.Append(',').Append(entry.Replace("\"id\": \"", $"\"id\": \"x{i}-", StringComparison.Ordinal));
        }

        return new SourceFile("bundle.json", Encoding.UTF8.GetBytes(bundle.Append("]}").ToString()));
    }

    private static FileContentSource Locate()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Navis.Personalize.sln")))
            {
                return new(folder.FullName);
            }
        }

        throw new InvalidOperationException("The benchmarks must run inside the checkout.");
    }
}
