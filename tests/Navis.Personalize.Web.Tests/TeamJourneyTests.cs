using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Web.Tests;

/// <summary>Navigator and clinician through their whole journey in a real browser, on the records of a demo person.</summary>
public sealed class TeamJourneyTests(DemoHost host, Chromium chromium)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("stage-iv-egfr-t790m", "EGFR")]
    [InlineData("stage-iv-alk-alectinib", "ALK")]
    public async Task From_the_worklist_to_a_signature_with_changes_and_to_its_end(string sample, string gene)
    {
        var folder = Path.Combine(((FileContentSource)host.Services.GetRequiredService<IContentSource>()).Root, "samples", sample);
        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(f => (Path.GetFileName(f), File.ReadAllBytes(f))).ToArray();
        var id = await Cases.SharedAsync(host, $"Journey {gene}", files);

        // The navigator takes it from the worklist and verifies it.
        var nora = await chromium.OpenAsync(host, "nora");
        await nora.GotoAsync("/work");
        for (var i = 0; i < 150 && await nora.Locator("tr", new() { HasText = $"Journey {gene}" }).Locator("td", new() { HasText = "being read" }).CountAsync() > 0; i++)
        {
            await Task.Delay(200, Stop);
            await nora.ReloadAsync();
        }

        await nora.GetByRole(AriaRole.Link, new() { Name = $"Journey {gene}" }).ClickAsync();
        await Assertions.Expect(nora.Locator("#page .sheet")).ToBeVisibleAsync();
        await Assertions.Expect(nora.GetByRole(AriaRole.Heading, new() { Name = "Stage: stated, and computed by edition" })).ToBeVisibleAsync();
        await Chromium.PictureAsync(nora, $"journey-verify-{gene}");
        while (await nora.GetByRole(AriaRole.Heading, new() { Name = "All items have your word" }).CountAsync() == 0)
        {
            await BrowserTests.PressAsync(nora, "Enter");
        }

        await BrowserTests.PressAsync(nora, "f", script: false);
        await Assertions.Expect(nora.GetByRole(AriaRole.Status)).ToContainTextAsync("Checked");
        await nora.Context.CloseAsync();

        // The clinician reads the basis, withholds a statement, and signs with that change.
        var clara = await chromium.OpenAsync(host, "clara");
        await clara.GotoAsync("/work");
        await clara.GetByRole(AriaRole.Link, new() { Name = $"Journey {gene}" }).ClickAsync();
        await Assertions.Expect(clara.Locator(".state.checked")).ToContainTextAsync("Nora Nguyen");
        await Assertions.Expect(clara.GetByRole(AriaRole.Heading, new() { Name = "Resistance timeline" })).ToBeVisibleAsync();
        var statement = clara.Locator(".answer .you").First;
        var words = (await statement.InnerTextAsync()).Split('\n')[0].Trim();
        await statement.Locator("summary").ClickAsync();
        await Assertions.Expect(statement.Locator(".basisline a").First).ToBeVisibleAsync();
        await statement.GetByLabel("Why the patient should not see this statement").FillAsync("will be told in person");
        await statement.GetByRole(AriaRole.Button, new() { Name = "Withhold it" }).ClickAsync();
        await Assertions.Expect(clara.Locator("section[aria-labelledby=withheld]")).ToContainTextAsync("will be told in person");
        Assert.DoesNotContain(words, await clara.Locator(".answer .you").AllInnerTextsAsync());
        await Assertions.Expect(clara.GetByRole(AriaRole.Button, new() { Name = "Sign with my changes" })).ToBeVisibleAsync();
        await Chromium.PictureAsync(clara, $"journey-summary-{gene}");
        await clara.GetByRole(AriaRole.Link, new() { Name = "The same in Spanish" }).ClickAsync();
        await Assertions.Expect(clara.Locator(".answer [lang=es]")).ToBeVisibleAsync();
        await clara.GetByRole(AriaRole.Link, new() { Name = "Clinical wording" }).ClickAsync();
        await clara.GetByLabel("Note to the patient").FillAsync("We will talk about one point in person.");
        if (await clara.Locator("#sign-password").CountAsync() > 0)
        {
            await clara.Locator("#sign-password").FillAsync(Accounts.DemoPeople.Password);
        }

        await clara.GetByRole(AriaRole.Button, new() { Name = "Sign with my changes" }).ClickAsync();
        await Assertions.Expect(clara.Locator(".state.signed")).ToContainTextAsync("Dr. Clara Weber");

        // The patient reads who signed and the note; a new record ends the signature, and all see what changed.
        using var sam = await Browser.SignedInAsync(host, "sam");
        await sam.GoAsync($"/cases/{id}/answer");
        Assert.Contains("Signed by Dr. Clara Weber", sam.Text, StringComparison.Ordinal);
        Assert.Contains("We will talk about one point in person.", sam.Text, StringComparison.Ordinal);
        await sam.GoAsync($"/cases/{id}");
        await sam.UploadAsync($"/cases/{id}/records", ("later.txt", Encoding.UTF8.GetBytes("Report date: 05/12/2026\n\nMOLECULAR PATHOLOGY\nPD-L1 TPS 40%.\n")));
        for (var i = 0; i < 150 && !sam.Text.Contains("Records: 1 new, 0 removed.", StringComparison.Ordinal); i++)
        {
            await Task.Delay(200, Stop);
            await sam.GoAsync($"/cases/{id}");
        }

        Assert.Contains("Records: 1 new, 0 removed.", sam.Text, StringComparison.Ordinal);
        await clara.ReloadAsync();
        await Assertions.Expect(clara.Locator("section[aria-labelledby=diff] ins", new() { HasText = "later.txt" })).ToBeVisibleAsync();
        await Assertions.Expect(clara.GetByText("A navigator must check this case before it can be signed.")).ToBeVisibleAsync();

        // Back to the navigator with a note.
        await clara.GetByLabel("What should be looked at again?").FillAsync("Please look at the new result.");
        await clara.GetByRole(AriaRole.Button, new() { Name = "Return to the navigator" }).ClickAsync();
        await clara.Context.CloseAsync();
        using var navigator = await Browser.SignedInAsync(host, "nora");
        await navigator.GoAsync($"/cases/{id}/verify");
        Assert.Contains("Please look at the new result.", navigator.Text, StringComparison.Ordinal);
    }
}
