using Mediator;
using Microsoft.Extensions.DependencyInjection;
using Navis.Personalize.Application;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Reconciliation;
using Navis.Personalize.Extraction;
using Navis.Personalize.Extraction.Documents;
using Navis.Personalize.Formats.Cloud;
using Navis.Personalize.Formats.Door;
using Navis.Personalize.Formats.Isolation;
using Navis.Personalize.Formats.Ocr;

namespace Navis.Personalize.Cli.Hosting;

/// <summary>The one place where the rooms are joined.</summary>
internal sealed class CompositionRoot : IDisposable
{
    private readonly ServiceProvider services;

    private CompositionRoot(ServiceProvider services) => this.services = services;

    public IMediator Mediator => services.GetRequiredService<IMediator>();

    /// <summary>The labels in the language of an answer.</summary>
    public AnswerLabels Labels(TailoredAnswer answer) => AnswerLabels.Load(services.GetRequiredService<IContentSource>(), answer.Question, answer.Language);

    /// <summary>The content folders.</summary>
    public IContentSource Content => services.GetRequiredService<IContentSource>();

    public static CompositionRoot Create()
    {
        var content = FileContentSource.Locate();
        var collection = new ServiceCollection();
        collection.AddSingleton<IContentSource>(content);
        collection.AddSingleton(_ => new WorkerPool(WorkerCommand.Of(typeof(CompositionRoot).Assembly), ReadingLimits.From(Environment.GetEnvironmentVariable), RecognitionTools.Installer(CloudOptions.IsOffline(Environment.GetEnvironmentVariable) ? null : Environment.GetEnvironmentVariable("NAVIS_LAUNCHER"), Console.Error.WriteLine), static line => Console.Error.WriteLine("navis: " + line)));
        var (outside, problem) = CloudOptions.From(Environment.GetEnvironmentVariable);
        if (problem is not null)
        {
            Console.Error.WriteLine($"navis: {problem}");
        }

        collection.AddSingleton(_ => new CloudReader(() => outside));
        collection.AddSingleton(provider => StandardDoor.Create(provider.GetRequiredService<WorkerPool>(), provider.GetRequiredService<CloudReader>()));
        collection.AddSingleton<IDocumentDescriber>(provider => new DocumentDescriber(provider.GetRequiredService<IContentSource>()));
        collection.AddSingleton<IFindingExtractor>(provider => new FindingExtractor(provider.GetRequiredService<IContentSource>()));
        collection.AddSingleton(provider => Reconciler.Load(provider.GetRequiredService<IContentSource>()));
        collection.AddSingleton(provider => new Tailors(provider.GetRequiredService<IContentSource>()));
        collection.AddUseCases();
        return new(collection.BuildServiceProvider());
    }

    public void Dispose() => services.Dispose();
}
