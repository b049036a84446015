using System.Globalization;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Web.Words;

namespace Navis.Personalize.Web.Tests;

/// <summary>In a real browser: accessibility of every page, narrow screens, keyboard only, no foreign request.</summary>
public sealed class BrowserTests(DemoHost host, Chromium chromium)
{
    // WCAG 2.2 A and AA, and what axe calls best practice.
    private static readonly AxeRunOptions Rules = new() { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"] } };

    public static TheoryData<string, string> Pages => SafetyTests.Pages;

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Axe_finds_nothing_in_light_and_dark_narrow_and_enlarged_in_both_languages(string name, string path)
    {
        var page = await chromium.OpenAsync(host, name);
        path = path.Contains("{id}", StringComparison.Ordinal) ? path.Replace("{id}", await PatsCaseAsync(), StringComparison.Ordinal) : path;
        var foreign = new List<string>();
        page.Request += (_, r) =>
        {
            if (!r.Url.StartsWith(host.Root.ToString(), StringComparison.Ordinal))
            {
                foreign.Add(r.Url);
            }
        };
        var console = new List<string>();
        page.Console += (_, m) => console.Add(m.Text);

        // 640 is a screen of 1280 at a zoom of 200 %. Each language, both colors and each width; not each with each, for the time it takes. The last is for its width only.
        var last = "";
        foreach (var (language, colors, width) in ((string, ColorScheme, int)[])[("en", ColorScheme.Light, 1280), ("en", ColorScheme.Dark, 320), ("es", ColorScheme.Dark, 640), ("es", ColorScheme.Light, 320)])
        {
            if (language != last)
            {
                await page.Context.AddCookiesAsync([new() { Name = PageLanguage.Cookie, Value = last = language, Url = host.Root.ToString() }]);
                await page.GotoAsync(path);
            }

            await page.EmulateMediaAsync(new() { ColorScheme = colors });
            await page.SetViewportSizeAsync(width, 900);
            if (language != "es" || width != 320)
            {
                var found = await page.RunAxe(Rules);
                Assert.Equal([], found.Violations.SelectMany(v => v.Nodes.Select(n => $"{language} {colors} {width} {v.Id} {n.Html}")));
            }

            var needed = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            Assert.True(needed <= width, string.Create(CultureInfo.InvariantCulture, $"The page in {language} is {needed} px wide on a screen of {width}."));
            await Chromium.PictureAsync(page, $"{Picture(name, path)}-{language}-{width}");
        }

        Assert.Equal([], foreign);
        Assert.Equal([], console.Where(c => c.Contains("Content Security Policy", StringComparison.Ordinal)));
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("stage-ib-egfr-adjuvant-osimertinib", "2-molecular-report.pdf", "EGFR")]
    [InlineData("stage-iv-alk-alectinib", "2-portal-export.json", "ALK")]
    public async Task A_patient_uploads_reads_asks_why_and_deletes_without_script(string sample, string file, string gene)
    {
        var page = await chromium.OpenAsync(host, "", script: false);
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lee Larsen, patient" }).ClickAsync();
        await page.GetByLabel("A name for it").FillAsync($"From {sample}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        var folder = Path.Combine(((FileContentSource)host.Services.GetRequiredService<IContentSource>()).Root, "samples", sample);
        await page.GetByLabel("Choose files, as many as you like").SetInputFilesAsync(Directory.GetFiles(folder));
        await page.GetByRole(AriaRole.Button, new() { Name = "Add and read" }).ClickAsync(new() { Timeout = 60_000 });
        for (var i = 0; i < 150 && await page.GetByRole(AriaRole.Link, new() { Name = "Read your answer" }).CountAsync() == 0; i++)
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
            await page.ReloadAsync();
        }

        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = file })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "See what we found" }).ClickAsync();
        await Assertions.Expect(page.Locator(".found dt").GetByText(gene, new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Your answer" }).ClickAsync();
        var why = page.Locator(".you details").First;
        await why.Locator("summary").ClickAsync();
        await Assertions.Expect(why.Locator("dd").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Save and print" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Delete everything" }).ClickAsync();
        await page.GetByLabel("Yes, delete").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete everything" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("It is deleted");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_navigator_verifies_a_case_with_one_key_for_each_item(bool script)
    {
        var patient = await Browser.SignedInAsync(host, "sam");
        await patient.GoAsync("/cases");
        await patient.SubmitAsync("/cases", ("title", "Keys only"));
        var id = patient.Path.Split('/')[^1];
        await patient.UploadAsync($"/cases/{id}/records", ("report.txt", System.Text.Encoding.UTF8.GetBytes("Patient: Key Board   DOB: 01/02/1950\nReport date: 03/12/2025\n\nSURGICAL PATHOLOGY\n\nDIAGNOSIS\nLung, right upper lobe, lobectomy: adenocarcinoma, 2.1 cm.\nLymph nodes: 0/9 positive.\nPathologic stage (AJCC 8th edition): pT1c pN0.\nEGFR L858R mutation detected.\n")));
        await patient.GoAsync($"/cases/{id}/sharing");
        await patient.SubmitAsync($"/cases/{id}/share", ("shared", "yes"));
        var page = await chromium.OpenAsync(host, "nora", script: script);
        await page.GotoAsync($"/cases/{id}/verify");
        for (var i = 0; i < 50 && await page.Locator(".facts a").CountAsync() == 0; i++)
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
            await page.ReloadAsync();
        }

        // One for each item that needs a look, one for all the others.
        Assert.True(await page.Locator(".facts a").CountAsync() > 5);
        var doubtful = int.Parse(await page.Locator(".bar strong").First.InnerTextAsync(), CultureInfo.InvariantCulture);
        for (var i = 0; i < doubtful + 1; i++)
        {
            await PressAsync(page, "Enter", script);
        }

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "All items have your word" })).ToBeVisibleAsync();
        await PressAsync(page, "Enter", script: false);
        Assert.EndsWith("/work?checked=yes", page.Url, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Keys_reject_and_take_back()
    {
        var page = await chromium.OpenAsync(host, "nora");
        await page.GotoAsync($"/cases/{await PatsCaseAsync()}/verify");
        var first = await page.Locator(".current h2").InnerTextAsync();
        var link = await page.Locator(".facts a").First.GetAttributeAsync("href");
        await PressAsync(page, "r");
        await page.GotoAsync(link!);
        await Assertions.Expect(page.Locator(".decided")).ToContainTextAsync("Rejected by Nora Nguyen");
        await PressAsync(page, "z");
        await Assertions.Expect(page.Locator(".current h2")).ToHaveTextAsync(first);
        await Assertions.Expect(page.Locator(".decided")).ToHaveCountAsync(0);

        // In a field the same keys are letters.
        await page.GetByLabel("Why, if it is not plain from the words").FillAsync("");
        await page.GetByLabel("Why, if it is not plain from the words").PressSequentiallyAsync("rue");
        await Assertions.Expect(page.GetByLabel("Why, if it is not plain from the words")).ToHaveValueAsync("rue");
        await page.Context.CloseAsync();
    }

    // Presses a key and waits for what it leads to: another page, or with a script the next item on this one.
    internal static async Task PressAsync(IPage page, string key, bool script = true)
    {
        // The browser moves the focus a moment after the page is there.
        await page.Locator("button:focus").WaitForAsync();
        if (script)
        {
            var before = await page.Locator("#item").InnerTextAsync();
            await page.Keyboard.PressAsync(key);
            await page.WaitForFunctionAsync("before => document.querySelector('#item') && document.querySelector('#item').innerText !== before", before, new() { Timeout = 20_000 });
            return;
        }

        var loaded = new TaskCompletionSource();
        void Loaded(object? sender, IPage now) => loaded.TrySetResult();
        page.Load += Loaded;
        await page.Keyboard.PressAsync(key);
        await loaded.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        page.Load -= Loaded;
    }

    private static string Picture(string name, string path) =>
        $"{(name.Length == 0 ? "nobody" : name)}-{Regex.Replace(path, "[0-9a-f-]{36}", "case", RegexOptions.None, TimeSpan.FromSeconds(1)).Replace('/', '_')}";

    private async Task<string> PatsCaseAsync()
    {
        using var pat = await Browser.SignedInAsync(host, "pat");
        var id = pat.FindCase();
        for (var i = 0; i < 150; i++)
        {
            await pat.GoAsync($"/cases/{id}");
            if (pat.Text.Contains("Read your answer", StringComparison.Ordinal))
            {
                return id;
            }

            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException("The demo case was not read in 30 seconds.");
    }
}
