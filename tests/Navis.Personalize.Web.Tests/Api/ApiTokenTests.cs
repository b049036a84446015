using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Navis.Personalize.Web.Accounts;
using Navis.Personalize.Web.Api;

namespace Navis.Personalize.Web.Tests.Api;

/// <summary>Who may do what with which token.</summary>
public sealed class ApiTokenTests(DemoHost host)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_token_that_is_in_force_nothing_is_told()
    {
        using var pat = await Browser.SignedInAsync(host, "pat");
        foreach (var token in (string?[])[null, "", "navis_" + new string('A', 43), "Basic"])
        {
            using var client = new ApiClient(host.Root, token);
            await client.GetAsync("/api/v1/cases");
            Assert.Equal((HttpStatusCode.Unauthorized, "token"), (client.Status, client.Code));
            Assert.Equal("Bearer", client.Response.Headers.WwwAuthenticate.Single().Scheme);
        }

        // A browser that is signed in has no more: cookies are not taken here.
        using var answer = await pat.RawAsync("/api/v1/cases");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_opens_no_page()
    {
        using var client = await ApiClient.OfAsync(host, "pat", "read", "write");
        await client.GetAsync("/cases");
        Assert.DoesNotContain("My records</h1>", client.Text, StringComparison.Ordinal);
        Assert.EndsWith("/sign-in", client.Response.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("read", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("write", HttpStatusCode.Forbidden, HttpStatusCode.UnprocessableEntity)]
    [InlineData("review", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    public async Task A_token_does_what_it_was_made_for(string scope, HttpStatusCode reading, HttpStatusCode changing)
    {
        using var client = await ApiClient.OfAsync(host, "pat", scope);
        await client.GetAsync("/api/v1/cases");
        Assert.Equal(reading, client.Status);
        await client.PostAsync("/api/v1/cases", new { title = "" });
        Assert.Equal(changing, client.Status);
        Assert.Equal(changing is HttpStatusCode.Forbidden ? "token-scope" : "title-missing", client.Code);
    }

    [Fact]
    public async Task A_scope_gives_nobody_more_than_their_role()
    {
        var id = await PatsCaseAsync();
        using var sam = await ApiClient.OfAsync(host, "sam", "read", "write", "review");
        (HttpMethod, string, string)[] requests =
        [
            (HttpMethod.Get, $"cases/{id}", ""), (HttpMethod.Get, $"cases/{id}/profile", ""), (HttpMethod.Get, $"cases/{id}/records", ""), (HttpMethod.Get, $"cases/{id}/consents", ""), (HttpMethod.Get, $"cases/{id}/summary", ""),
            (HttpMethod.Delete, $"cases/{id}", ""), (HttpMethod.Patch, $"cases/{id}", """{"title":"x"}"""), (HttpMethod.Put, $"cases/{id}/sharing", """{"shared":true}"""), (HttpMethod.Put, $"cases/{id}/claim", ""),
            (HttpMethod.Post, $"cases/{id}/decisions", """{"factId":"f-1","verb":"confirm"}"""), (HttpMethod.Post, $"cases/{id}/checks", """{"seen":"x"}"""), (HttpMethod.Post, $"cases/{id}/returns", """{"words":"x"}"""),
            (HttpMethod.Post, $"cases/{id}/records", ""), (HttpMethod.Get, "worklist", ""), (HttpMethod.Get, "audit", ""), (HttpMethod.Get, "people", ""),
        ];
        foreach (var (method, path, body) in requests)
        {
            await sam.SendAsync(method, $"/api/v1/{path}", body.Length == 0 ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
            Assert.Equal((path, HttpStatusCode.NotFound, "not-found"), (path, sam.Status, sam.Code));
        }
    }

    [Theory]
    [InlineData("pat", "cases/{id} cases/{id}/records cases/{id}/facts cases/{id}/answer cases/{id}/consents cases")]
    [InlineData("chris", "cases/{id} cases/{id}/records cases/{id}/facts cases/{id}/answer cases")]
    [InlineData("sam", "cases")]
    [InlineData("nora", "cases/{id} cases/{id}/records cases/{id}/facts cases/{id}/answer worklist")]
    [InlineData("clara", "cases/{id} cases/{id}/records cases/{id}/facts cases/{id}/answer cases/{id}/summary worklist")]
    [InlineData("adam", "audit people")]
    public async Task Each_role_reads_what_its_pages_show_and_nothing_else(string name, string allowed)
    {
        var id = await PatsCaseAsync();
        using var owner = await ApiClient.OfAsync(host, "pat", "read");
        await owner.ReadAsync(id);
        using var client = await ApiClient.OfAsync(host, name, "read");
        foreach (var path in (string[])["cases", "cases/{id}", "cases/{id}/records", "cases/{id}/facts", "cases/{id}/answer", "cases/{id}/consents", "cases/{id}/summary", "worklist", "audit", "people"])
        {
            await client.GetAsync("/api/v1/" + path.Replace("{id}", id, StringComparison.Ordinal));
            Assert.Equal((path, allowed.Split(' ').Contains(path) ? HttpStatusCode.OK : HttpStatusCode.NotFound), (path, client.Status));
        }
    }

    [Fact]
    public async Task A_revoked_or_expired_token_is_worth_nothing()
    {
        var secret = await ApiClient.SecretAsync(host, "lee", "read");
        using var client = new ApiClient(host.Root, secret);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/cases")).Status);

        // Somebody else's token is not there to be revoked.
        var id = await TokenIdAsync("lee");
        using var sam = await Browser.SignedInAsync(host, "sam");
        await sam.GoAsync("/account/tokens");
        await sam.SubmitAsync($"/account/tokens/{id}/revoke");
        Assert.Equal(HttpStatusCode.NotFound, sam.Status);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/cases")).Status);

        using var lee = await Browser.SignedInAsync(host, "lee");
        await lee.GoAsync("/account/tokens");
        await lee.SubmitAsync($"/account/tokens/{id}/revoke");
        Assert.Contains("It is revoked", lee.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/cases")).Status);

        using var late = new ApiClient(host.Root, await ApiClient.SecretAsync(host, "lee", "read"));
        id = await TokenIdAsync("lee");
        var scope = host.Services.CreateAsyncScope();
        await using (scope)
        {
            var past = DateTime.UnixEpoch;
            await scope.ServiceProvider.GetRequiredService<AccountsDb>().ApiTokens.Where(t => t.Id == id).ExecuteUpdateAsync(s => s.SetProperty(t => t.ExpiresAt, past), Stop);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await late.GetAsync("/api/v1/cases")).Status);
    }

    [Fact]
    public async Task A_token_is_made_only_with_the_password_and_its_secret_is_kept_nowhere()
    {
        using var pat = await Browser.SignedInAsync(host, "pat");
        await pat.GoAsync("/account/tokens");
        await pat.SubmitAsync("/account/tokens", ("name", "x"), ("days", "7"), ("scope", "read"), ("password", "wrong password"), ("back", "/account/tokens"));
        Assert.Contains("problem=password-again", pat.Path, StringComparison.Ordinal);
        foreach (var (days, scope, problem) in ((string, string, string)[])[("366", "read", "days"), ("0", "read", "days"), ("7", "everything", "scope")])
        {
            await pat.SubmitAsync("/account/tokens", ("name", "x"), ("days", days), ("scope", scope), ("password", DemoPeople.Password), ("back", "/account/tokens"));
            Assert.Contains($"problem={problem}", pat.Path, StringComparison.Ordinal);
        }

        var secret = await ApiClient.SecretAsync(pat, DemoPeople.Password, "read");
        await pat.GoAsync("/account/tokens");
        Assert.DoesNotContain(secret, pat.Html, StringComparison.Ordinal);
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(host.Data, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes, Stop);
            Assert.DoesNotContain(secret["navis_".Length..], System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        }

        Assert.All(host.Log, line => Assert.DoesNotContain(secret, line, StringComparison.Ordinal));
    }

    private async Task<Guid> TokenIdAsync(string name)
    {
        var scope = host.Services.CreateAsyncScope();
        await using (scope)
        {
            var db = scope.ServiceProvider.GetRequiredService<AccountsDb>();
            var person = await db.Users.SingleAsync(p => p.Email == $"{name}@demo.example", Stop);
            return (await scope.ServiceProvider.GetRequiredService<ApiTokens>().OfAsync(person.Id, Stop))[0].Id;
        }
    }

    private async Task<string> PatsCaseAsync()
    {
        using var pat = await Browser.SignedInAsync(host, "pat");
        await pat.GoAsync("/cases");
        return pat.FindCase();
    }
}
