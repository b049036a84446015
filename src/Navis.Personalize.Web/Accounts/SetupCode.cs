using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Navis.Personalize.Web.Accounts;

/// <summary>Whoever can read the program's messages makes the first administrator, and nobody else.</summary>
internal sealed class SetupCode
{
    public string Value { get; } = RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 12);

    public bool Matches(string? code) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Value), Encoding.UTF8.GetBytes(code?.Trim() ?? ""));

    /// <summary>True while nobody has an account.</summary>
    public static async Task<bool> NeededAsync(IServiceProvider services)
    {
        var scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            return !await scope.ServiceProvider.GetRequiredService<AccountsDb>().Users.AnyAsync().ConfigureAwait(false);
        }
    }
}
