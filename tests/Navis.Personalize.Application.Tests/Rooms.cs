using System.Text;
using Mediator;
using Microsoft.Extensions.DependencyInjection;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Application.Features.Cases;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Reconciliation;
using Navis.Personalize.Extraction;
using Navis.Personalize.Extraction.Documents;
using Navis.Personalize.Formats.Door;
using Navis.Personalize.Formats.Pictures;

namespace Navis.Personalize.Application.Tests;

/// <summary>The real rooms behind the mediator, as the program joins them.</summary>
internal static class Rooms
{
    public static readonly FileContentSource Content = Locate();

    public static IMediator Mediator { get; } = Join();

    public static CaseFile File(string name, string text) => new(new SourceFile(name, Encoding.UTF8.GetBytes(text)));

    public static CaseFile Unopened(string name) => new(new SourceFile(name, ReadOnlyMemory<byte>.Empty), new DocumentIssue("FILE-CLOSED", IssueSeverity.Error, $"{name}: The file can't be opened."));

    public static IMediator With(IFindingExtractor extractor) => Join(extractor);

    /// <summary>Adds the rooms; all tests share their content, which is read once.</summary>
    public static void Add(IServiceCollection services, IFindingExtractor? extractor = null)
    {
        services.AddSingleton<IContentSource>(Content);
        services.AddSingleton(Shared.Door);
        services.AddSingleton<IDocumentDescriber>(Shared.Describer);
        services.AddSingleton(extractor ?? Shared.Extractor);
        services.AddSingleton(Shared.Reconciler);
        services.AddSingleton(Shared.Tailors);
        services.AddSingleton<IPagePainter>(Shared.Painter);
    }

    private static IMediator Join(IFindingExtractor? extractor = null)
    {
        var services = new ServiceCollection();
        Add(services, extractor);
        services.AddUseCases();
        return services.BuildServiceProvider().GetRequiredService<IMediator>();
    }

    private static FileContentSource Locate()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "Navis.Personalize.sln")))
        {
            folder = folder.Parent;
        }

        return new(folder!.FullName);
    }

    private static class Shared
    {
        public static readonly IDocumentDoor Door = StandardDoor.Create();
        public static readonly DocumentDescriber Describer = new(Content);
        public static readonly IFindingExtractor Extractor = new FindingExtractor(Content);
        public static readonly Reconciler Reconciler = Reconciler.Load(Content);
        public static readonly PagePainter Painter = new();
        public static readonly Tailors Tailors = new(Content);
    }
}
