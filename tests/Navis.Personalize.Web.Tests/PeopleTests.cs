using System.Net;

namespace Navis.Personalize.Web.Tests;

/// <summary>What an administrator does to accounts, and what nobody else can.</summary>
public sealed class PeopleTests(PeopleHost host) : IClassFixture<PeopleHost>
{
    private const string Password = "a long enough phrase";

    [Fact]
    public async Task A_person_who_is_switched_off_is_out_at_once_and_comes_back_when_switched_on()
    {
        using var person = await NewPersonAsync("off@example.org");
        using var admin = await host.AdministratorAsync();
        var id = await IdAsync(admin, "off@example.org");
        await admin.SubmitAsync($"/admin/people/{id}/off");
        Assert.Contains("switched off on", admin.Text, StringComparison.Ordinal);
        await person.GoAsync("/cases");
        Assert.StartsWith("/sign-in", person.Path, StringComparison.Ordinal);
        await person.SignInAsync("off@example.org", Password);
        Assert.Contains("problem=locked", person.Path, StringComparison.Ordinal);
        await admin.SubmitAsync($"/admin/people/{id}/on");
        await person.SignInAsync("off@example.org", Password);
        Assert.Equal("/cases", person.Path);
    }

    [Fact]
    public async Task A_link_for_a_new_password_opens_once_and_not_after_a_day()
    {
        using var person = await NewPersonAsync("forgot@example.org");
        await Authenticator.TurnOnAsync(person);
        using var admin = await host.AdministratorAsync();
        var id = await IdAsync(admin, "forgot@example.org");
        await admin.SubmitAsync($"/admin/people/{id}/reset");
        var old = admin.Find("(/reset\\?code=[0-9a-f]+)<");
        await admin.GoAsync($"/admin/people/{id}");
        Assert.DoesNotContain("/reset?code", admin.Html, StringComparison.Ordinal);
        await admin.SubmitAsync($"/admin/people/{id}/reset", ("clears", "yes"));
        var link = admin.Find("(/reset\\?code=[0-9a-f]+)<");

        using var lost = host.Open();
        await lost.GoAsync(old);
        Assert.Contains("not valid any more", lost.Text, StringComparison.Ordinal);
        await lost.GoAsync(link);
        await lost.SubmitAsync("/reset", ("code", link.Split('=')[1]), ("password", "short"), ("back", link));
        Assert.Contains("another password", lost.Text, StringComparison.Ordinal);
        await lost.SubmitAsync("/reset", ("code", link.Split('=')[1]), ("password", "a phrase that is new"), ("back", link));
        Assert.Contains("Your new password is set", lost.Text, StringComparison.Ordinal);
        await person.GoAsync("/cases");
        Assert.StartsWith("/sign-in", person.Path, StringComparison.Ordinal);
        await lost.SignInAsync("forgot@example.org", "a phrase that is new");
        Assert.Equal("/cases", lost.Path);

        using var thief = host.Open();
        await thief.GoAsync(link);
        Assert.Contains("not valid any more", thief.Text, StringComparison.Ordinal);
        await thief.PostAsync("/reset", thief.Token() ?? (await thief.GoAsync("/sign-in")).Token(), ("code", link.Split('=')[1]), ("password", "a phrase of a thief"), ("back", "/reset"));
        Assert.Contains("problem=reset", thief.Path, StringComparison.Ordinal);

        await admin.GoAsync($"/admin/people/{id}");
        await admin.SubmitAsync($"/admin/people/{id}/reset");
        var late = admin.Find("(/reset\\?code=[0-9a-f]+)<");
        host.Clock.Pass(TimeSpan.FromHours(25));
        await thief.GoAsync(late);
        Assert.Contains("not valid any more", thief.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_changes_within_the_team_only_and_the_last_administrator_stays()
    {
        using var patient = await NewPersonAsync("patient@example.org");
        using var admin = await host.AdministratorAsync();
        var id = await IdAsync(admin, "patient@example.org");
        await admin.SubmitAsync($"/admin/people/{id}/role", ("role", "clinician"), ("back", "/admin/people"));
        Assert.Contains("problem=role", admin.Path, StringComparison.Ordinal);

        await admin.GoAsync("/admin/people");
        await admin.SubmitAsync("/admin/invitations", ("name", "Nell"), ("role", "navigator"));
        var invitation = admin.Find("(/invited\\?code=[0-9a-f]+)<");
        using var nell = host.Open();
        await nell.GoAsync(invitation);
        await nell.SubmitAsync("/invited", ("name", "Nell"), ("email", "nell@example.org"), ("password", Password), ("code", invitation.Split('=')[1]), ("back", "/sign-in"));
        var (key, _) = await Authenticator.TurnOnAsync(nell);
        await nell.GoAsync("/work");
        Assert.Equal("/work", nell.Path);
        var member = await IdAsync(admin, "nell@example.org");
        await admin.SubmitAsync($"/admin/people/{member}/role", ("role", "clinician"), ("back", "/admin/people"));
        await nell.GoAsync("/work");
        Assert.StartsWith("/sign-in", nell.Path, StringComparison.Ordinal);
        await nell.SignInAsync("nell@example.org", Password);
        await nell.SubmitAsync("/sign-in/code", ("code", Authenticator.CodeOf(key, later: 1)), ("back", "/sign-in/code"));
        Assert.Contains("To sign", nell.Text, StringComparison.Ordinal);

        // To one's own account somebody else must do it.
        var own = await IdAsync(admin, PeopleHost.Email);
        await admin.SubmitAsync($"/admin/people/{own}/off", ("back", "/admin/people"));
        Assert.Contains("problem=own-account", admin.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("off")]
    [InlineData("on")]
    [InlineData("role")]
    [InlineData("unlock")]
    [InlineData("sessions")]
    [InlineData("reset")]
    public async Task Nobody_else_can_do_it_and_an_administrator_only_with_a_fresh_proof(string what)
    {
        using var admin = await host.AdministratorAsync();
        using var target = await NewPersonAsync($"target-{what}@example.org");
        var id = await IdAsync(admin, $"target-{what}@example.org");
        await target.GoAsync("/cases");
        await target.SubmitAsync($"/admin/people/{id}/{what}", ("role", "administrator"));
        Assert.Equal(HttpStatusCode.NotFound, target.Status);
        await target.GoAsync($"/admin/people/{id}");
        Assert.Equal(HttpStatusCode.NotFound, target.Status);

        await admin.GoAsync($"/admin/people/{id}");
        host.Clock.Pass(TimeSpan.FromMinutes(6));
        await admin.SubmitAsync($"/admin/people/{id}/{what}", ("role", "navigator"), ("back", $"/admin/people/{id}"));
        Assert.Contains("Is it you?", admin.Text, StringComparison.Ordinal);
        await admin.GoAsync($"/admin/people/{id}");
        Assert.DoesNotContain("switched off", admin.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audit_says_to_whose_account_it_was_done()
    {
        using var person = await NewPersonAsync("noted@example.org");
        using var admin = await host.AdministratorAsync();
        var id = await IdAsync(admin, "noted@example.org");
        await admin.SubmitAsync($"/admin/people/{id}/sessions");
        await admin.GoAsync("/admin/audit");
        Assert.Contains($"SessionsEnded done: person {id}", admin.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_starts_the_program_gives_a_lone_administrator_a_way_back()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => Accounts.ResetLinks.RecoverAsync(host.Services, "nobody@example.org", TestContext.Current.CancellationToken));
        using var patient = await NewPersonAsync("no-admin@example.org");
        await Assert.ThrowsAsync<InvalidDataException>(() => Accounts.ResetLinks.RecoverAsync(host.Services, "no-admin@example.org", TestContext.Current.CancellationToken));
        var (options, _) = Hosting.ServeOptions.Parse(["--recover", PeopleHost.Email], _ => null);
        var code = await Accounts.ResetLinks.RecoverAsync(host.Services, options!.Recover!, TestContext.Current.CancellationToken);
        using var browser = host.Open();
        await browser.GoAsync($"/reset?code={code}");
        Assert.Contains("Your passkeys, your authenticator app", browser.Text, StringComparison.Ordinal);
    }

    private static async Task<string> IdAsync(Browser admin, string email)
    {
        await admin.GoAsync("/admin/people");
        var row = admin.Html.Split("<tr>").Single(r => r.Contains($">{email}<", StringComparison.Ordinal));
        return row.Split("/admin/people/")[1].Split('"')[0];
    }

    private async Task<Browser> NewPersonAsync(string email)
    {
        var browser = host.Open();
        await browser.GoAsync("/sign-up");
        return await browser.SubmitAsync("/sign-up", ("role", "patient"), ("name", "Somebody"), ("email", email), ("password", Password), ("back", "/sign-up"));
    }
}

/// <summary>A site with an administrator.</summary>
public sealed class PeopleHost() : WebHost(demo: false)
{
    public const string Email = "ada@example.org";
    private const string Password = "the phrase of the administrator";

    private string key = "";
    private int used;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        using var browser = Open();
        await browser.GoAsync("/setup");
        await browser.SubmitAsync("/setup", ("name", "Ada"), ("email", Email), ("password", Password), ("code", Messages.Single().Split(' ')[^1]), ("back", "/setup"));
        (key, _) = await Authenticator.TurnOnAsync(browser);
    }

    /// <summary>The administrator, newly signed in. The codes of an app open once: each time the next one is taken, which the program takes for a clock that runs ahead.</summary>
    public async Task<Browser> AdministratorAsync()
    {
        var browser = Open();
        await browser.SignInAsync(Email, Password);
        for (var tries = 0; tries < 4 && browser.Path.StartsWith("/sign-in/code", StringComparison.Ordinal); tries++)
        {
            await browser.SubmitAsync("/sign-in/code", ("code", Authenticator.CodeOf(key, later: ++used % 2 == 0 ? 0 : 1)), ("back", "/sign-in/code"));
        }

        Assert.Equal("/admin/people", browser.Path);
        return browser;
    }
}
