using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Application.Features.StoredCases;

/// <summary>One file as it was added.</summary>
[Requires(Permission.ViewCase)]
public sealed record DownloadRecord(Guid CaseId, Guid FileId) : IQuery<SourceFile>, ICaseMessage;

internal sealed class DownloadRecordHandler(CaseBook book) : IQueryHandler<DownloadRecord, SourceFile>
{
    public async ValueTask<SourceFile> Handle(DownloadRecord query, CancellationToken cancellationToken) =>
        await book.FileAsync(query.CaseId, query.FileId, cancellationToken).ConfigureAwait(false) ?? throw new RefusedException(Refusal.NoSuchCase);
}
