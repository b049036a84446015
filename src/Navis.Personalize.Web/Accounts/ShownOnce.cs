using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Navis.Personalize.Web.Accounts;

/// <summary>Carries a secret from a form to the page after it, in a sealed cookie that this page takes away: it is never in an address, a log or a history.</summary>
internal sealed class ShownOnce(IDataProtectionProvider protection, TimeProvider clock)
{
    private const string Cookie = "navis-once";
    private static readonly TimeSpan Lasting = TimeSpan.FromMinutes(2);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("navis/shown-once").ToTimeLimitedDataProtector();

    public void Put(HttpContext http, string secret) => http.Response.Cookies.Append(Cookie, protector.Protect(secret, clock.GetUtcNow() + Lasting), Options(http));

    /// <summary>The secret, or null when it was shown already.</summary>
    public string? Take(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { } kept)
        {
            return null;
        }

        http.Response.Cookies.Delete(Cookie, Options(http));
        try
        {
            return protector.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static CookieOptions Options(HttpContext http) => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, IsEssential = true };
}
