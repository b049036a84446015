using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.Review;

/// <summary>A member of the team has the case before them. The time since the last such word is kept as theirs, unless it is so long that they must have been away.</summary>
/// <returns>Seconds that all have spent with the case.</returns>
[Requires(Permission.ListWork)]
public sealed record SpendTime(Guid CaseId) : ICommand<int>, IAuditedOnce
{
    /// <summary>Longer than this without a word, and the person was away.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    public string Subject => "";
}

internal sealed class SpendTimeHandler(NavisDb db, CurrentActor actor, TimeProvider clock) : ICommandHandler<SpendTime, int>
{
    public async ValueTask<int> Handle(SpendTime command, CancellationToken cancellationToken)
    {
        var (who, now) = (actor.Known.Id, clock.GetUtcNow());
        var rows = await db.WorkTimes.Where(t => t.CaseId == command.CaseId).ToListAsync(cancellationToken).ConfigureAwait(false);
        var mine = rows.Find(t => t.PersonId == who);
        if (mine is null)
        {
            mine = new() { CaseId = command.CaseId, PersonId = who };
            db.WorkTimes.Add(mine);
            rows.Add(mine);
        }
        else if (now - mine.LastSeen is var gap && gap > TimeSpan.Zero && gap <= SpendTime.Longest)
        {
            mine.Milliseconds += (long)gap.TotalMilliseconds;
        }

        mine.LastSeen = now;
        return (int)(rows.Sum(t => t.Milliseconds) / 1000);
    }
}
