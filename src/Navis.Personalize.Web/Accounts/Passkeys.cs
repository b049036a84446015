using System.Net;
using Microsoft.AspNetCore.Identity;

namespace Navis.Personalize.Web.Accounts;

/// <summary>Passkeys, as Identity checks them. What comes from a browser may be anything: it fails, it never throws.</summary>
internal static class Passkeys
{
    public const int Most = 10;
    public const int LongestName = 40;

    /// <summary>Passkeys belong to the name of a site, so an address of numbers can have none.</summary>
    public static bool CanBeUsedAt(HttpRequest request) => !IPAddress.TryParse(request.Host.Host.Trim('[', ']'), out _);

    /// <summary>True when the browser made the answer for this very site. Our forms name no origin (no referrer), so it is compared with the host that was asked for; a browser uses passkeys over HTTPS or on the machine itself only.</summary>
    public static bool IsOwn(string? origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && (from.Scheme == Uri.UriSchemeHttps || (from.Scheme == Uri.UriSchemeHttp && from.IsLoopback))
        && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);

    /// <summary>The result for a new passkey, or null when there was no question or the question is too old.</summary>
    public static async Task<PasskeyAttestationResult?> AttestAsync(SignInManager<Person> signIn, string credential)
    {
        try
        {
            return credential.Length == 0 ? null : await signIn.PerformPasskeyAttestationAsync(credential).ConfigureAwait(false);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The result for a passkey that is shown, or null when there was no question or the question is too old.</summary>
    public static async Task<PasskeyAssertionResult<Person>?> AssertAsync(SignInManager<Person> signIn, string credential)
    {
        try
        {
            return credential.Length == 0 ? null : await signIn.PerformPasskeyAssertionAsync(credential).ConfigureAwait(false);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static string IdOf(UserPasskeyInfo passkey) => Convert.ToHexStringLower(passkey.CredentialId);
}
