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
        await browser.SubmitAsync("/account/second-step", ("code", Authenticator.CodeOf(key)), ("back", "/account"));
        Assert.Contains("Print them or write them down now", browser.Text, StringComparison.Ordinal);
        await browser.GoAsync("/account");
        Assert.Contains("On: after your password", browser.Text, StringComparison.Ordinal);

        using var later = host.Open();
        await later.SignInAsync("toto@example.org", "a long enough phrase");
        Assert.Equal("/sign-in/code", later.Path);
        await later.GoAsync("/cases");
        Assert.StartsWith("/sign-in", later.Path, StringComparison.Ordinal);
        await later.GoAsync("/sign-in/code");

        // The code that was used to turn it on was seen by whoever stood by: it opens nothing more.
        await later.SubmitAsync("/sign-in/code", ("code", Authenticator.CodeOf(key)), ("back", "/sign-in/code"));
        Assert.Contains("That code is not right", later.Text, StringComparison.Ordinal);
        await later.SubmitAsync("/sign-in/code", ("code", Authenticator.CodeOf(key, later: 1)), ("back", "/sign-in/code"));
        Assert.Equal("/cases", later.Path);
    }
}
