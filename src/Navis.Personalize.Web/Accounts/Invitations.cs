using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;

namespace Navis.Personalize.Web.Accounts;

/// <summary>Makes and redeems invitations; a code works once, for a week.</summary>
internal sealed class Invitations(AccountsDb db, TimeProvider clock)
{
    private static readonly TimeSpan Lasting = TimeSpan.FromDays(7);

    public async Task<string> MakeAsync(Role role, string name, string? email, CancellationToken cancellation)
    {
        var code = OneTimeCode.New();
        db.Invitations.Add(new() { CodeHash = OneTimeCode.HashOf(code), Role = role, Name = name, Email = email?.ToUpperInvariant(), ExpiresAt = clock.GetUtcNow().UtcDateTime + Lasting });
        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        return code;
    }

    public Task<Invitation?> FindAsync(string? code, CancellationToken cancellation)
    {
        var (hash, now) = (OneTimeCode.HashOf(code), clock.GetUtcNow().UtcDateTime);
        return db.Invitations.SingleOrDefaultAsync(i => i.CodeHash == hash && i.UsedAt == null && i.ExpiresAt > now, cancellation);
    }

    /// <summary>The one open invitation that names an e-mail, or null: none, or several.</summary>
    public async Task<Invitation?> FindForAsync(string email, CancellationToken cancellation)
    {
        var (upper, now) = (email.ToUpperInvariant(), clock.GetUtcNow().UtcDateTime);
        return await db.Invitations.Where(i => i.Email == upper && i.UsedAt == null && i.ExpiresAt > now).ToListAsync(cancellation).ConfigureAwait(false) is [var only] ? only : null;
    }

    /// <summary>Uses it up. False when somebody was faster.</summary>
    public async Task<bool> UseAsync(Invitation invitation, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return await db.Invitations.Where(i => i.CodeHash == invitation.CodeHash && i.UsedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(i => i.UsedAt, now), cancellation).ConfigureAwait(false) == 1;
    }
}
