using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Navis.Personalize.Web.Words;

namespace Navis.Personalize.Web.Tests;

/// <summary>The pages of patient and caregiver: what they upload, are told, tell, take along and let others do.</summary>
public sealed class PatientTests(DemoHost host, Chromium chromium)
{
    private const string Report = "Patient: Quinn Harbor   DOB: 13 February 1950\nReport date: 03/12/2025\n\nSURGICAL PATHOLOGY\n\nDIAGNOSIS\nLung, right upper lobe, lobectomy: adenocarcinoma, 2.1 cm.\nLymph nodes: 0/9 positive.\nPathologic stage (AJCC 8th edition): pT1c pN0.\n";
    private const string Genes = "Patient: Quinn Harbor   DOB: 13 February 1950\nReport date: 04/20/2025\n\nMOLECULAR PATHOLOGY\nEGFR L858R mutation detected.\nALK rearrangement not detected.\n";
    private static readonly string[] Recognition = ["tesseract", "pdftoppm"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_script_each_file_shows_its_progress_and_a_damaged_one_its_reason_in_plain_words()
    {
        var page = await chromium.OpenAsync(host, "lee");
        await StartAsync(page, "Three files");
        await page.GetByLabel("Choose files, as many as you like").SetInputFilesAsync([File("report.txt", Report), File("broken.pdf", "%PDF-1.7\nnothing more\n"), File("genes.txt", Genes)]);
        await Assertions.Expect(page.Locator(".sending li")).ToHaveCountAsync(3);
        await Assertions.Expect(page.GetByRole(AriaRole.Progressbar, new() { Name = "report.txt" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".sending .note").First).ToHaveTextAsync("ready to send");

        // The same file once more is no second one.
        await page.GetByLabel("Choose files, as many as you like").SetInputFilesAsync([File("larger.txt", new string('x', 100))]);
        await Assertions.Expect(page.Locator(".sending li")).ToHaveCountAsync(4);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add and read" }).ClickAsync();

        // The page looks again by itself until all is read.
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Read your answer" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var broken = page.Locator(".files > li").Filter(new() { HasText = "broken.pdf" });
        await Assertions.Expect(broken).ToContainTextAsync("This PDF is damaged. Please download it again, or ask for a new copy.");
        await Assertions.Expect(page.Locator(".files > li").Filter(new() { HasText = "genes.txt" })).ToContainTextAsync("Gene test (molecular report), dated April 20, 2025");
        await Assertions.Expect(page.Locator(".files > li").Filter(new() { HasText = "genes.txt" })).Not.ToContainTextAsync("ALK");
        await Assertions.Expect(page.Locator(".fresh")).ToContainTextAsync("Your newest record is from April 20, 2025.");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_scan_is_read_and_its_words_are_shown_on_the_picture_beside_the_item()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Assert.SkipUnless(Recognition.All(t => path.Any(p => System.IO.File.Exists(Path.Combine(p, t)))), "tesseract and pdftoppm are not installed on this machine ('./navis install-ocr' installs them)");
        var page = await chromium.OpenAsync(host, "lee", width: 1240);
        await page.SetContentAsync($"<pre style=\"font:26px Arial;margin:80px;line-height:1.6\">{WebUtility.HtmlEncode(Genes)}</pre>");
        var scan = await page.ScreenshotAsync(new() { FullPage = true });
        await StartAsync(page, "A photo");
        await page.Locator("#files").SetInputFilesAsync(new FilePayload { Name = "photo.png", MimeType = "image/png", Buffer = scan });
        await page.GetByRole(AriaRole.Button, new() { Name = "Add and read" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "See what we found" })).ToBeVisibleAsync(new() { Timeout = 90_000 });
        await Assertions.Expect(page.Locator(".files .what")).ToContainTextAsync("read from a picture");
        await page.GetByRole(AriaRole.Link, new() { Name = "See what we found" }).ClickAsync();
        var egfr = page.Locator("dd:near(dt:text-is('EGFR'))").First;
        await Assertions.Expect(page.Locator(".found dt").GetByText("EGFR", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(egfr.Locator(".crop image")).ToHaveCountAsync(1);
        var picture = await page.APIRequest.GetAsync((await egfr.Locator(".crop image").GetAttributeAsync("href"))!);
        Assert.StartsWith("image/", picture.Headers["content-type"], StringComparison.Ordinal);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Chromium.PictureAsync(page, "scan-found");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_language_switch_changes_every_page_and_the_answer_and_stays()
    {
        var page = await chromium.OpenAsync(host, "pat", script: false);
        await page.GotoAsync("/cases");
        await page.GetByRole(AriaRole.Button, new() { Name = "Español" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Mis informes");
        await page.Locator(".cards a").First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Su respuesta", Exact = true }).ClickAsync();
        Assert.Equal("es", await page.Locator("html").GetAttributeAsync("lang"));
        await Assertions.Expect(page.Locator(".answer")).ToContainTextAsync("Por qué puede volver el cáncer de pulmón");
        await page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await Assertions.Expect(page.Locator(".answer")).ToContainTextAsync("Why lung cancer can come back");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Text_size_and_colors_are_kept_and_print_leaves_out_what_is_only_for_the_screen()
    {
        var page = await chromium.OpenAsync(host, "pat", script: false);
        await page.GotoAsync("/cases");
        var normal = await FontAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Larger" }).ClickAsync();
        await page.GotoAsync("/account");
        Assert.True(await FontAsync(page) > normal * 1.3);
        await page.GetByRole(AriaRole.Button, new() { Name = "Dark" }).ClickAsync();
        await page.GotoAsync("/cases");
        Assert.Equal("dark", await page.Locator("html").GetAttributeAsync("data-theme"));
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(page.Locator("header.top")).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();

        // On paper nothing can be unfolded.
        await page.GotoAsync(await page.Locator(".cards a").First.GetAttributeAsync("href") + "/answer");
        await Assertions.Expect(page.Locator(".you details dd").First).ToBeVisibleAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        await Assertions.Expect(page.Locator(".you details dd").First).ToBeHiddenAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Numbers_about_how_long_people_live_are_shown_only_when_asked_for()
    {
        using var pat = await Browser.SignedInAsync(host, "sam");
        var id = pat.FindCase();
        await WaitUntilReadAsync(pat, id);
        await pat.GoAsync($"/cases/{id}/answer");
        Assert.DoesNotContain("id=\"survival\"", pat.Html, StringComparison.Ordinal);
        Assert.Contains("Show me", pat.Text, StringComparison.Ordinal);
        await pat.GoAsync($"/cases/{id}/answer?survival=show");
        Assert.True(pat.Html.Contains("id=\"survival\"", StringComparison.Ordinal) || pat.Text.Contains("no such numbers that fit", StringComparison.Ordinal));
        Assert.Contains("Hide these numbers", pat.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_patient_tells_waits_for_a_navigator_and_can_be_taken_back()
    {
        using var sam = await Browser.SignedInAsync(host, "sam");
        var id = await CaseAsync(sam, "Told", ("report.txt", Report));
        await sam.GoAsync($"/cases/{id}/found");
        await sam.SubmitAsync($"/cases/{id}/told", ("about", "test"), ("words", "A lab far away found a KRAS change"), ("back", $"/cases/{id}/found"));
        Assert.Contains("“A lab far away found a KRAS change”", sam.Text, StringComparison.Ordinal);
        Assert.Contains("It does not change your answer yet", sam.Text, StringComparison.Ordinal);
        Assert.Contains("No navigator can see it yet", sam.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch("<dt>KRAS", sam.Html);
        await sam.SubmitAsync($"/cases/{id}/told", ("about", "test"), ("words", " "), ("back", $"/cases/{id}/found"));
        Assert.Contains("Please write a few words", sam.Text, StringComparison.Ordinal);
        await sam.GoAsync($"/cases/{id}/found");
        await sam.SubmitAsync(sam.Find($"action=\"(/cases/{id}/told/[0-9a-f-]+/back)\""), ("back", $"/cases/{id}/found"));
        Assert.Contains("Nothing of it is kept", sam.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("far away", sam.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Questions_are_ticked_and_own_ones_added_and_what_is_missing_comes_with_a_letter()
    {
        using var sam = await Browser.SignedInAsync(host, "sam");
        var id = await CaseAsync(sam, "Questions", ("report.txt", Report));
        await sam.GoAsync($"/cases/{id}/questions");
        await sam.SubmitAsync($"/cases/{id}/questions/own", ("text", "May I swim?"), ("back", $"/cases/{id}/questions"));
        var own = sam.Find("value=\"(own-[0-9a-f]+)\" checked");
        var first = sam.Find("name=\"take\" value=\"([^\"]+)\" />");
        await sam.SubmitAsync($"/cases/{id}/questions", ("take", own), ("take", first), ("back", $"/cases/{id}/questions"));
        Assert.Contains("Your list is saved. 2 ticked.", sam.Text, StringComparison.Ordinal);
        await sam.SubmitAsync($"/cases/{id}/questions/remove", ("key", own), ("back", $"/cases/{id}/questions"));
        Assert.DoesNotContain("May I swim?", sam.Text, StringComparison.Ordinal);
        Assert.Contains("checked", sam.Html, StringComparison.Ordinal);

        await sam.GoAsync($"/cases/{id}/missing");
        Assert.Contains("My name is Quinn Harbor. I was born on February 13, 1950.", sam.Text, StringComparison.Ordinal);
        Assert.Contains("Please send me a copy of these records:", sam.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_record_is_told_and_so_is_the_check_that_it_ended()
    {
        using var sam = await Browser.SignedInAsync(host, "sam");
        var id = await CaseAsync(sam, "Remove", ("report.txt", Report), ("genes.txt", Genes));
        await sam.GoAsync($"/cases/{id}/sharing");
        await sam.SubmitAsync($"/cases/{id}/share", ("shared", "yes"));
        using var nora = await Browser.SignedInAsync(host, "nora");
        while (await Cases.ConfirmNextAsync(nora, id))
        {
        }

        await nora.SubmitAsync($"/cases/{id}/checked", ("seen", nora.Find("name=\"seen\" value=\"([0-9a-f]+)\"")));
        await sam.GoAsync($"/cases/{id}");
        Assert.Contains("Checked by a navigator. Nora Nguyen checked this on", sam.Text, StringComparison.Ordinal);
        await sam.GoAsync($"/cases/{id}/found");
        Assert.Contains("checked by a person", sam.Text, StringComparison.Ordinal);
        await sam.GoAsync($"/cases/{id}");
        await sam.SubmitAsync(Regex.Matches(sam.Html, "/cases/[0-9a-f-]+/records/[0-9a-f-]+/remove", RegexOptions.None, TimeSpan.FromSeconds(1))[1].Value, ("back", $"/cases/{id}"));
        Assert.Contains("The file is removed.", sam.Text, StringComparison.Ordinal);
        await WaitUntilReadAsync(sam, id);
        Assert.Contains("but the records changed since then", sam.Text, StringComparison.Ordinal);
        await sam.GoAsync($"/cases/{id}/found");
        Assert.DoesNotMatch("<dt>EGFR", sam.Html);
    }

    [Fact]
    public async Task A_caregiver_acts_while_the_consent_lasts_and_finds_nothing_after_it_has_ended()
    {
        using var lee = await Browser.SignedInAsync(host, "lee");
        var id = await CaseAsync(lee, "With help", ("report.txt", Report));
        using var chris = await Browser.SignedInAsync(host, "chris");
        await chris.GoAsync($"/cases/{id}");
        Assert.Equal(HttpStatusCode.NotFound, chris.Status);
        await lee.GoAsync($"/cases/{id}/sharing");
        await lee.SubmitAsync($"/cases/{id}/consent", ("email", "chris@demo.example"), ("days", "30"), ("back", $"/cases/{id}/sharing"));
        Assert.Contains("Chris Rivera", lee.Text, StringComparison.Ordinal);

        await chris.GoAsync("/cases");
        Assert.Contains("With help", chris.Text, StringComparison.Ordinal);
        await chris.GoAsync($"/cases/{id}");
        Assert.DoesNotContain($"/cases/{id}/sharing", chris.Html, StringComparison.Ordinal);
        await chris.UploadAsync($"/cases/{id}/records", ("genes.txt", Encoding.UTF8.GetBytes(Genes)));
        await WaitUntilReadAsync(chris, id);
        await chris.GoAsync($"/cases/{id}/found");
        await chris.SubmitAsync($"/cases/{id}/told", ("about", "health"), ("words", "Lee sleeps badly"), ("back", $"/cases/{id}/found"));
        await lee.GoAsync($"/cases/{id}/found");
        Assert.Contains("Chris Rivera", lee.Text, StringComparison.Ordinal);

        await lee.GoAsync($"/cases/{id}/sharing");
        await lee.SubmitAsync($"/cases/{id}/consent", ("end", lee.Find("name=\"end\" value=\"([^\"]+)\"")), ("back", $"/cases/{id}/sharing"));
        Assert.DoesNotContain("Chris Rivera", lee.Text, StringComparison.Ordinal);
        foreach (var path in (string[])["", "/found", "/answer", "/questions", "/timeline", "/missing", "/keep", "/reading", "/download/page"])
        {
            await chris.GoAsync($"/cases/{id}{path}");
            Assert.Equal((path, HttpStatusCode.NotFound), (path, chris.Status));
        }

        await chris.GoAsync("/cases");
        Assert.DoesNotContain("With help", chris.Text, StringComparison.Ordinal);
        await chris.SubmitAsync($"/cases/{id}/told", ("about", "health"), ("words", "once more"));
        Assert.Equal(HttpStatusCode.NotFound, chris.Status);
    }

    [Fact]
    public async Task The_timeline_is_a_picture_with_a_title_and_the_same_as_a_table()
    {
        using var pat = await Browser.SignedInAsync(host, "pat");
        var id = pat.FindCase();
        await WaitUntilReadAsync(pat, id);
        await pat.GoAsync($"/cases/{id}/timeline");
        Assert.Contains("<title id=\"timeline-title\">Timeline from 2025 to ", pat.Html, StringComparison.Ordinal);
        Assert.Contains("<desc id=\"timeline-words\">2 treatments as bars", pat.Html, StringComparison.Ordinal);
        Assert.Contains("since April 2, 2025 Osimertinib", pat.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ALK", pat.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_that_looks_again_learns_how_far_the_reading_is_and_nothing_else()
    {
        using var pat = await Browser.SignedInAsync(host, "pat");
        var id = pat.FindCase();
        await WaitUntilReadAsync(pat, id);
        using var answer = await pat.RawAsync($"/cases/{id}/reading");
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop));
        Assert.Equal("done", json.RootElement.GetProperty("reading").GetString());
        Assert.Single(json.RootElement.EnumerateObject());
    }

    [Fact]
    public void Every_issue_that_reading_can_report_has_plain_words()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !System.IO.File.Exists(Path.Combine(root.FullName, "Navis.Personalize.sln")))
        {
            root = root.Parent;
        }

        Assert.SkipWhen(root is null, "The source is not beside the tests.");

        // Of the command line only, or no more than information.
        string[] others = ["FILE-MISSING", "FILE-CLOSED", "FILE-OUTSIDE", "FOLDER-EMPTY", "FOLDER-CLOSED", "FOLDER-TOO-LARGE", "ZIP-INDEX"];
        var codes = new[] { "Formats", "Extraction", "Core", "Application" }
            .SelectMany(p => Directory.EnumerateFiles(Path.Combine(root!.FullName, "src", $"Navis.Personalize.{p}"), "*.cs", SearchOption.AllDirectories))
            .SelectMany(f => Regex.Matches(System.IO.File.ReadAllText(f), "(?<=\")(?:ZIP|FILE|TEXT|FHIR|XML|SUBJECT|READ|PICTURE|PDF|PAGE|OWN|OCR|LANGUAGE|JSON|HTML|EXTRACT|EMAIL|DOCX|CCDA|HL7|RTF|MANY)(?:-[A-Z]+)+(?=\")", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(m => m.Value))
            .Distinct(StringComparer.Ordinal).Except(others, StringComparer.Ordinal).ToList();
        Assert.True(codes.Count > 40, "The pattern does not find the codes.");
        Assert.Equal([], codes.Where(c => PageWords.For("en").Find("issue." + c) is null).Order(StringComparer.Ordinal));
    }

    private static async Task StartAsync(IPage page, string title)
    {
        await page.GotoAsync("/cases");
        await page.GetByLabel("A name for it").FillAsync(title);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
    }

    private static FilePayload File(string name, string text) => new() { Name = name, MimeType = "application/octet-stream", Buffer = Encoding.UTF8.GetBytes(text) };

    private static Task<double> FontAsync(IPage page) => page.EvaluateAsync<double>("parseFloat(getComputedStyle(document.querySelector('main')).fontSize)");

    private static async Task<string> CaseAsync(Browser browser, string title, params (string Name, string Text)[] files)
    {
        await browser.GoAsync("/cases");
        await browser.SubmitAsync("/cases", ("title", title));
        var id = browser.Path.Split('/')[^1];
        await browser.UploadAsync($"/cases/{id}/records", [.. files.Select(f => (f.Name, Encoding.UTF8.GetBytes(f.Text)))]);
        await WaitUntilReadAsync(browser, id);
        return id;
    }

    private static async Task WaitUntilReadAsync(Browser browser, string id)
    {
        for (var i = 0; i < 300; i++)
        {
            await browser.GoAsync($"/cases/{id}");
            if (browser.Text.Contains("Read your answer", StringComparison.Ordinal))
            {
                return;
            }

            await Task.Delay(200, Stop);
        }

        Assert.Fail("The records were not read in a minute.");
    }
}
