using System.Security.Claims;
using Microsoft.EntityFrameworkCore;

namespace Navis.Personalize.Web.Accounts;

/// <summary>The signed-in browsers: 30 minutes without a request or 12 hours in all end a session, and so does the person, or an administrator.</summary>
internal sealed class Sessions(AccountsDb db, TimeProvider clock)
{
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private static readonly TimeSpan NoteSeen = TimeSpan.FromMinutes(1);
    private static readonly string[] Browsers = ["Edg", "OPR", "Firefox", "Chrome", "Safari"];
    private static readonly string[] Systems = ["Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"];

    private DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The session of a request, or null.</summary>
    public static Session? Of(HttpContext http) => http.Items[typeof(Session)] as Session;

    /// <summary>Says how the person is about to sign in, for the list of sessions.</summary>
    public static void By(HttpContext http, string how) => http.Items[typeof(Sessions)] = how;

    public async Task<Guid> StartAsync(HttpContext http, string personId)
    {
        var now = Now;
        var session = new Session
        {
            Id = Guid.NewGuid(),
            PersonId = personId,
            StartedAt = now,
            SeenAt = now,
            ProvenAt = now,
            How = http.Items[typeof(Sessions)] as string ?? "password",
            Device = DeviceOf(http.Request.Headers.UserAgent.ToString()),
        };

        // Whoever signs in sweeps out what has ended by itself.
        var (idle, oldest) = (now - Idle, now - Longest);
        await db.Sessions.Where(s => s.SeenAt < idle || s.StartedAt < oldest).ExecuteDeleteAsync(http.RequestAborted).ConfigureAwait(false);
        db.Sessions.Add(session);
        await db.SaveChangesAsync(http.RequestAborted).ConfigureAwait(false);
        return session.Id;
    }

    /// <summary>True while the session lasts; notes that it was seen.</summary>
    public async Task<bool> ContinueAsync(HttpContext http, Guid id, ClaimsPrincipal user)
    {
        var now = Now;
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, http.RequestAborted).ConfigureAwait(false);
        if (session is null || session.PersonId != user.FindFirstValue(ClaimTypes.NameIdentifier) || now - session.StartedAt > Longest || now - session.SeenAt > Idle)
        {
            return false;
        }

        if (now - session.SeenAt > NoteSeen)
        {
            await db.Sessions.Where(s => s.Id == id).ExecuteUpdateAsync(u => u.SetProperty(s => s.SeenAt, now), http.RequestAborted).ConfigureAwait(false);
        }

        http.Items[typeof(Session)] = session;
        return true;
    }

    /// <summary>The person has proved just now who they are.</summary>
    public async Task ProvenAsync(HttpContext http)
    {
        if (Of(http) is { } session)
        {
            session.ProvenAt = Now;
            await db.Sessions.Where(s => s.Id == session.Id).ExecuteUpdateAsync(u => u.SetProperty(s => s.ProvenAt, session.ProvenAt), http.RequestAborted).ConfigureAwait(false);
        }
    }

    /// <summary>True when the proof of a request's session is at most so old.</summary>
    public bool IsProven(HttpContext http, TimeSpan atMost) => Of(http) is { } session && Now - session.ProvenAt <= atMost;

    /// <summary>What a person has open, newest first.</summary>
    public Task<List<Session>> ListAsync(string personId, CancellationToken cancellation)
    {
        var (idle, oldest) = (Now - Idle, Now - Longest);
        return db.Sessions.AsNoTracking().Where(s => s.PersonId == personId && s.SeenAt >= idle && s.StartedAt >= oldest).OrderByDescending(s => s.StartedAt).ToListAsync(cancellation);
    }

    public Task EndAsync(string personId, Guid id, CancellationToken cancellation) => db.Sessions.Where(s => s.PersonId == personId && s.Id == id).ExecuteDeleteAsync(cancellation);

    /// <summary>Ends all but the one of this request.</summary>
    public Task EndOthersAsync(HttpContext http, string personId)
    {
        var own = Of(http)?.Id;
        return db.Sessions.Where(s => s.PersonId == personId && s.Id != own).ExecuteDeleteAsync(http.RequestAborted);
    }

    public Task EndAllAsync(string personId, CancellationToken cancellation) => db.Sessions.Where(s => s.PersonId == personId).ExecuteDeleteAsync(cancellation);

    private static string DeviceOf(string agent)
    {
        static string? First(string[] names, string agent) => names.FirstOrDefault(n => agent.Contains(n, StringComparison.Ordinal));
        var browser = First(Browsers, agent) switch { "Edg" => "Edge", "OPR" => "Opera", { } name => name, null => "a browser" };
        return First(Systems, agent) is { } system ? $"{browser}, {system}" : browser;
    }
}
