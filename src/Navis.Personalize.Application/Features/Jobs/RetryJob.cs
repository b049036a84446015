using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Jobs;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.Jobs;

/// <summary>Has a dead job done again, with as many attempts as a new one.</summary>
[Requires(Permission.ManageJobs)]
public sealed record RetryJob(Guid JobId) : ICommand<bool>, IGuarded;

internal sealed class RetryJobHandler(NavisDb db, TimeProvider clock) : ICommandHandler<RetryJob, bool>
{
    public async ValueTask<bool> Handle(RetryJob command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var again = await db.Jobs.Where(j => j.Id == command.JobId && j.State == JobState.Dead)
            .ExecuteUpdateAsync(s => s.SetProperty(j => j.State, JobState.Queued).SetProperty(j => j.Attempts, 0).SetProperty(j => j.NotBefore, now), cancellationToken).ConfigureAwait(false);
        return again == 1 ? true : throw new RefusedException(Refusal.NoSuchCase);
    }
}
