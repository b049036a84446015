using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Web.Tests;

/// <summary>The verification screen in a real browser, with the keyboard alone where a keyboard can do it.</summary>
public sealed class VerificationTests(DemoHost host, Chromium chromium, ITestOutputHelper output)
{
    // Twelve fields of the profile.
    private const string Report = "Patient: Key Board   DOB: 01/02/1950\nReport date: 03/12/2025\n\nSURGICAL PATHOLOGY\n\nDIAGNOSIS\nLung, right upper lobe, lobectomy: adenocarcinoma, 2.1 cm.\nVisceral pleural invasion: absent.\nLymphovascular invasion: absent.\nMargins: negative.\nLymph nodes: 0/9 positive.\nPathologic stage (AJCC 8th edition): pT1c pN0.\nEGFR L858R mutation detected.\n";
    private const string Against = "Patient: Key Board   DOB: 01/02/1950\nReport date: 03/20/2025\n\nMOLECULAR PATHOLOGY\nSpecimen: lung, right upper lobe\nEGFR: no mutation detected.\nALK rearrangement not detected.\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_report_of_twelve_fields_is_verified_in_fifteen_key_presses_or_fewer()
    {
        var page = await OpenAsync("Twelve fields", ("report.txt", Encoding.UTF8.GetBytes(Report)));
        var fields = (await page.Locator(".facts a strong").AllInnerTextsAsync()).Distinct(StringComparer.Ordinal).Count();
        Assert.True(fields >= 12, $"{fields} fields");
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var presses = 0;
        while (await page.GetByRole(AriaRole.Heading, new() { Name = "All items have your word" }).CountAsync() == 0)
        {
            await BrowserTests.PressAsync(page, "Enter");
            Assert.True(++presses < 15, "Too many presses.");
        }

        await BrowserTests.PressAsync(page, "f", script: false);
        presses++;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{fields} fields, {presses} presses, {clock.Elapsed.TotalSeconds:0.0} s by script"));
        Assert.EndsWith("/work?checked=yes", page.Url, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task With_the_keyboard_alone_a_conflict_is_settled_a_value_corrected_and_everything_undone_and_done()
    {
        var page = await OpenAsync("Keyboard alone", ("report.txt", Encoding.UTF8.GetBytes(Report)), ("against.txt", Encoding.UTF8.GetBytes(Against)));
        await Assertions.Expect(page.Locator(".conflict .side")).ToHaveCountAsync(2);
        await page.Locator("button:focus").WaitForAsync();
        await BrowserTests.PressAsync(page, "1");
        await Assertions.Expect(page.Locator(".bar")).ToContainTextAsync("2 decided");
        await page.Keyboard.PressAsync("z");
        await Assertions.Expect(page.Locator(".bar")).ToContainTextAsync("0 decided");
        await Assertions.Expect(page.Locator(".conflict .side")).ToHaveCountAsync(2);
        await BrowserTests.PressAsync(page, "2");
        await Assertions.Expect(page.Locator(".bar")).ToContainTextAsync("2 decided");

        // Next, previous, to the source and back.
        var first = await page.Locator("#item .current, #item h2").First.InnerTextAsync();
        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(page.Locator(".facts a[aria-current]")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("s");
        await Assertions.Expect(page.Locator("#page")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("s");
        await Assertions.Expect(page.Locator("#item button:focus")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Locator("#keys dl")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("?");

        // A field is corrected with a reason; the words of it are kept.
        await page.Locator(".facts a", new() { HasText = "Laterality" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".current h2")).ToHaveTextAsync("Laterality");
        await page.Locator("button:focus").WaitForAsync();
        await page.Keyboard.PressAsync("e");
        await Assertions.Expect(page.Locator("#value")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("left");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("the letter says so");
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".facts a", new() { HasText = "Corrected to left" })).ToHaveCountAsync(1);

        // Rejected, and not to be told.
        foreach (var (key, words) in ((string, string)[])[("r", "Rejected"), ("u", "Can't be told")])
        {
            await page.Locator(".facts a:not(:has(.note))").First.FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await page.Locator("#item .decide button:focus").WaitForAsync();
            var before = await page.Locator(".facts a", new() { HasText = words }).CountAsync();
            await page.Keyboard.PressAsync(key);
            await Assertions.Expect(page.Locator(".facts a", new() { HasText = words })).ToHaveCountAsync(before + 1);
        }

        while (await page.GetByRole(AriaRole.Heading, new() { Name = "All items have your word" }).CountAsync() == 0)
        {
            await BrowserTests.PressAsync(page, "Enter");
        }

        await BrowserTests.PressAsync(page, "f", script: false);
        Assert.EndsWith("/work?checked=yes", page.Url, StringComparison.Ordinal);
        Assert.NotEmpty(first);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_page_of_a_pdf_stands_beside_its_facts_and_moving_loads_no_page_anew()
    {
        var page = await OpenAsync("Pictures", ("report.pdf", await SampleAsync("2-molecular-report.pdf")), ("letter.txt", Encoding.UTF8.GetBytes(Report.Replace("Key Board   DOB: 01/02/1950", "Maren Lindqvist", StringComparison.Ordinal))));
        await page.Locator(".facts a", new() { HasText = "ALK" }).First.ClickAsync();
        var picture = page.Locator("#page .sheet svg image");
        await Assertions.Expect(picture).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#page rect.box.now")).Not.ToHaveCountAsync(0);
        Assert.True(await page.EvaluateAsync<bool>("async () => { const i = new Image(); i.src = document.querySelector('#page image').getAttribute('href'); await i.decode(); return i.naturalWidth > 500; }"));
        var box = await page.Locator("#page rect.box.now").First.BoundingBoxAsync();
        Assert.NotNull(box);

        // The same element stays: nothing is loaded anew, and another box stands out.
        await page.EvaluateAsync("window.kept = document.querySelector('#page .sheet')");
        await page.Locator(".facts a", new() { HasText = "ROS1" }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".current h2")).ToHaveTextAsync("ROS1");
        Assert.True(await page.EvaluateAsync<bool>("window.kept === document.querySelector('#page .sheet')"));
        var next = await page.Locator("#page rect.box.now").First.BoundingBoxAsync();
        Assert.NotEqual(box!.Y, next!.Y);

        // A box leads to its fact.
        await page.Locator($"#page rect.box[data-fact=\"{await page.Locator(".facts a", new() { HasText = "KRAS" }).First.GetAttributeAsync("data-fact")}\"]").First.ClickAsync();
        await Assertions.Expect(page.Locator(".current h2")).ToHaveTextAsync("KRAS");
        await Chromium.PictureAsync(page, "verify-pdf");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_was_missed_is_marked_in_the_text_or_drawn_on_the_picture()
    {
        var page = await OpenAsync("Missed", ("report.pdf", await SampleAsync("2-molecular-report.pdf")));
        await page.Locator(".facts a", new() { HasText = "ALK" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("#page rect.box.now")).Not.ToHaveCountAsync(0);
        var box = (await page.Locator("#page rect.box.now").First.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X - 4, box.Y - 3);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + box.Width + 4, box.Y + box.Height + 3, new() { Steps = 5 });
        await page.Mouse.UpAsync();
        await Assertions.Expect(page.Locator("#missed-words")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("ALK", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await page.Locator("#missed-says").SelectOptionAsync("biomarker|NRG1|not-detected");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add it" }).ClickAsync();
        await Assertions.Expect(page.Locator(".records li")).ToContainTextAsync("NRG1");

        // In the words of the page: a double click marks a word.
        await page.Locator("#page details.words summary").ClickAsync();
        await page.EvaluateAsync("""
            () => {
              const record = document.querySelector('#page .record'), walker = document.createTreeWalker(record, NodeFilter.SHOW_TEXT);
              for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf('tissue');
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at); range.setEnd(node, at + 6);
                getSelection().removeAllRanges(); getSelection().addRange(range);
                return;
              }
            }
            """);
        await page.Locator("#page").FocusAsync();
        await page.Keyboard.PressAsync("m");
        await Assertions.Expect(page.Locator("#missed-words")).ToHaveValueAsync("tissue");
        await Assertions.Expect(page.Locator("#missed-says")).ToBeFocusedAsync();
        await page.Locator("#missed-says").SelectOptionAsync("tumor-size||#");
        await page.Locator("#missed-number").FillAsync("3.4");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add it" }).ClickAsync();
        await Assertions.Expect(page.Locator(".records li")).ToHaveCountAsync(2);
        await page.Context.CloseAsync();
    }

    private async Task<IPage> OpenAsync(string title, params (string Name, byte[] Content)[] files)
    {
        var page = await chromium.OpenAsync(host, "nora");
        var id = await Cases.SharedAsync(host, title, files);
        await page.GotoAsync($"/cases/{id}/verify");
        for (var i = 0; i < 150 && await page.Locator(".facts a").CountAsync() == 0; i++)
        {
            await Task.Delay(200, Stop);
            await page.ReloadAsync();
        }

        return page;
    }

    private Task<byte[]> SampleAsync(string name) =>
        File.ReadAllBytesAsync(Path.Combine(((FileContentSource)host.Services.GetRequiredService<IContentSource>()).Root, "samples", "stage-ib-egfr-adjuvant-osimertinib", name), Stop);
}
