using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;

namespace Navis.Personalize.Web.Accounts;

/// <summary>Makes and redeems invitations; a code works once, for a week.</summary>
internal sealed class Invitations(AccountsDb db, TimeProvider clock)
{
    private static readonly TimeSpan Lasting = TimeSpan.FromDays(7);

    public async Task<string> MakeAsync(Role role, string name, CancellationToken cancellation)
    {
        var code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        db.Invitations.Add(new() { CodeHash = HashOf(code), Role = role, Name = name, ExpiresAt = clock.GetUtcNow().UtcDateTime + Lasting });
        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        return code;
    }

    public Task<Invitation?> FindAsync(string? code, CancellationToken cancellation)
    {
        var (hash, now) = (HashOf(code ?? ""), clock.GetUtcNow().UtcDateTime);
        return db.Invitations.SingleOrDefaultAsync(i => i.CodeHash == hash && i.UsedAt == null && i.ExpiresAt > now, cancellation);
    }

    /// <summary>Uses it up. False when somebody was faster.</summary>
    public async Task<bool> UseAsync(Invitation invitation, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return await db.Invitations.Where(i => i.CodeHash == invitation.CodeHash && i.UsedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(i => i.UsedAt, now), cancellation).ConfigureAwait(false) == 1;
    }

    private static string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
