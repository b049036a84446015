using System.Net;

namespace Navis.Personalize.Web.Tests;

public sealed class HealthTests(DemoHost host)
{
    [Theory]
    [InlineData("/health", "alive")]
    [InlineData("/ready", "ready")]
    public async Task The_program_says_how_it_is_over_plain_loopback(string path, string words)
    {
        using var browser = host.Open();
        using var answer = await browser.RawAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(words, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_second_program_can_not_take_the_same_data_folder() =>
        Assert.ThrowsAny<IOException>(() => new Application.Storage.DataFolder(host.Data).Hold().Dispose());
}
