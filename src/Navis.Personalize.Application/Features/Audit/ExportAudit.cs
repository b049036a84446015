using System.Collections.Immutable;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.Audit;

/// <summary>The lines of the audit that a filter lets through, oldest first, to be taken along. A line of its own says that they were.</summary>
[Requires(Permission.ReadAudit)]
public sealed record ExportAudit(AuditFilter Filter) : IQuery<ImmutableArray<AuditLine>>, IGuarded
{
    /// <summary>More are not given at once: a narrower filter gives them in parts.</summary>
    public const int Most = 200_000;
}

internal sealed class ExportAuditHandler(NavisDb db) : IQueryHandler<ExportAudit, ImmutableArray<AuditLine>>
{
    public async ValueTask<ImmutableArray<AuditLine>> Handle(ExportAudit query, CancellationToken cancellationToken)
    {
        var rows = await query.Filter.Of(db.Audit.AsNoTracking()).OrderBy(a => a.Number).Take(ExportAudit.Most + 1).ToListAsync(cancellationToken).ConfigureAwait(false);
        return rows.Count <= ExportAudit.Most ? [.. rows.Select(AuditLine.Of)] : throw new NotAcceptedException("too-many-lines");
    }
}
