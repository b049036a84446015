using System.Collections.Immutable;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.StoredCases;

/// <summary>Who may act in the case now.</summary>
[Requires(Permission.ShareCase)]
public sealed record ListConsents(Guid CaseId) : IQuery<ImmutableArray<Consent>>, ICaseMessage;

/// <summary>A consent that lasts.</summary>
public sealed record Consent(string PersonId, DateTimeOffset GivenAt, DateTimeOffset? Until);

internal sealed class ListConsentsHandler(NavisDb db, TimeProvider clock) : IQueryHandler<ListConsents, ImmutableArray<Consent>>
{
    public async ValueTask<ImmutableArray<Consent>> Handle(ListConsents query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var rows = await db.Consents.AsNoTracking().Where(c => c.CaseId == query.CaseId && c.EndedAt == null && (c.Until == null || c.Until > now))
            .OrderBy(c => c.GivenAt).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(c => new Consent(c.PersonId, c.GivenAt, c.Until))];
    }
}
