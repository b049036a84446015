using System.Collections.Immutable;
using System.Text.Json;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.Administration;

/// <summary>Whom changes of the content have touched: the people by account, and each rule with a number. Which rule speaks to whom stays with them: it would tell their illness.</summary>
[Requires(Permission.Administer)]
public sealed record ListTouchedPeople : IQuery<ImmutableArray<TouchedPeople>>, IGuarded;

/// <summary>One change of the content, newest first.</summary>
public sealed record TouchedPeople(DateTimeOffset At, string From, string To, ImmutableArray<TouchedRule> Rules, ImmutableArray<TouchedPerson> People);

/// <summary>A rule and how many people it touched.</summary>
public sealed record TouchedRule(string Rule, string Kind, int People);

/// <summary>An account, and whether its person has put the notice away.</summary>
public sealed record TouchedPerson(string OwnerId, bool Seen);

internal sealed class ListTouchedPeopleHandler(NavisDb db, CaseVault vault) : IQueryHandler<ListTouchedPeople, ImmutableArray<TouchedPeople>>
{
    private const int MostNotices = 5000;

    public async ValueTask<ImmutableArray<TouchedPeople>> Handle(ListTouchedPeople query, CancellationToken cancellationToken)
    {
        var rows = await db.Notices.AsNoTracking().OrderByDescending(n => n.At).Take(MostNotices).Join(db.Cases, n => n.CaseId, c => c.Id, (n, c) => new { Notice = n, c.OwnerId }).ToListAsync(cancellationToken).ConfigureAwait(false);
        var changes = ImmutableArray.CreateBuilder<TouchedPeople>();
        foreach (var change in rows.GroupBy(r => (r.Notice.ContentFrom, r.Notice.ContentTo)).OrderByDescending(g => g.Max(r => r.Notice.At)))
        {
            var lines = new List<(string Rule, string Kind, string Owner)>();
            foreach (var row in change)
            {
                var seal = await vault.OpenAsync(row.Notice.CaseId, cancellationToken).ConfigureAwait(false);
                lines.AddRange(JsonSerializer.Deserialize<ImmutableArray<NoticeLine>>(seal.Open(Purpose.Notice(row.Notice.Id), row.Notice.Words)).Select(l => (l.Rule, l.Kind, row.OwnerId)));
            }

            changes.Add(new(
                change.Max(r => r.Notice.At), change.Key.ContentFrom, change.Key.ContentTo,
                [.. lines.GroupBy(l => (l.Rule, l.Kind)).OrderBy(g => g.Key.Rule, StringComparer.Ordinal).Select(g => new TouchedRule(g.Key.Rule, g.Key.Kind, g.Select(l => l.Owner).Distinct(StringComparer.Ordinal).Count()))],
                [.. change.GroupBy(r => r.OwnerId, StringComparer.Ordinal).Select(g => new TouchedPerson(g.Key, g.All(r => r.Notice.DismissedAt is not null)))]));
        }

        return changes.ToImmutable();
    }
}
