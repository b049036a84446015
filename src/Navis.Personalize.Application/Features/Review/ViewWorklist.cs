using System.Collections.Frozen;
using System.Collections.Immutable;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.SignOff;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Application.Storage;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Review;

namespace Navis.Personalize.Application.Features.Review;

/// <summary>The shared cases, the one where a mistake would do most harm and has waited longest first.</summary>
[Requires(Permission.ListWork)]
public sealed record ViewWorklist : IQuery<ImmutableArray<WorkEntry>>, IGuarded;

/// <summary>A case in the worklist. Doubtful are the facts that need a look one by one, open all that wait for a word. Urgency is harm times uncertainty times waiting time,
/// see <see cref="Worklist"/>; what a patient or a clinician said is wrong counts as not certain at all.</summary>
public sealed record WorkEntry(
    Guid Id, string Title, ReadingState Reading, int Doubtful, int OpenFacts, int Conflicts, int OpenReports, DateTimeOffset WaitingSince, bool ClaimedByMe, bool ClaimedByOther, TimeSpan TimeSpent, Standing Standing, double Urgency);

internal sealed class ViewWorklistHandler(NavisDb db, CaseBook book, CurrentActor actor, TimeProvider clock) : IQueryHandler<ViewWorklist, ImmutableArray<WorkEntry>>
{
    public async ValueTask<ImmutableArray<WorkEntry>> Handle(ViewWorklist query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var ids = await db.Cases.AsNoTracking().Where(c => c.SharedAt != null).OrderBy(c => c.SharedAt).Select(c => c.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
        var cases = new List<OpenedCase>(ids.Count);
        foreach (var id in ids)
        {
            cases.Add(await book.OpenAsync(id, cancellationToken).ConfigureAwait(false));
        }

        var corrections = Corrections.Of(cases.SelectMany(c => DecisionRules.InForce(c.Decisions)));
        return [.. cases.Select(c => Entry(c, now, corrections)).OrderByDescending(e => e.Urgency).ThenBy(e => e.WaitingSince)];
    }

    private WorkEntry Entry(OpenedCase opened, DateTimeOffset now, FrozenDictionary<string, FieldCorrections> corrections)
    {
        var open = opened.Open;
        var since = opened.SharedAt ?? opened.CreatedAt;
        var reports = opened.Reports.Count(r => r.AnsweredAt is null) + opened.Told.Count(t => t.Waits);
        var urgency = Worklist.Urgency(new(opened.Id.ToString(), since, Needs(opened, open, reports)), now, corrections);
        return new(
            opened.Id, opened.Title, opened.Reading, opened.Doubtful.Length, open.Length, opened.Machine?.Conflicts.Length ?? 0, reports, since,
            opened.ClaimedBy == actor.Known.Id, opened.ClaimedBy is { } by && by != actor.Known.Id, opened.TimeSpent, opened.Standing, urgency);
    }

    // What the profile says that a person must look at and nobody has; what waits beside it with the little doubt of its own; and what people said is wrong.
    private static ImmutableArray<ReviewNeed> Needs(OpenedCase opened, ImmutableArray<Fact> open, int reports)
    {
        if (opened.Machine is null)
        {
            return [];
        }

        var waiting = open.Select(f => f.Id).ToFrozenSet(StringComparer.Ordinal);
        var needs = opened.Machine.Needs.Where(n => n.Facts.Any(waiting.Contains)).ToList();
        var named = needs.SelectMany(n => n.Facts).ToFrozenSet(StringComparer.Ordinal);
        needs.AddRange(open.Where(f => !named.Contains(f.Id)).Select(f => new ReviewNeed(Corrections.FieldOf(f), ReviewReason.Uncertain, Harm.Of(f.Kind), Math.Max(0.001, 1 - f.Certainty), [f.Id])));
        needs.AddRange(Enumerable.Repeat(new ReviewNeed("report", ReviewReason.Conflicting, 5, 1, []), reports + (opened.Standing.Returned is null ? 0 : 1)));
        return [.. needs];
    }
}
