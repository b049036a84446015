using System.Collections.Immutable;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.Audit;

/// <summary>Which lines of the audit are meant; null: all.</summary>
/// <param name="About">A case.</param>
/// <param name="Person">Id of a person: what they did, and what was done to their account.</param>
/// <param name="Action">Name of an action (<c>ViewCase</c>).</param>
/// <param name="From">First moment.</param>
/// <param name="Until">First moment after it.</param>
public sealed record AuditFilter(Guid? About = null, string? Person = null, string? Action = null, DateTimeOffset? From = null, DateTimeOffset? Until = null)
{
    internal IQueryable<AuditRow> Of(IQueryable<AuditRow> lines)
    {
        var about = Person is null ? null : AuditOutcome.DoneTo(Person);
        return lines.Where(a => (About == null || a.CaseId == About) && (Person == null || a.ActorId == Person || a.Outcome == about) && (Action == null || a.Action == Action)
            && (From == null || a.At >= From) && (Until == null || a.At < Until));
    }
}

/// <summary>The audit, newest first, by page; all of it, what concerns one case, or what a filter lets through.</summary>
[Requires(Permission.ReadAudit)]
public sealed record SearchAudit(int Page, Guid? About = null) : IQuery<AuditPage>, IGuarded, IChecked
{
    public const int PageSize = 100;

    /// <summary>More than the case that is asked for.</summary>
    public AuditFilter Filter { get; init; } = new();

    public string? Problem() => Page is < 1 or > 1_000_000 ? "page" : null;
}

/// <summary>One page of the audit.</summary>
/// <param name="Lines">Its lines.</param>
/// <param name="Total">Lines in all that the filter lets through.</param>
/// <param name="Actions">Every action that the audit knows, by name.</param>
public sealed record AuditPage(ImmutableArray<AuditLine> Lines, long Total, ImmutableArray<string> Actions);

/// <summary>One line: who did what, to which case, and what became of it.</summary>
public sealed record AuditLine(long Number, DateTimeOffset At, string ActorId, string Role, string Action, Guid? CaseId, string Outcome)
{
    internal static AuditLine Of(AuditRow row) => new(row.Number, row.At, row.ActorId, row.Role, row.Action, row.CaseId, row.Outcome);
}

internal sealed class SearchAuditHandler(NavisDb db) : IQueryHandler<SearchAudit, AuditPage>
{
    public async ValueTask<AuditPage> Handle(SearchAudit query, CancellationToken cancellationToken)
    {
        var all = (query.Filter with { About = query.About ?? query.Filter.About }).Of(db.Audit.AsNoTracking());
        var rows = await all.OrderByDescending(a => a.Number).Skip((query.Page - 1) * SearchAudit.PageSize).Take(SearchAudit.PageSize).ToListAsync(cancellationToken).ConfigureAwait(false);
        var actions = await db.Audit.AsNoTracking().Select(a => a.Action).Distinct().OrderBy(a => a).ToListAsync(cancellationToken).ConfigureAwait(false);
        return new([.. rows.Select(AuditLine.Of)], await all.LongCountAsync(cancellationToken).ConfigureAwait(false), [.. actions]);
    }
}
