using System.Globalization;
using System.Security.Cryptography;

namespace Navis.Personalize.Web.Tests;

/// <summary>The app on a person's phone.</summary>
internal static class Authenticator
{
    /// <summary>The code of now, or of so many half minutes later. RFC 6238 with the defaults of authenticator apps: SHA-1, 30 seconds, six digits.</summary>
    public static string CodeOf(string key, int later = 0)
    {
        var bits = string.Concat(key.Where(c => c != ' ').Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var secret = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var counter = BitConverter.GetBytes(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30 + later).Reverse().ToArray();
#pragma warning disable CA5350 // The standard asks for it.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var at = hash[^1] & 0xF;
        var code = ((hash[at] & 0x7F) << 24 | hash[at + 1] << 16 | hash[at + 2] << 8 | hash[at + 3]) % 1_000_000;
        return code.ToString("000000", CultureInfo.InvariantCulture);
    }

    /// <summary>Turns the second step on for whoever is signed in, and gives the key of the app and the recovery codes.</summary>
    public static async Task<(string Key, string[] Codes)> TurnOnAsync(Browser browser)
    {
        await browser.GoAsync("/account");
        await browser.SubmitAsync("/account/second-step/start", ("back", "/account"));
        var key = browser.Find("class=\"key\">([A-Z2-7 ]+)<");
        await browser.SubmitAsync("/account/second-step", ("code", CodeOf(key)), ("back", "/account"));
        return (key, browser.Html.Split("<li><code>")[1..].Select(p => p.Split('<')[0]).ToArray());
    }
}
