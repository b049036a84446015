using System.Collections.Immutable;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.Audit;

/// <summary>The audit, newest first, by page; all of it, or what concerns one case.</summary>
[Requires(Permission.ReadAudit)]
public sealed record SearchAudit(int Page, Guid? About = null) : IQuery<AuditPage>, IGuarded, IChecked
{
    public const int PageSize = 100;

    public string? Problem() => Page is < 1 or > 1_000_000 ? "page" : null;
}

/// <summary>One page of the audit.</summary>
public sealed record AuditPage(ImmutableArray<AuditLine> Lines, long Total);

/// <summary>One line: who did what, to which case, and what became of it.</summary>
public sealed record AuditLine(long Number, DateTimeOffset At, string ActorId, string Role, string Action, Guid? CaseId, string Outcome);

internal sealed class SearchAuditHandler(NavisDb db) : IQueryHandler<SearchAudit, AuditPage>
{
    public async ValueTask<AuditPage> Handle(SearchAudit query, CancellationToken cancellationToken)
    {
        var all = db.Audit.AsNoTracking().Where(a => query.About == null || a.CaseId == query.About);
        var rows = await all.OrderByDescending(a => a.Number).Skip((query.Page - 1) * SearchAudit.PageSize).Take(SearchAudit.PageSize).ToListAsync(cancellationToken).ConfigureAwait(false);
        return new([.. rows.Select(a => new AuditLine(a.Number, a.At, a.ActorId, a.Role, a.Action, a.CaseId, a.Outcome))], await all.LongCountAsync(cancellationToken).ConfigureAwait(false));
    }
}
