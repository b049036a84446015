using System.Collections.Immutable;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.Audit;

/// <summary>Who has been at a case, for its patient: newest first. Tries that were refused are told too.</summary>
[Requires(Permission.ShareCase)]
public sealed record ListCaseAccess(Guid CaseId) : IQuery<ImmutableArray<AuditLine>>, ICaseMessage
{
    /// <summary>Older lines are with the administrator.</summary>
    public const int Most = 2000;
}

internal sealed class ListCaseAccessHandler(NavisDb db) : IQueryHandler<ListCaseAccess, ImmutableArray<AuditLine>>
{
    public async ValueTask<ImmutableArray<AuditLine>> Handle(ListCaseAccess query, CancellationToken cancellationToken)
    {
        var rows = await db.Audit.AsNoTracking().Where(a => a.CaseId == query.CaseId && a.Outcome != AuditOutcome.Invalid && a.Outcome != AuditOutcome.Failed)
            .OrderByDescending(a => a.Number).Take(ListCaseAccess.Most).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(AuditLine.Of)];
    }
}
