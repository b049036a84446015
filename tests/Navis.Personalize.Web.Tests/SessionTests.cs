using System.Net;
using System.Text;
using Navis.Personalize.Tests.Shared;

namespace Navis.Personalize.Web.Tests;

/// <summary>Sessions end; a proof grows old; lost things have a way back.</summary>
public class SessionTests(EmptyHost host) : IClassFixture<EmptyHost>
{
    private const string Password = "a long enough phrase";

    [Fact]
    public async Task A_session_ends_after_half_an_hour_without_use_and_after_twelve_hours_of_use()
    {
        using var idle = await NewPersonAsync("idle@example.org");
        host.Clock.Pass(TimeSpan.FromMinutes(29));
        await idle.GoAsync("/cases");
        Assert.Equal("/cases", idle.Path);
        host.Clock.Pass(TimeSpan.FromMinutes(31));
        await idle.GoAsync("/cases");
        Assert.StartsWith("/sign-in", idle.Path, StringComparison.Ordinal);

        await idle.SignInAsync("idle@example.org", Password);
        for (var i = 0; i < 28; i++)
        {
            host.Clock.Pass(TimeSpan.FromMinutes(25));
            await idle.GoAsync("/cases");
            Assert.Equal("/cases", idle.Path);
        }

        host.Clock.Pass(TimeSpan.FromMinutes(25));
        await idle.GoAsync("/cases");
        Assert.StartsWith("/sign-in", idle.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_ends_one_session_or_all_of_them()
    {
        using var here = await NewPersonAsync("two@example.org");
        using var there = host.Open();
        await there.SignInAsync("two@example.org", Password);
        await here.GoAsync("/account");
        await here.SubmitAsync("/account/sessions/end", ("session", here.Find("name=\"session\" value=\"([0-9a-f-]+)\"")), ("back", "/account"));
        await there.GoAsync("/cases");
        Assert.StartsWith("/sign-in", there.Path, StringComparison.Ordinal);

        await there.SignInAsync("two@example.org", Password);
        await here.SubmitAsync("/account/sessions/end-all", ("back", "/account"));
        Assert.Contains("signed out everywhere", here.Text, StringComparison.Ordinal);
        await there.GoAsync("/cases");
        Assert.StartsWith("/sign-in", there.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_another()
    {
        using var one = await NewPersonAsync("one@example.org");
        using var second = host.Open();
        await second.SignInAsync("one@example.org", Password);
        await one.GoAsync("/account");
        var session = one.Find("name=\"session\" value=\"([0-9a-f-]+)\"");
        using var other = await NewPersonAsync("other@example.org");
        await other.SubmitAsync("/account/sessions/end", ("session", session), ("back", "/account"));
        await second.GoAsync("/cases");
        Assert.Equal("/cases", second.Path);
    }

    [Fact]
    public async Task Taking_everything_along_asks_for_a_proof_that_is_fresh()
    {
        using var person = await NewPersonAsync("fresh@example.org");
        await person.SubmitAsync("/cases", ("title", "Mine"));
        var path = $"/cases/{person.FindCase()}/download/everything";
        await person.GoAsync(path);
        Assert.Equal((HttpStatusCode.OK, path), (person.Status, person.Path));

        host.Clock.Pass(TimeSpan.FromMinutes(6));
        await person.GoAsync(path);
        Assert.Contains("Is it you?", person.Text, StringComparison.Ordinal);
        var again = $"/account/again?to={Uri.EscapeDataString(path)}";
        await person.SubmitAsync("/account/again", ("password", "not the password"), ("to", path), ("back", again));
        Assert.Contains("That is not your password", person.Text, StringComparison.Ordinal);
        await person.GoAsync(path);
        Assert.Contains("Is it you?", person.Text, StringComparison.Ordinal);
        await person.SubmitAsync("/account/again", ("password", Password), ("to", path), ("back", again));
        Assert.Equal((HttpStatusCode.OK, path), (person.Status, person.Path));
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task A_proof_never_leads_to_another_site(string to)
    {
        using var person = await NewPersonAsync($"to-{to.Length}-{(int)to[1]}@example.org");
        await person.GoAsync($"/account/again?to={Uri.EscapeDataString(to)}");
        Assert.DoesNotContain("evil", person.Html, StringComparison.Ordinal);
        await person.SubmitAsync("/account/again", ("password", Password), ("to", to), ("back", to));
        Assert.Equal("/account", person.Path);
    }

    [Fact]
    public async Task A_recovery_code_opens_once()
    {
        using var person = await NewPersonAsync("lost@example.org");
        var (_, codes) = await Authenticator.TurnOnAsync(person);
        Assert.Equal(10, codes.Length);
        await person.GoAsync("/account/codes");
        Assert.DoesNotContain(codes[0], person.Html, StringComparison.Ordinal);
        Assert.False(Encoding.UTF8.GetString(await AccountsAsync()).Contains(codes[0], StringComparison.Ordinal), "A recovery code stands in the database as it is.");

        using var later = host.Open();
        await later.SignInAsync("lost@example.org", Password);
        await later.GoAsync("/sign-in/recovery");
        await later.SubmitAsync("/sign-in/recovery", ("code", "ABCD-EFGH-JKLM-NPQR"), ("back", "/sign-in/recovery"));
        Assert.Contains("not one of your recovery codes", later.Text, StringComparison.Ordinal);
        await later.SubmitAsync("/sign-in/recovery", ("code", codes[3].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)), ("back", "/sign-in/recovery"));
        Assert.Contains("9 of them are left", later.Text, StringComparison.Ordinal);

        using var thief = host.Open();
        await thief.SignInAsync("lost@example.org", Password);
        await thief.GoAsync("/sign-in/recovery");
        await thief.SubmitAsync("/sign-in/recovery", ("code", codes[3]), ("back", "/sign-in/recovery"));
        Assert.Contains("was used already", thief.Text, StringComparison.Ordinal);
        await thief.GoAsync("/cases");
        Assert.StartsWith("/sign-in", thief.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_password_ends_what_was_open_elsewhere()
    {
        using var here = await NewPersonAsync("change@example.org");
        using var there = host.Open();
        await there.SignInAsync("change@example.org", Password);
        await here.GoAsync("/account");
        await here.SubmitAsync("/account/password", ("password", Password), ("new", "short"), ("back", "/account"));
        Assert.Contains("another password", here.Text, StringComparison.Ordinal);
        await here.SubmitAsync("/account/password", ("password", Password), ("new", "another long phrase"), ("back", "/account"));
        Assert.Contains("The new password is set", here.Text, StringComparison.Ordinal);
        await there.GoAsync("/cases");
        Assert.StartsWith("/sign-in", there.Path, StringComparison.Ordinal);
        await there.SignInAsync("change@example.org", Password);
        Assert.Contains("problem=sign-in", there.Path, StringComparison.Ordinal);
        await there.SignInAsync("change@example.org", "another long phrase");
        Assert.Equal("/cases", there.Path);
    }

    private async Task<byte[]> AccountsAsync()
    {
        if (host is IOnPostgres)
        {
            // The server's files are not for us to read; what is written is the same.
            return [];
        }

        await using var file = new FileStream(Path.Combine(host.Data, "accounts.db"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var buffer = new MemoryStream();
        await file.CopyToAsync(buffer, TestContext.Current.CancellationToken);
        await using var log = new FileStream(Path.Combine(host.Data, "accounts.db-wal"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        await log.CopyToAsync(buffer, TestContext.Current.CancellationToken);
        return buffer.ToArray();
    }

    private async Task<Browser> NewPersonAsync(string email)
    {
        var browser = host.Open();
        await browser.GoAsync("/sign-up");
        return await browser.SubmitAsync("/sign-up", ("role", "patient"), ("name", "Somebody"), ("email", email), ("password", Password), ("back", "/sign-up"));
    }
}

public sealed class SessionOnPostgresTests(EmptyOnPostgresHost host) : SessionTests(host), IClassFixture<EmptyOnPostgresHost>;
