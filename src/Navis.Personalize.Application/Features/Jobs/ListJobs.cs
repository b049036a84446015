using System.Collections.Immutable;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Jobs;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.Jobs;

/// <summary>How the reading of records goes on, and what no program could read: a person must look.</summary>
[Requires(Permission.ManageJobs)]
public sealed record ListJobs : IQuery<JobsView>, IGuarded
{
    /// <summary>So many of the dead are shown, the oldest first.</summary>
    public const int Shown = 200;
}

/// <summary>Counts, and the dead jobs whose records are still in their case.</summary>
public sealed record JobsView(int Waiting, int Running, ImmutableArray<DeadJob> Dead);

/// <summary>A job that was given up. Of the case only its id is told.</summary>
/// <param name="Id">The job.</param>
/// <param name="CaseId">Whose records.</param>
/// <param name="CreatedAt">When the records came.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Problem">The kind of the last failure; never words of a record.</param>
public sealed record DeadJob(Guid Id, Guid CaseId, DateTimeOffset CreatedAt, int Attempts, string Problem);

internal sealed class ListJobsHandler(NavisDb db) : IQueryHandler<ListJobs, JobsView>
{
    public async ValueTask<JobsView> Handle(ListJobs query, CancellationToken cancellationToken)
    {
        var dead = await db.Jobs.AsNoTracking()
            .Where(j => j.State == JobState.Dead && db.Cases.Any(c => c.Id == j.CaseId && c.RecordVersion == j.RecordVersion))
            .Where(j => !db.Jobs.Any(later => later.CaseId == j.CaseId && later.RecordVersion == j.RecordVersion && later.CreatedAt > j.CreatedAt && later.State != JobState.Dead))
            .OrderBy(j => j.CreatedAt).Take(ListJobs.Shown).ToListAsync(cancellationToken).ConfigureAwait(false);
        return new(
            await db.Jobs.CountAsync(j => j.State == JobState.Queued, cancellationToken).ConfigureAwait(false),
            await db.Jobs.CountAsync(j => j.State == JobState.Running, cancellationToken).ConfigureAwait(false),
            [.. dead.Select(j => new DeadJob(j.Id, j.CaseId, j.CreatedAt, j.Attempts, j.Problem ?? ""))]);
    }
}
