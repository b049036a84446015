using System.Collections.Immutable;
using Mediator;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Application.Features.Cases;

/// <summary>Reads the files of a case and extracts what they state.</summary>
public sealed record ExtractCase(ImmutableArray<CaseFile> Files) : IQuery<ExtractedCase>;

/// <summary>Documents and their findings, in document order.</summary>
public sealed record ExtractedCase(ImmutableArray<SourceDocument> Documents, ImmutableArray<Finding> Findings);

internal sealed class ExtractCaseHandler(IMediator mediator, IFindingExtractor extractor) : IQueryHandler<ExtractCase, ExtractedCase>
{
    public async ValueTask<ExtractedCase> Handle(ExtractCase query, CancellationToken cancellationToken)
    {
        var documents = await mediator.Send(new ReadCase(query.Files), cancellationToken).ConfigureAwait(false);
        return new(documents, [.. documents.SelectMany(d => extractor.Extract(d))]);
    }
}
