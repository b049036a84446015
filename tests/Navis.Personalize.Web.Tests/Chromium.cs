using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Navis.Personalize.Web.Tests.Chromium))]

namespace Navis.Personalize.Web.Tests;

/// <summary>A real browser, where the system has one (Debian: package <c>chromium</c>); else the tests that need it are skipped and say so.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public static string? Executable { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(f => Names.Select(n => Path.Combine(f, n))).FirstOrDefault(File.Exists);

    /// <summary>Where pictures of the pages go, for a person to look at; null when nobody asked.</summary>
    private static string? Pictures { get; } = Environment.GetEnvironmentVariable("NAVIS_TEST_PICTURES");

    public async ValueTask InitializeAsync()
    {
        if (Executable is null)
        {
            return;
        }

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            Args = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A window of a demo person, or of nobody.</summary>
    public async Task<IPage> OpenAsync(WebHost host, string name, ColorScheme colors = ColorScheme.Light, bool script = true, int width = 1280)
    {
        Assert.SkipWhen(browser is null, "No Chromium was found. Install the package chromium to run the tests in a browser.");
        var context = await browser!.NewContextAsync(new() { BaseURL = host.Root.ToString(), ColorScheme = colors, JavaScriptEnabled = script, ViewportSize = new() { Width = width, Height = 900 } });
        if (name.Length > 0)
        {
            var cookies = await host.SessionAsync(name);
            await context.AddCookiesAsync(cookies.GetAllCookies().Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = host.Root.ToString(), HttpOnly = c.HttpOnly }));
        }

        return await context.NewPageAsync();
    }

    public static async Task PictureAsync(IPage page, string name)
    {
        if (Pictures is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, name + ".png"), FullPage = true });
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }
}
