using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Jobs;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.StoredCases;

/// <summary>How far the records of a case are read, without opening any: cheap enough to be asked every second.</summary>
[Requires(Permission.ViewCase)]
public sealed record ViewReading(Guid CaseId) : IQuery<ReadingState>, IAuditedOnce
{
    public string Subject => "reading";
}

internal sealed class ViewReadingHandler(NavisDb db, CaseBook book) : IQueryHandler<ViewReading, ReadingState>
{
    public async ValueTask<ReadingState> Handle(ViewReading query, CancellationToken cancellationToken)
    {
        var row = await book.RowAsync(query.CaseId, cancellationToken).ConfigureAwait(false);
        if (!await db.Files.AnyAsync(f => f.CaseId == query.CaseId, cancellationToken).ConfigureAwait(false))
        {
            return ReadingState.NoRecords;
        }

        if (await db.Readings.AnyAsync(r => r.CaseId == query.CaseId && r.RecordVersion == row.RecordVersion, cancellationToken).ConfigureAwait(false))
        {
            return ReadingState.Done;
        }

        return await db.Jobs.AnyAsync(j => j.CaseId == query.CaseId && j.RecordVersion == row.RecordVersion && j.State == JobState.Dead, cancellationToken).ConfigureAwait(false)
            ? ReadingState.Failed
            : ReadingState.Underway;
    }
}
