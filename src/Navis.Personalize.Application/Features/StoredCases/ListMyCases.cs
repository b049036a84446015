using System.Collections.Immutable;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.StoredCases;

/// <summary>The cases that a patient owns, or that a caregiver may act in now. The team has its worklist.</summary>
[Requires(Permission.AddRecords)]
public sealed record ListMyCases : IQuery<ImmutableArray<CaseEntry>>, IGuarded;

/// <summary>A case in a list.</summary>
public sealed record CaseEntry(Guid Id, string Title, int Records, DateTimeOffset CreatedAt);

internal sealed class ListMyCasesHandler(NavisDb db, CaseVault vault, CurrentActor actor, TimeProvider clock) : IQueryHandler<ListMyCases, ImmutableArray<CaseEntry>>
{
    public async ValueTask<ImmutableArray<CaseEntry>> Handle(ListMyCases query, CancellationToken cancellationToken)
    {
        var who = actor.Known;
        var consents = CaseAccess.Consents(db, clock, who).Select(c => c.CaseId);
        var mine = who.Role is Role.Patient ? db.Cases.Where(c => c.OwnerId == who.Id) : db.Cases.Where(c => consents.Contains(c.Id));
        var rows = await mine.AsNoTracking().OrderBy(c => c.CreatedAt)
            .Select(c => new { c.Id, c.Title, c.CreatedAt, Records = db.Files.Count(f => f.CaseId == c.Id) }).ToListAsync(cancellationToken).ConfigureAwait(false);
        var entries = ImmutableArray.CreateBuilder<CaseEntry>(rows.Count);
        foreach (var row in rows)
        {
            var seal = await vault.OpenAsync(row.Id, cancellationToken).ConfigureAwait(false);
            entries.Add(new(row.Id, seal.OpenWords(Purpose.Title, row.Title), row.Records, row.CreatedAt));
        }

        return entries.MoveToImmutable();
    }
}
