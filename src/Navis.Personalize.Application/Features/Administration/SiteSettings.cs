using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.Administration;

/// <summary>What a site has set, the newest value of each key; older ones stay, so that it can be told who changed what.</summary>
internal sealed class SiteSettings(NavisDb db, TimeProvider clock)
{
    public const string Emergency = "emergency";
    public const string Support = "support";
    public const string OutsideReader = "outside-reader";
    public const string Content = "content";

    public async Task<SettingRow?> FindAsync(string key, CancellationToken cancellation) =>
        await db.Settings.AsNoTracking().Where(s => s.Key == key).OrderByDescending(s => s.Number).FirstOrDefaultAsync(cancellation).ConfigureAwait(false);

    /// <summary>Whom to call in this region, as the administrator has set it.</summary>
    public async Task<Core.Answers.Site> SiteAsync(CancellationToken cancellation)
    {
        var emergency = await FindAsync(Emergency, cancellation).ConfigureAwait(false);
        var support = await FindAsync(Support, cancellation).ConfigureAwait(false);
        return new(emergency?.Value is { Length: > 0 } number ? number : null, support?.Value is { Length: > 0 } lines ? [.. lines.Split('\n')] : []);
    }

    /// <summary>Prepares a new value; whoever calls saves it.</summary>
    public async Task SetAsync(string key, string value, string actorId, CancellationToken cancellation)
    {
        var last = await FindAsync(key, cancellation).ConfigureAwait(false);
        if (last?.Value != value)
        {
            db.Settings.Add(new() { Key = key, Number = (last?.Number ?? 0) + 1, Value = value, ActorId = actorId, At = clock.GetUtcNow() });
        }
    }
}
