using System.Net;

namespace Navis.Personalize.Web.Tests;

public sealed class SignInLimitTests(StrictHost host) : IClassFixture<StrictHost>
{
    [Fact]
    public async Task Guessing_is_slowed_down()
    {
        using var browser = host.Open();
        for (var i = 0; i < 3; i++)
        {
            await browser.SignInAsync("somebody@example.org", "guess");
            Assert.Equal(HttpStatusCode.OK, browser.Status);
        }

        await browser.SignInAsync("somebody@example.org", "guess");
        Assert.Equal(HttpStatusCode.TooManyRequests, browser.Status);
        Assert.Contains("Please wait a minute", browser.Text, StringComparison.Ordinal);
    }
}
