using System.Net;

namespace Navis.Personalize.Web.Tests;

public class FirstRunTests(EmptyHost host) : IClassFixture<EmptyHost>
{
    [Fact]
    public async Task The_first_administrator_needs_the_code_and_invites_the_others()
    {
        using var browser = host.Open();
        await browser.GoAsync("/");
        Assert.Contains("Set up this system", browser.Text, StringComparison.Ordinal);
        await browser.GoAsync("/setup");
        (string, string)[] fields = [("name", "Ada"), ("email", "ada@example.org"), ("password", "a long enough phrase"), ("back", "/setup")];
        await browser.SubmitAsync("/setup", [.. fields, ("code", "GUESSED")]);
        Assert.Contains("That is not the code", browser.Text, StringComparison.Ordinal);
        var code = host.Messages.Single().Split(' ')[^1];
        await browser.SubmitAsync("/setup", [.. fields, ("code", code)]);

        // A password alone does not open what an administrator sees.
        Assert.Equal("/account?first=yes", browser.Path);
        await browser.SubmitAsync("/admin/invitations", ("name", "Nora"), ("role", "navigator"));
        Assert.Equal("/account?first=yes", browser.Path);
        await Authenticator.TurnOnAsync(browser);
        await browser.GoAsync("/");
        Assert.Equal("/admin/people", browser.Path);

        using var late = host.Open();
        await late.GoAsync("/setup");
        Assert.Equal(HttpStatusCode.NotFound, late.Status);

        await browser.SubmitAsync("/admin/invitations", ("name", "Nora"), ("role", "navigator"));
        var invitation = browser.Find("(/invited\\?code=[0-9a-f]+)<");
        using var nora = host.Open();
        await nora.GoAsync(invitation);
        (string, string)[] account = [("name", "Nora"), ("email", "nora@example.org"), ("password", "another long phrase"), ("code", invitation.Split('=')[1]), ("back", "/sign-in")];
        await nora.SubmitAsync("/invited", account);
        Assert.Equal("/account?first=yes", nora.Path);
        await nora.GoAsync("/work");
        Assert.Equal("/account?first=yes", nora.Path);
        await Authenticator.TurnOnAsync(nora);
        await nora.GoAsync("/work");
        Assert.Equal("/work", nora.Path);

        using var thief = host.Open();
        await thief.GoAsync(invitation);
        Assert.Contains("not valid any more", thief.Text, StringComparison.Ordinal);
        await thief.PostAsync("/invited", thief.Token(), [.. account.Where(f => f.Item1 != "email"), ("email", "thief@example.org")]);
        Assert.Contains("problem=invitation", thief.Path, StringComparison.Ordinal);
        await thief.SignInAsync("thief@example.org", "another long phrase");
        Assert.Contains("problem=sign-in", thief.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_no_demo_person_outside_a_demo()
    {
        using var browser = host.Open();
        await browser.SignInAsync("pat@demo.example", Accounts.DemoPeople.Password);
        Assert.Contains("problem=sign-in", browser.Path, StringComparison.Ordinal);
        Assert.DoesNotContain("Demo people", browser.Text, StringComparison.Ordinal);
    }
}

public sealed class FirstRunOnPostgresTests(EmptyOnPostgresHost host) : FirstRunTests(host), IClassFixture<EmptyOnPostgresHost>;
