using System.Globalization;
using System.Security.Cryptography;

namespace Navis.Personalize.Web.Tests;

public sealed class SecondStepTests(EmptyHost host) : IClassFixture<EmptyHost>
{
    [Fact]
    public async Task With_a_second_step_the_password_alone_is_not_enough()
    {
        using var browser = host.Open();
        await browser.GoAsync("/sign-up");
        await browser.SubmitAsync("/sign-up", ("role", "patient"), ("name", "Toto"), ("email", "toto@example.org"), ("password", "a long enough phrase"), ("back", "/sign-up"));
        await browser.GoAsync("/account");
        await browser.SubmitAsync("/account/second-step/start", ("back", "/account"));
        var key = browser.Find("class=\"key\">([A-Z2-7 ]+)<");
        await browser.SubmitAsync("/account/second-step", ("code", "000000"), ("back", "/account"));
        Assert.Contains("That code is not right", browser.Text, StringComparison.Ordinal);
        await browser.SubmitAsync("/account/second-step", ("code", CodeOf(key)), ("back", "/account"));
        Assert.Contains("On: after your password", browser.Text, StringComparison.Ordinal);

        using var later = host.Open();
        await later.SignInAsync("toto@example.org", "a long enough phrase");
        Assert.Equal("/sign-in/code", later.Path);
        await later.GoAsync("/cases");
        Assert.StartsWith("/sign-in", later.Path, StringComparison.Ordinal);
        await later.GoAsync("/sign-in/code");
        await later.SubmitAsync("/sign-in/code", ("code", CodeOf(key)), ("back", "/sign-in/code"));
        Assert.Equal("/cases", later.Path);
    }

    // RFC 6238 with the defaults of authenticator apps: SHA-1, 30 seconds, six digits.
    private static string CodeOf(string key)
    {
        var bits = string.Concat(key.Where(c => c != ' ').Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var secret = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var counter = BitConverter.GetBytes(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30).Reverse().ToArray();
#pragma warning disable CA5350 // The standard asks for it.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var at = hash[^1] & 0xF;
        var code = ((hash[at] & 0x7F) << 24 | hash[at + 1] << 16 | hash[at + 2] << 8 | hash[at + 3]) % 1_000_000;
        return code.ToString("000000", CultureInfo.InvariantCulture);
    }
}
