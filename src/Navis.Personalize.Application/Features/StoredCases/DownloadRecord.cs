using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Storage;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Application.Features.StoredCases;

/// <summary>One file as it was added.</summary>
[Requires(Permission.ViewCase)]
public sealed record DownloadRecord(Guid CaseId, Guid FileId) : IQuery<SourceFile>, ICaseMessage;

internal sealed class DownloadRecordHandler(NavisDb db, CaseVault vault) : IQueryHandler<DownloadRecord, SourceFile>
{
    public async ValueTask<SourceFile> Handle(DownloadRecord query, CancellationToken cancellationToken)
    {
        var row = await db.Files.AsNoTracking().SingleOrDefaultAsync(f => f.CaseId == query.CaseId && f.Id == query.FileId, cancellationToken).ConfigureAwait(false)
            ?? throw new RefusedException(Refusal.NoSuchCase);
        var seal = await vault.OpenAsync(query.CaseId, cancellationToken).ConfigureAwait(false);
        return new(seal.OpenWords(Purpose.FileName(row.Id), row.Name), seal.Open(Purpose.FileContent(row.Id), row.Content));
    }
}
