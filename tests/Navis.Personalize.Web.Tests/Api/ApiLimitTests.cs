using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Navis.Personalize.Web.Api;

namespace Navis.Personalize.Web.Tests.Api;

/// <summary>Where machines may ask little.</summary>
public sealed class SlowHost() : WebHost(demo: true)
{
    protected override void Change(WebApplicationBuilder builder) =>
        builder.Services.Configure<ApiLimit>(l => (l.ReadsPerMinute, l.WritesPerMinute, l.UploadsPerMinute, l.StrangersPerMinute) = (4, 2, 1, 3));
}

public sealed class ApiLimitTests(SlowHost host) : IClassFixture<SlowHost>
{
    [Fact]
    public async Task Reading_changing_and_uploading_are_counted_apart_and_by_person()
    {
        using var first = await ApiClient.OfAsync(host, "sam", "read", "write");
        using var second = await ApiClient.OfAsync(host, "sam", "read", "write");
        await first.PostAsync("/api/v1/cases", new { title = "Limits" });
        var id = first.Json.GetProperty("id").GetString();
        await second.PostAsync("/api/v1/cases", new { title = "Limits" });
        await ExpectWaitAsync(second, c => c.PostAsync("/api/v1/cases", new { title = "Limits" }));
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await (i % 2 == 0 ? first : second).GetAsync("/api/v1/cases")).Status);
        }

        await ExpectWaitAsync(first, c => c.GetAsync("/api/v1/cases"));
        Assert.Equal(HttpStatusCode.Created, (await first.UploadAsync($"/api/v1/cases/{id}/records", null, ("a.txt", "a note"))).Status);
        await ExpectWaitAsync(first, c => c.UploadAsync($"/api/v1/cases/{id}/records", null, ("b.txt", "b note")));

        using var other = await ApiClient.OfAsync(host, "pat", "read");
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/api/v1/cases")).Status);
    }

    [Fact]
    public async Task Strangers_are_counted_by_address_whatever_they_guess()
    {
        for (var i = 0; i < 3; i++)
        {
            using var guess = new ApiClient(host.Root, $"navis_guess-{i}");
            Assert.Equal(HttpStatusCode.Unauthorized, (await guess.GetAsync("/api/v1/cases")).Status);
        }

        using var last = new ApiClient(host.Root, "navis_guess-4");
        await ExpectWaitAsync(last, c => c.GetAsync("/api/v1/cases"));
    }

    [Fact]
    public void A_limit_is_a_whole_number_from_1()
    {
        var limit = new ApiLimit();
        limit.From(name => name == "NAVIS_API_READS" ? "12" : null);
        Assert.Equal((12, 120), (limit.ReadsPerMinute, limit.WritesPerMinute));
        Assert.Throws<InvalidDataException>(() => limit.From(name => name == "NAVIS_API_UPLOADS" ? "none" : null));
        Assert.Throws<InvalidDataException>(() => limit.From(name => name == "NAVIS_API_WRITES" ? "0" : null));
    }

    private static async Task ExpectWaitAsync(ApiClient client, Func<ApiClient, Task<ApiClient>> ask)
    {
        await ask(client);
        Assert.Equal((HttpStatusCode.TooManyRequests, "too-many-requests"), (client.Status, client.Code));
        Assert.InRange(int.Parse(client.Response.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture), 1, 60);
    }
}
