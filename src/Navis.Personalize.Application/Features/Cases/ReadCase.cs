using System.Collections.Immutable;
using System.Globalization;
using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Application.Features.Cases;

/// <summary>Reads the files of a case into documents: the first step of the corridor.</summary>
[Requires(Permission.None)]
public sealed record ReadCase(ImmutableArray<CaseFile> Files) : IQuery<ImmutableArray<SourceDocument>>;

internal sealed class ReadCaseHandler(IDocumentDoor door, IDocumentDescriber describer) : IQueryHandler<ReadCase, ImmutableArray<SourceDocument>>
{
    public ValueTask<ImmutableArray<SourceDocument>> Handle(ReadCase query, CancellationToken cancellationToken)
    {
        // Side by side, since a scan takes seconds; the order is that of the files all the same.
        var read = new ImmutableArray<SourceDocument>[query.Files.Length];
        if (read.Length == 1)
        {
            read[0] = Read(query.Files[0], "d1");
        }
        else
        {
            Parallel.For(0, read.Length, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, index =>
                read[index] = Read(query.Files[index], string.Create(CultureInfo.InvariantCulture, $"d{index + 1}")));
        }

        return ValueTask.FromResult<ImmutableArray<SourceDocument>>([.. read.SelectMany(static documents => documents)]);
    }

    private ImmutableArray<SourceDocument> Read(CaseFile file, string id) => file.Issue is { } issue
        ? [new SourceDocument { Id = id, Name = file.File.Name, Issues = [issue] }]
        : [.. door.Read(file.File, id).Select(describer.Describe)];
}
