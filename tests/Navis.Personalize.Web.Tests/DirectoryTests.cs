using System.Collections.Frozen;
using System.Net;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Web.Accounts;
using Navis.Personalize.Web.Hosting;

namespace Navis.Personalize.Web.Tests;

/// <summary>A program with a directory beside it.</summary>
public sealed class DirectoryHost() : WebHost(demo: false)
{
    internal DirectoryDouble Directory { get; } = new();

    private protected override ServeOptions Options(ServeOptions options) => options with
    {
        Directory = new(Directory.Root, DirectoryDouble.Client, DirectoryDouble.Secret)
        {
            Name = "House account",
            RoleClaim = "groups",
            Roles = new Dictionary<string, Role>(StringComparer.Ordinal) { ["doctors"] = Role.Clinician, ["guides"] = Role.Navigator }.ToFrozenDictionary(StringComparer.Ordinal),
            HasSecondStep = true,
        },
    };

    public override async ValueTask InitializeAsync()
    {
        await Directory.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await Directory.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>Signing in over the site's directory, with a double of one on loopback.</summary>
public sealed class DirectoryTests(DirectoryHost host) : IClassFixture<DirectoryHost>
{
    private const string Password = "a long enough phrase";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_group_gives_the_role_and_who_leaves_it_does_not_get_in_any_more()
    {
        Come("s-doctor", "doc@house.example", groups: ["doctors", "everybody"]);
        using var doctor = await SignInAsync();
        Assert.Equal("/work", doctor.Path);
        Assert.Contains("To sign", doctor.Text, StringComparison.Ordinal);

        // The same person, by another e-mail: known by issuer and subject.
        Come("s-doctor", "married@house.example", groups: ["guides"]);
        using var later = await SignInAsync();
        Assert.Contains("Worklist", later.Text, StringComparison.Ordinal);

        Come("s-doctor", "married@house.example", groups: ["everybody"]);
        using var gone = await SignInAsync();
        Assert.Contains("no longer lists you", gone.Text, StringComparison.Ordinal);
        await gone.GoAsync("/work");
        Assert.StartsWith("/sign-in", gone.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whom_nobody_invited_does_not_get_in()
    {
        Come("s-stranger", "stranger@house.example");
        using var stranger = await SignInAsync();
        Assert.Contains("nobody has invited you", stranger.Text, StringComparison.Ordinal);
        await stranger.GoAsync("/cases");
        Assert.StartsWith("/sign-in", stranger.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_e_mail_alone_opens_no_account_but_its_owner_may_connect_it()
    {
        using var owner = host.Open();
        await owner.GoAsync("/sign-up");
        await owner.SubmitAsync("/sign-up", ("role", "patient"), ("name", "Owner"), ("email", "owner@house.example"), ("password", Password), ("back", "/sign-up"));

        // Also where the directory says that it has checked the e-mail, and a group gives a role.
        Come("s-owner", "owner@house.example", verified: true, groups: ["doctors"]);
        using var other = await SignInAsync();
        Assert.Contains("There is an account here with your e-mail", other.Text, StringComparison.Ordinal);

        await owner.GoAsync("/account");
        await WalkAsync(owner, "/account/directory");
        Assert.Equal("/account", owner.Path);
        Assert.Contains("You can sign in with it", owner.Text, StringComparison.Ordinal);
        using var again = await SignInAsync();
        Assert.Equal("/cases", again.Path);

        // And it stays with this account.
        using var thief = host.Open();
        await thief.GoAsync("/sign-up");
        await thief.SubmitAsync("/sign-up", ("role", "patient"), ("name", "Thief"), ("email", "thief@house.example"), ("password", Password), ("back", "/sign-up"));
        await WalkAsync(thief, "/account/directory");
        Assert.Contains("connected with another account", thief.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("issuer")]
    [InlineData("audience")]
    [InlineData("key")]
    [InlineData("expired")]
    public async Task A_token_that_is_not_right_opens_nothing(string lie)
    {
        Come($"s-{lie}", $"{lie}@house.example", groups: ["doctors"]);
        host.Directory.Lie = lie;
        using var browser = await SignInAsync();
        host.Directory.Lie = null;
        Assert.Contains("problem=directory", browser.Path, StringComparison.Ordinal);
        await browser.GoAsync("/work");
        Assert.StartsWith("/sign-in", browser.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_state_another_browser_and_a_used_code_open_nothing()
    {
        Come("s-state", "state@house.example", groups: ["doctors"]);
        using var browser = host.Open();
        var back = await ThereAsync(browser, "/sign-in/directory");
        using var other = host.Open();
        await other.GoAsync(back);
        Assert.Contains("problem=directory", other.Path, StringComparison.Ordinal);
        await browser.GoAsync(back.Replace("state=", "state=x", StringComparison.Ordinal));
        Assert.Contains("problem=directory", browser.Path, StringComparison.Ordinal);
        var before = host.Directory.Tokens;
        await browser.GoAsync(back);
        Assert.Equal("/work", browser.Path);
        Assert.Equal(before + 1, host.Directory.Tokens);
        using var replay = host.Open();
        await replay.GoAsync(back);
        Assert.Contains("problem=directory", replay.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_directory_none_of_its_addresses_is_there()
    {
        var plain = new EmptyHost();
        await plain.InitializeAsync();
        await using (plain)
        {
            using var browser = plain.Open();
            await browser.GoAsync("/sign-in/directory");
            Assert.Equal(HttpStatusCode.NotFound, browser.Status);
            await browser.GoAsync(DirectoryServices.CallbackPath + "?code=a&state=b");
            Assert.Equal(HttpStatusCode.NotFound, browser.Status);
            await browser.GoAsync("/sign-in");
            Assert.DoesNotContain("directory", browser.Html, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("https://login.example", "navis", "file", "doctors=clinician", null)]
    [InlineData("http://127.0.0.1:1", "navis", "file", "", null)]
    [InlineData("http://login.example", "navis", "file", "", "AUTHORITY")]
    [InlineData("login.example", "navis", "file", "", "AUTHORITY")]
    [InlineData("https://login.example", "", "file", "", "CLIENT_ID")]
    [InlineData("https://login.example", "navis", "", "", "CLIENT_SECRET_FILE")]
    [InlineData("https://login.example", "navis", "nothing there", "", "CLIENT_SECRET_FILE")]
    [InlineData("https://login.example", "navis", "file", "doctors=chief", "ROLES")]
    [InlineData("https://login.example", "navis", "file", "doctors=3", "ROLES")]
    public async Task The_environment_says_it_rightly_or_the_start_names_what_is_wrong(string authority, string client, string secret, string roles, string? wrong)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "secret\n", Stop);
            string? Get(string name) => name switch
            {
                "NAVIS_OIDC_AUTHORITY" => authority,
                "NAVIS_OIDC_CLIENT_ID" => client,
                "NAVIS_OIDC_CLIENT_SECRET_FILE" => secret == "file" ? file : secret,
                "NAVIS_OIDC_ROLES" => roles,
                _ => null,
            };
            if (wrong is null)
            {
                Assert.Equal("secret", DirectoryOptions.From(Get)!.ClientSecret);
            }
            else
            {
                Assert.Contains($"NAVIS_OIDC_{wrong} ", Assert.Throws<InvalidDataException>(() => DirectoryOptions.From(Get)).Message, StringComparison.Ordinal);
            }
        }
        finally
        {
            File.Delete(file);
        }

        Assert.Null(DirectoryOptions.From(_ => null));
    }

    private void Come(string subject, string email, bool verified = false, string[]? groups = null)
    {
        var claims = host.Directory.Claims;
        claims.Clear();
        (claims["sub"], claims["email"], claims["email_verified"], claims["name"], claims["groups"]) = (subject, email, verified, "Some Body", groups ?? []);
    }

    private async Task<Browser> SignInAsync()
    {
        var browser = host.Open();
        await WalkAsync(browser, "/sign-in/directory");
        return browser;
    }

    private static async Task WalkAsync(Browser browser, string path) => await browser.GoAsync(await ThereAsync(browser, path));

    // To the directory and to the address that it sends the browser back to.
    private static async Task<string> ThereAsync(Browser browser, string path)
    {
        using var start = await browser.RawAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, start.StatusCode);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await client.GetAsync(start.Headers.Location, Stop);
        return answer.Headers.Location!.PathAndQuery;
    }
}
