using System.Collections.Immutable;
using System.Globalization;
using Mediator;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Application.Features.Cases;

/// <summary>Reads the files of a case into documents: the first step of the corridor.</summary>
public sealed record ReadCase(ImmutableArray<CaseFile> Files) : IQuery<ImmutableArray<SourceDocument>>;

internal sealed class ReadCaseHandler(IDocumentDoor door, IDocumentDescriber describer) : IQueryHandler<ReadCase, ImmutableArray<SourceDocument>>
{
    public ValueTask<ImmutableArray<SourceDocument>> Handle(ReadCase query, CancellationToken cancellationToken)
    {
        var documents = ImmutableArray.CreateBuilder<SourceDocument>();
        foreach (var file in query.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var id = string.Create(CultureInfo.InvariantCulture, $"d{documents.Count(d => !d.Id.Contains('.', StringComparison.Ordinal)) + 1}");
            documents.AddRange(file.Issue is { } issue
                ? [new SourceDocument { Id = id, Name = file.File.Name, Issues = [issue] }]
                : door.Read(file.File, id).Select(describer.Describe));
        }

        return ValueTask.FromResult(documents.ToImmutable());
    }
}
