using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Jobs;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.StoredCases;

/// <summary>Takes one file out of a case; what it said is gone from profile and answer, and a signature under them expires.</summary>
[Requires(Permission.AddRecords)]
public sealed record RemoveRecord(Guid CaseId, Guid FileId) : ICommand<bool>, ICaseMessage;

internal sealed class RemoveRecordHandler(NavisDb db, CaseBook book, CaseCache cache, PictureCache pictures, TimeProvider clock) : ICommandHandler<RemoveRecord, bool>
{
    public async ValueTask<bool> Handle(RemoveRecord command, CancellationToken cancellationToken)
    {
        var row = await book.RowAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        if (await db.Files.Where(f => f.CaseId == command.CaseId && f.Id == command.FileId).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false) == 0)
        {
            throw new RefusedException(Refusal.NoSuchCase);
        }

        // The reading holds the file's text: it goes at once, not when the next one is made.
        await db.Readings.Where(r => r.CaseId == command.CaseId).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        row.RecordVersion++;
        db.Jobs.Add(ReadingJobs.New(row.Id, row.RecordVersion, clock.GetUtcNow()));
        cache.Forget(row.Id);
        pictures.Forget(row.Id);
        return true;
    }
}
