using System.Text;
using System.Text.Json;
using Navis.Personalize.Application.Features.Cases;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Formats.Json;

namespace Navis.Personalize.Samples.Tests;

/// <summary>The cases under <c>samples/</c>, analysed once.</summary>
internal static class SampleCases
{
    /// <summary>The day of every expectation.</summary>
    public static readonly DateOnly AsOf = new(2026, 11, 24);

    public static readonly string Root = Find();

    private static readonly CompositionRoot Services = CompositionRoot.Create();

    private static readonly Lazy<Dictionary<string, CaseResult>> Results = new(() => Names!.ToDictionary(n => n, n => Analyze(n, Audience.Patient), StringComparer.Ordinal));

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetDirectories(Path.Combine(Root, "samples")).Select(d => Path.GetFileName(d)).Where(n => n != "expected").Order(StringComparer.Ordinal)];

    public static CaseResult Patient(string name) => Results.Value[name];

    public static CaseResult Analyze(string name, Audience audience, bool showSurvival = false) => Analyze(name, [Path.Combine(Root, "samples", name)], audience, showSurvival);

    public static CaseResult Analyze(string name, IReadOnlyList<string> paths, Audience audience = Audience.Patient, bool showSurvival = false) =>
        Services.Mediator.Send(new AnalyzeCase(name, CaseFiles.Open(paths), new CaseWish(audience, AsOf, showSurvival, null))).AsTask().GetAwaiter().GetResult();

    public static CaseResult Analyze(string name, Audience audience, string language) =>
        Services.Mediator.Send(new AnalyzeCase(name, CaseFiles.Open([Path.Combine(Root, "samples", name)]), new CaseWish(audience, AsOf, false, null, language))).AsTask().GetAwaiter().GetResult();

    public static AnswerLabels Labels(TailoredAnswer answer) => Services.Labels(answer);

    public static string ProfileJson(CaseResult result) => Json(json =>
    {
        CaseJsonWriter.WriteOpen(json, result.Case);
        json.WriteEndObject();
    });

    public static string AnswerJson(CaseResult result) => Json(json => AnswerJsonWriter.Write(json, result.Answer));

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, CaseJsonWriter.Options(indented: true)))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Navis.Personalize.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests must run inside the checkout.");
    }
}
