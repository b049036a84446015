using Microsoft.Playwright;

namespace Navis.Personalize.Web.Tests;

/// <summary>In a real browser with an authenticator of its own (CDP): a passkey is made, opens, proves and goes.</summary>
public sealed class PasskeyTests(EmptyHost host, Chromium chromium) : IClassFixture<EmptyHost>
{
    [Fact]
    public async Task A_passkey_is_made_named_used_and_removed()
    {
        var page = await chromium.OpenAsync(host, "");
        var site = new UriBuilder(host.Root) { Host = "localhost" }.Uri;
        await AddAuthenticatorAsync(page);
        await page.GotoAsync(new Uri(site, "/sign-up").ToString());
        await page.GetByLabel("Your name").FillAsync("Petra Pass");
        await page.GetByLabel("E-mail").FillAsync("petra@example.org");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("a long enough phrase");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the account" }).ClickAsync();

        await page.GotoAsync(new Uri(site, "/account").ToString());
        await page.GetByRole(AriaRole.Link, new() { Name = "Add a passkey" }).ClickAsync();
        await page.GetByLabel("A name for it, so that you know it later").FillAsync("Blue key");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the passkey" }).ClickAsync();
        await Assertions.Expect(page.Locator("#main li").Filter(new() { HasText = "Blue key" })).ToBeVisibleAsync();
        await Chromium.PictureAsync(page, "petra-account-passkey");
        await page.GetByText("Rename").First.ClickAsync();
        await page.GetByLabel("Name of Blue key").FillAsync("Green key");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await Assertions.Expect(page.Locator("#main li").Filter(new() { HasText = "Green key" })).ToBeVisibleAsync();

        await SignInByPasskeyAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Petra Pass" })).ToBeVisibleAsync();

        // Six minutes later a passkey is to go: the page asks who is there, and the passkey says it.
        host.Clock.Pass(TimeSpan.FromMinutes(6));
        await page.GotoAsync(new Uri(site, "/account").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the passkey Green key" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Is it you?" })).ToBeVisibleAsync();
        await Chromium.PictureAsync(page, "petra-again");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use my passkey" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the passkey Green key" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Green key")).ToHaveCountAsync(0);

        // The device still has it; the site does not take it any more.
        await SignInByPasskeyAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("not accepted");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("{\"id\":\"AAAA\",\"type\":\"public-key\",\"response\":{}}")]
    public async Task What_is_no_passkey_opens_nothing(string credential)
    {
        using var browser = new Browser(new UriBuilder(host.Root) { Host = "localhost" }.Uri);
        await browser.GoAsync("/sign-in/passkey");
        await browser.SubmitAsync("/sign-in/passkey", ("passkey", credential), ("back", "/sign-in/passkey"));
        Assert.Contains("problem=passkey", browser.Path, StringComparison.Ordinal);
        Assert.Contains("not accepted", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_an_address_of_numbers_the_page_says_why_there_is_no_passkey()
    {
        using var browser = host.Open();
        await browser.GoAsync("/sign-in/passkey");
        Assert.Contains("belongs to the name of a site", browser.Text, StringComparison.Ordinal);
    }

    internal static async Task AddAuthenticatorAsync(IPage page)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["options"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    internal static async Task SignInByPasskeyAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in", Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use my passkey" }).ClickAsync();
    }
}
