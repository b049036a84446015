using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Web.Accounts;

namespace Navis.Personalize.Web.Api;

/// <summary>Makes, finds, lists and revokes tokens.</summary>
internal sealed class ApiTokens(AccountsDb db, TimeProvider clock)
{
    /// <summary>Days that a token may last at the most.</summary>
    public const int MaximumDays = 365;

    /// <summary>Tokens in force that one person may have.</summary>
    public const int MaximumTokens = 20;

    /// <summary>Every secret begins so, which lets a scanner find one that was left lying in a file.</summary>
    public const string Prefix = "navis_";

    private const int SecretBytes = 32;
    private static readonly TimeSpan Coarseness = TimeSpan.FromMinutes(1);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Makes a token and gives its secret, which is shown this once.</summary>
    /// <exception cref="NotAcceptedException"><c>name</c>, <c>scope</c>, <c>days</c> or <c>too-many-tokens</c>.</exception>
    public async Task<(ApiToken Token, string Secret)> MakeAsync(string personId, string name, ApiScope scope, int days, CancellationToken cancellation)
    {
        if (name.Trim() is not { Length: > 0 and <= 80 } words)
        {
            throw new NotAcceptedException("name");
        }

        if (scope is ApiScope.None || (scope & ~(ApiScope.Read | ApiScope.Write | ApiScope.Review)) is not ApiScope.None)
        {
            throw new NotAcceptedException("scope");
        }

        if (days is < 1 or > MaximumDays)
        {
            throw new NotAcceptedException("days");
        }

        var now = Now;
        if (await db.ApiTokens.CountAsync(t => t.PersonId == personId && t.RevokedAt == null && t.ExpiresAt > now, cancellation).ConfigureAwait(false) >= MaximumTokens)
        {
            throw new NotAcceptedException("too-many-tokens");
        }

        var secret = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var token = new ApiToken { Id = Guid.NewGuid(), PersonId = personId, Name = words, Hash = HashOf(secret), Scope = scope, CreatedAt = now, ExpiresAt = now.AddDays(days) };
        db.ApiTokens.Add(token);
        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        return (token, secret);
    }

    /// <summary>The token of a secret while it is in force, else null. Notes that it was used.</summary>
    public async Task<ApiToken?> FindAsync(string secret, CancellationToken cancellation)
    {
        var (hash, now) = (HashOf(secret), Now);
        var token = await db.ApiTokens.AsNoTracking().SingleOrDefaultAsync(t => t.Hash == hash && t.RevokedAt == null && t.ExpiresAt > now, cancellation).ConfigureAwait(false);
        if (token is not null && !(token.LastUsedAt > now - Coarseness))
        {
            await db.ApiTokens.Where(t => t.Id == token.Id).ExecuteUpdateAsync(s => s.SetProperty(t => t.LastUsedAt, now), cancellation).ConfigureAwait(false);
        }

        return token;
    }

    /// <summary>A person's tokens, newest first.</summary>
    public Task<List<ApiToken>> OfAsync(string personId, CancellationToken cancellation) =>
        db.ApiTokens.AsNoTracking().Where(t => t.PersonId == personId).OrderByDescending(t => t.CreatedAt).ToListAsync(cancellation);

    /// <summary>Every token that is in force, for administrators.</summary>
    public Task<List<ApiToken>> InForceAsync(CancellationToken cancellation)
    {
        var now = Now;
        return db.ApiTokens.AsNoTracking().Where(t => t.RevokedAt == null && t.ExpiresAt > now).OrderByDescending(t => t.CreatedAt).ToListAsync(cancellation);
    }

    /// <summary>Ends a token of this person, or of anybody when null.</summary>
    public async Task RevokeAsync(Guid id, string? personId, CancellationToken cancellation)
    {
        var now = Now;
        if (await db.ApiTokens.Where(t => t.Id == id && (personId == null || t.PersonId == personId) && t.RevokedAt == null).ExecuteUpdateAsync(s => s.SetProperty(t => t.RevokedAt, now), cancellation).ConfigureAwait(false) == 0)
        {
            throw new RefusedException(Refusal.NoSuchCase);
        }
    }

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
