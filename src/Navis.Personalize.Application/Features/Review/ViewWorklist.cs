using System.Collections.Immutable;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.SignOff;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.Review;

/// <summary>The shared cases, the one where a mistake would do most harm and has waited longest first.</summary>
[Requires(Permission.ListWork)]
public sealed record ViewWorklist : IQuery<ImmutableArray<WorkEntry>>, IGuarded;

/// <summary>A case in the worklist.</summary>
public sealed record WorkEntry(Guid Id, string Title, ReadingState Reading, int OpenFacts, int Conflicts, int OpenReports, DateTimeOffset WaitingSince, bool ClaimedByMe, bool ClaimedByOther, Standing Standing, double Weight);

internal sealed class ViewWorklistHandler(NavisDb db, CaseBook book, CurrentActor actor, TimeProvider clock) : IQueryHandler<ViewWorklist, ImmutableArray<WorkEntry>>
{
    public async ValueTask<ImmutableArray<WorkEntry>> Handle(ViewWorklist query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var ids = await db.Cases.AsNoTracking().Where(c => c.SharedAt != null).OrderBy(c => c.SharedAt).Select(c => c.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
        var entries = new List<WorkEntry>(ids.Count);
        foreach (var id in ids)
        {
            entries.Add(Entry(await book.OpenAsync(id, cancellationToken).ConfigureAwait(false), now));
        }

        return [.. entries.OrderByDescending(e => e.Weight).ThenBy(e => e.WaitingSince)];
    }

    private WorkEntry Entry(OpenedCase opened, DateTimeOffset now)
    {
        var open = opened.Open;
        var conflicts = opened.Machine is null ? [] : Harm.InConflict(opened.Machine);
        var since = opened.SharedAt ?? opened.CreatedAt;
        var reports = opened.Reports.Count(r => r.AnsweredAt is null) + opened.Told.Count(t => t.Waits);
        var harm = open.Sum(f => Harm.Weight(f, conflicts.Contains(f.Id))) + (reports * 2) + (opened.Standing.Returned is null ? 0 : 3);
        return new(
            opened.Id, opened.Title, opened.Reading, open.Length, opened.Machine?.Conflicts.Length ?? 0, reports, since,
            opened.ClaimedBy == actor.Known.Id, opened.ClaimedBy is { } by && by != actor.Known.Id, opened.Standing,
            harm * (1 + (now - since).TotalDays));
    }
}
