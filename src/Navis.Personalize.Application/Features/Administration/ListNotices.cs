using System.Collections.Immutable;
using System.Text.Json;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.Administration;

/// <summary>What changed in the statements of a case since they were told, until it is put away. Oldest first.</summary>
[Requires(Permission.ViewCase)]
public sealed record ListNotices(Guid CaseId) : IQuery<ImmutableArray<Notice>>, ICaseMessage;

/// <summary>One change of the content, as it touches one case.</summary>
public sealed record Notice(Guid Id, DateTimeOffset At, ImmutableArray<NoticeLine> Lines);

/// <summary>A statement that was told, and what became of it.</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="Kind"><c>withdrawn</c> or <c>changed</c>.</param>
/// <param name="Text">The words as they were told.</param>
public sealed record NoticeLine(string Rule, string Kind, string Text)
{
    public const string Withdrawn = "withdrawn";
    public const string Changed = "changed";
}

internal sealed class ListNoticesHandler(NavisDb db, CaseVault vault) : IQueryHandler<ListNotices, ImmutableArray<Notice>>
{
    public async ValueTask<ImmutableArray<Notice>> Handle(ListNotices query, CancellationToken cancellationToken)
    {
        var rows = await db.Notices.AsNoTracking().Where(n => n.CaseId == query.CaseId && n.DismissedAt == null).OrderBy(n => n.At).ToListAsync(cancellationToken).ConfigureAwait(false);
        if (rows.Count == 0)
        {
            return [];
        }

        var seal = await vault.OpenAsync(query.CaseId, cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(r => new Notice(r.Id, r.At, JsonSerializer.Deserialize<ImmutableArray<NoticeLine>>(seal.Open(Purpose.Notice(r.Id), r.Words))))];
    }
}
