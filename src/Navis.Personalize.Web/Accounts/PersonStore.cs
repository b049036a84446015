using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Navis.Personalize.Web.Accounts;

/// <summary>Accounts as Identity keeps them, but for two secrets: recovery codes are kept as hashes only, and the key of the authenticator app is sealed.</summary>
internal sealed class PersonStore(AccountsDb db, IDataProtectionProvider protection) : UserOnlyStore<Person, AccountsDb>(db)
{
    private readonly IDataProtector protector = protection.CreateProtector("navis/authenticator-key");

    public override Task ReplaceCodesAsync(Person user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(HashOf), cancellationToken);

    public override Task<bool> RedeemCodeAsync(Person user, string code, CancellationToken cancellationToken) =>
        base.RedeemCodeAsync(user, HashOf(code), cancellationToken);

    public override Task SetAuthenticatorKeyAsync(Person user, string key, CancellationToken cancellationToken) =>
        base.SetAuthenticatorKeyAsync(user, protector.Protect(key), cancellationToken);

    /// <summary>The key, or null where there is none or the keys of this site can't open it: then the person sets up the app anew.</summary>
    public override async Task<string?> GetAuthenticatorKeyAsync(Person user, CancellationToken cancellationToken)
    {
        var kept = await base.GetAuthenticatorKeyAsync(user, cancellationToken).ConfigureAwait(false);
        try
        {
            return string.IsNullOrEmpty(kept) ? null : protector.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // A code is 80 random bits: a plain hash can't be searched through.
    private static string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(RecoveryCode.Plain(code))));
}

/// <summary>The code of a recovery sheet: four groups of four letters and digits that are not mistaken for each other.</summary>
internal static class RecoveryCode
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public static string New() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));

    /// <summary>As it is compared: without spaces and dashes, upper case.</summary>
    public static string Plain(string code) => string.Concat(code.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}

/// <summary>Makes longer recovery codes than Identity's own.</summary>
internal sealed class PersonManager(
    IUserStore<Person> store, IOptions<IdentityOptions> options, IPasswordHasher<Person> hasher, IEnumerable<IUserValidator<Person>> userChecks, IEnumerable<IPasswordValidator<Person>> passwordChecks,
    ILookupNormalizer normalizer, IdentityErrorDescriber errors, IServiceProvider services, ILogger<UserManager<Person>> log)
    : UserManager<Person>(store, options, hasher, userChecks, passwordChecks, normalizer, errors, services, log)
{
    protected override string CreateTwoFactorRecoveryCode() => RecoveryCode.New();
}
