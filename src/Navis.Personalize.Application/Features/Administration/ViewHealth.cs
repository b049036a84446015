using System.Collections.Immutable;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Jobs;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.Administration;

/// <summary>How the stores, the jobs and the clock are. Counts and times only.</summary>
[Requires(Permission.Administer)]
public sealed record ViewHealth : IQuery<HealthView>, IGuarded;

/// <summary>What was found.</summary>
/// <param name="Cases">Cases kept.</param>
/// <param name="Files">Records kept.</param>
/// <param name="Bytes">Their size as it was added, bytes.</param>
/// <param name="Jobs">Jobs by state: <c>queued running done dead</c>.</param>
/// <param name="OldestWaiting">Since when the oldest job waits, or null.</param>
/// <param name="KeyVersion">Version of the master key.</param>
/// <param name="KeysOfOlderVersion">Case keys that are still wrapped by an older one: a rotation that was cut off.</param>
/// <param name="NewestLine">Time of the newest line of the audit, or null.</param>
/// <param name="Now">What the clock says.</param>
public sealed record HealthView(
    int Cases, int Files, long Bytes, ImmutableSortedDictionary<string, int> Jobs, DateTimeOffset? OldestWaiting, int KeyVersion, int KeysOfOlderVersion, DateTimeOffset? NewestLine, DateTimeOffset Now)
{
    /// <summary>True when the clock stands before what it wrote itself: it was set back, and times of the audit can't be relied on.</summary>
    public bool ClockWentBack => NewestLine > Now.AddMinutes(1);
}

internal sealed class ViewHealthHandler(NavisDb db, MasterKey master, TimeProvider clock) : IQueryHandler<ViewHealth, HealthView>
{
    public async ValueTask<HealthView> Handle(ViewHealth query, CancellationToken cancellationToken)
    {
        var jobs = await db.Jobs.AsNoTracking().GroupBy(j => j.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken).ConfigureAwait(false);
        var waiting = await db.Jobs.AsNoTracking().Where(j => j.State == JobState.Queued).OrderBy(j => j.CreatedAt).Select(j => (DateTimeOffset?)j.CreatedAt).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        var newest = await db.Audit.AsNoTracking().OrderByDescending(a => a.Number).Select(a => (DateTimeOffset?)a.At).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return new(
            await db.Cases.CountAsync(cancellationToken).ConfigureAwait(false),
            await db.Files.CountAsync(cancellationToken).ConfigureAwait(false),
            await db.Files.SumAsync(f => f.Size, cancellationToken).ConfigureAwait(false),
            jobs.ToImmutableSortedDictionary(j => j.Key, j => j.Count, StringComparer.Ordinal),
            waiting,
            master.Current,
            await db.CaseKeys.CountAsync(k => k.KeyVersion != master.Current, cancellationToken).ConfigureAwait(false),
            newest,
            clock.GetUtcNow());
    }
}
