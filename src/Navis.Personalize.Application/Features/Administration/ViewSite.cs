using System.Collections.Immutable;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.Administration;

/// <summary>What the site has set, with the last changes.</summary>
[Requires(Permission.Administer)]
public sealed record ViewSite : IQuery<SiteView>, IGuarded;

/// <summary>Whom to call, whether pages may be read outside, and who changed what, newest first.</summary>
public sealed record SiteView(Core.Answers.Site Site, bool OutsideReader, ImmutableArray<SiteChange> Changes);

/// <summary>One change: <c>emergency</c>, <c>support</c>, <c>outside-reader</c> or <c>content</c>.</summary>
public sealed record SiteChange(string What, string Value, string ActorId, DateTimeOffset At);

internal sealed class ViewSiteHandler(NavisDb db, SiteSettings settings) : IQueryHandler<ViewSite, SiteView>
{
    private const int Shown = 20;

    public async ValueTask<SiteView> Handle(ViewSite query, CancellationToken cancellationToken)
    {
        var changes = await db.Settings.AsNoTracking().OrderByDescending(s => s.At).Take(Shown).ToListAsync(cancellationToken).ConfigureAwait(false);
        return new(
            await settings.SiteAsync(cancellationToken).ConfigureAwait(false),
            await settings.FindAsync(SiteSettings.OutsideReader, cancellationToken).ConfigureAwait(false) is { Value: "on" },
            [.. changes.Select(c => new SiteChange(c.Key, c.Value, c.ActorId, c.At))]);
    }
}
