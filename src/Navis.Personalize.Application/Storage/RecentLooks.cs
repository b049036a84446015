using Navis.Personalize.Application.Access;

namespace Navis.Personalize.Application.Storage;

/// <summary>Who looked at what a short time ago. Forgets when full: then the audit has a line more, never one less.</summary>
internal sealed class RecentLooks(TimeProvider clock)
{
    private const int Size = 10_000;
    private static readonly TimeSpan Lasting = TimeSpan.FromMinutes(30);

    private readonly Lock gate = new();
    private readonly Dictionary<(string Actor, Type Message, Guid CaseId, string Subject), DateTimeOffset> looks = [];

    /// <summary>True when this look is to be written down.</summary>
    public bool IsNew(Actor actor, IAuditedOnce message)
    {
        var now = clock.GetUtcNow();
        var key = (actor.Id, message.GetType(), message.CaseId, message.Subject);
        lock (gate)
        {
            if (looks.TryGetValue(key, out var at) && at > now - Lasting)
            {
                return false;
            }

            if (looks.Count >= Size)
            {
                looks.Clear();
            }

            looks[key] = now;
            return true;
        }
    }
}
