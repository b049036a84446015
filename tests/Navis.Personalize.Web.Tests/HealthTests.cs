using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Navis.Personalize.Web.Tests;

public sealed class HealthTests(WebApplicationFactory<Program> factory) : IClassFixture<WebApplicationFactory<Program>>
{
    [Fact]
    public async Task Health_answers_while_the_process_is_alive()
    {
        using var client = factory.CreateClient();
        using var answer = await client.GetAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Nothing_else_is_served_yet()
    {
        using var client = factory.CreateClient();
        using var answer = await client.GetAsync(new Uri("/cases", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
