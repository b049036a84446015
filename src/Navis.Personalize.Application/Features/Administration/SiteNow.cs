using Microsoft.Extensions.DependencyInjection;

namespace Navis.Personalize.Application.Features.Administration;

/// <summary>What the site has set, for pages and readers that stand outside of a use case. Asked again after half a minute, so that several machines agree soon.</summary>
public sealed class SiteNow(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(30);

    private volatile Known? known;

    /// <summary>Whom to call.</summary>
    public async Task<Core.Answers.Site> SiteAsync(CancellationToken cancellation) => (await AskAsync(cancellation).ConfigureAwait(false)).Site;

    /// <summary>Whether the administrator lets pages be read outside.</summary>
    public async Task<bool> MayReadOutsideAsync(CancellationToken cancellation) => (await AskAsync(cancellation).ConfigureAwait(false)).Outside;

    /// <summary>The same, for a reader that can't wait otherwise; on a thread of a job.</summary>
    public bool MayReadOutside() => Task.Run(() => MayReadOutsideAsync(CancellationToken.None)).GetAwaiter().GetResult();

    /// <summary>Something was changed here.</summary>
    public void Forget() => known = null;

    private async Task<Known> AskAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (known is { } kept && now - kept.At < Lasting)
        {
            return kept;
        }

        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var settings = scope.ServiceProvider.GetRequiredService<SiteSettings>();
            var outside = await settings.FindAsync(SiteSettings.OutsideReader, cancellation).ConfigureAwait(false);
            return known = new(await settings.SiteAsync(cancellation).ConfigureAwait(false), outside is { Value: "on" }, now);
        }
    }

    private sealed record Known(Core.Answers.Site Site, bool Outside, DateTimeOffset At);
}
