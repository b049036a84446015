using System.IO.Compression;
using System.Net;
using System.Text;

namespace Navis.Personalize.Web.Tests;

/// <summary>The three people, each through the whole of it, without script.</summary>
public class JourneyTests(DemoHost host)
{
    private const string Letter = "Patient: Zelda Quillfeather   DOB: 01/02/1950\nReport date: 03/12/2025\n\nSURGICAL PATHOLOGY\n\nDIAGNOSIS\nLung, right upper lobe, lobectomy: adenocarcinoma, 2.1 cm.\nLymph nodes: 0/9 positive.\nPathologic stage (AJCC 8th edition): pT1c pN0.\nEGFR L858R mutation detected.\n";

    [Fact]
    public async Task From_upload_to_signature_and_to_the_last_deletion()
    {
        using var patient = host.Open();
        await patient.GoAsync("/sign-up");
        await patient.SubmitAsync("/sign-up", ("role", "patient"), ("name", "Quinn Tester"), ("email", "quinn@example.org"), ("password", "correct horse battery"), ("back", "/sign-up"));
        Assert.Equal("/cases", patient.Path);

        await patient.SubmitAsync("/cases", ("title", "Quinn's lighthouse"));
        var id = patient.FindCase();
        await patient.UploadAsync($"/cases/{id}/records", ("quill-letter.txt", Encoding.UTF8.GetBytes(Letter)), ("empty.pdf", Encoding.UTF8.GetBytes("%PDF-1.4 nothing here")));
        Assert.Contains("quill-letter.txt", patient.Text, StringComparison.Ordinal);
        Assert.Contains("empty.pdf", patient.Text, StringComparison.Ordinal);
        await WaitUntilRead(patient, id);

        await patient.GoAsync($"/cases/{id}/found");
        Assert.Contains("adenocarcinoma", patient.Text, StringComparison.Ordinal);
        Assert.Contains("EGFR", patient.Text, StringComparison.Ordinal);
        await patient.SubmitAsync($"/cases/{id}/reports", ("fact", patient.Find("name=\"fact\" value=\"(f-[0-9a-f]+)\"")), ("words", "Please check the side"), ("back", $"/cases/{id}/found"));
        Assert.Contains("Please check the side", patient.Text, StringComparison.Ordinal);
        await patient.GoAsync($"/cases/{id}/answer");
        Assert.Contains("Not yet checked", patient.Text, StringComparison.Ordinal);
        Assert.Contains("No person has checked", patient.Text, StringComparison.Ordinal);
        await patient.GoAsync($"/cases/{id}/missing");
        Assert.Contains("What your records do not show", patient.Text, StringComparison.Ordinal);

        using var navigator = await Browser.SignedInAsync(host, "nora");
        Assert.DoesNotContain("lighthouse", navigator.Text, StringComparison.Ordinal);
        await patient.GoAsync($"/cases/{id}/sharing");
        await patient.SubmitAsync($"/cases/{id}/share", ("shared", "yes"));
        await navigator.GoAsync("/work");
        Assert.Contains("lighthouse", navigator.Text, StringComparison.Ordinal);

        await navigator.GoAsync($"/cases/{id}/verify");
        Assert.Contains("Please check the side", navigator.Text, StringComparison.Ordinal);
        await navigator.SubmitAsync(navigator.Find("action=\"(/cases/[0-9a-f-]+/reports/[0-9a-f-]+)\""), ("words", "We looked: it is right"));
        await patient.GoAsync($"/cases/{id}/found");
        Assert.Contains("We looked: it is right", patient.Text, StringComparison.Ordinal);

        // A missed fact, added on its words and taken back; words that are not there add nothing.
        await navigator.GoAsync($"/cases/{id}/verify");
        var document = navigator.Find("name=\"document\" value=\"(d[0-9.]+)\"");
        (string, string)[] missed = [("document", document), ("page", "1"), ("says", "smoking||never"), ("back", $"/cases/{id}/verify")];
        await navigator.SubmitAsync($"/cases/{id}/missed", [.. missed, ("words", "smoked like a chimney")]);
        Assert.Contains("do not stand on this page", navigator.Text, StringComparison.Ordinal);
        await navigator.SubmitAsync($"/cases/{id}/missed", [.. missed, ("words", "SURGICAL PATHOLOGY")]);
        await navigator.SubmitAsync(navigator.Find("action=\"(/cases/[0-9a-f-]+/missed/[0-9]+/remove)\""), ("back", $"/cases/{id}/verify"));
        Assert.DoesNotContain("Take back", navigator.Text, StringComparison.Ordinal);

        var presses = await VerifyAsync(navigator, id);
        Assert.True(presses > 0, "There were facts to decide.");
        Assert.Contains("All items have your word", navigator.Text, StringComparison.Ordinal);
        await navigator.SubmitAsync($"/cases/{id}/checked", ("seen", navigator.Find("name=\"seen\" value=\"([0-9a-f]+)\"")));
        await patient.GoAsync($"/cases/{id}/answer");
        Assert.Contains("Nora Nguyen checked this on", patient.Text, StringComparison.Ordinal);

        using var clinician = await Browser.SignedInAsync(host, "clara");
        await clinician.GoAsync($"/cases/{id}/summary");
        var seen = clinician.Find("name=\"seen\" value=\"([0-9a-f]+)\"");
        await clinician.SubmitAsync($"/cases/{id}/sign", ("seen", seen), ("password", "a wrong password"), ("back", $"/cases/{id}/summary"));
        Assert.Contains("That is not your password", clinician.Text, StringComparison.Ordinal);
        await clinician.SubmitAsync($"/cases/{id}/sign", ("seen", seen), ("password", Accounts.DemoPeople.Password), ("back", $"/cases/{id}/summary"));
        Assert.Contains("Signed by Dr. Clara Weber", clinician.Text, StringComparison.Ordinal);
        await patient.GoAsync($"/cases/{id}");
        Assert.Contains("Signed by Dr. Clara Weber", patient.Text, StringComparison.Ordinal);

        await patient.UploadAsync($"/cases/{id}/records", ("later.txt", Encoding.UTF8.GetBytes("Patient: Zelda Quillfeather   DOB: 01/02/1950\nReport date: 05/12/2025\n\nMOLECULAR PATHOLOGY\nPD-L1 TPS 40%.\n")));
        await WaitUntilRead(patient, id);
        await patient.GoAsync($"/cases/{id}");
        Assert.Contains("but the records changed since then", patient.Text, StringComparison.Ordinal);

        using (var page = await patient.RawAsync($"/cases/{id}/download/page"))
        {
            Assert.Equal("attachment", page.Content.Headers.ContentDisposition!.DispositionType);
            Assert.Contains("EGFR", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        using (var everything = await patient.RawAsync($"/cases/{id}/download/everything"))
        using (var zip = new ZipArchive(await everything.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)))
        {
            Assert.Equal(["index.html", "my-answer.html", "my-answer.pdf", "my-data.fhir.json", "my-data.json", "records/1-quill-letter.txt", "records/2-empty.pdf", "records/3-later.txt"], zip.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal));
            using var letter = new StreamReader(zip.GetEntry("records/1-quill-letter.txt")!.Open());
            Assert.Equal(Letter, await letter.ReadToEndAsync(TestContext.Current.CancellationToken));
        }

        await patient.GoAsync($"/cases/{id}/delete");
        await patient.SubmitAsync($"/cases/{id}/delete", ("back", $"/cases/{id}/delete"));
        Assert.Contains("Nothing was deleted", patient.Text, StringComparison.Ordinal);
        await patient.SubmitAsync($"/cases/{id}/delete", ("sure", "yes"));
        Assert.Contains("It is deleted", patient.Text, StringComparison.Ordinal);
        await patient.GoAsync($"/cases/{id}");
        Assert.Equal(HttpStatusCode.NotFound, patient.Status);
        Assert.Contains("There is nothing here", patient.Text, StringComparison.Ordinal);

        // After the whole run: no word of the records, of what was written about them, or of their names stands in the log.
        string[] words = ["Quillfeather", "adenocarcinoma", "lobectomy", "L858R", "lighthouse", "quill-letter", "check the side", "We looked", "quinn@", "Quinn", "battery"];
        Assert.All(host.Log, line => Assert.All(words, w => Assert.DoesNotContain(w, line, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task What_is_said_about_the_patient_shows_the_words_it_rests_on()
    {
        using var pat = await Browser.SignedInAsync(host, "pat");
        var id = pat.FindCase();
        await WaitUntilRead(pat, id);
        await pat.GoAsync($"/cases/{id}/answer");
        Assert.Contains("about you", pat.Text, StringComparison.Ordinal);
        Assert.Contains("Why am I told this?", pat.Text, StringComparison.Ordinal);
        Assert.Contains("1-surgical-pathology.txt", pat.Text, StringComparison.Ordinal);
        Assert.Contains("Symptoms to report at once", pat.Text, StringComparison.Ordinal);
    }

    private static async Task<int> VerifyAsync(Browser navigator, string id)
    {
        await navigator.GoAsync($"/cases/{id}/verify");
        var presses = 0;
        while (navigator.Html.Contains("value=\"confirm\"", StringComparison.Ordinal) && presses++ < 60)
        {
            await navigator.SubmitAsync(navigator.Find("action=\"(/cases/[0-9a-f-]+/facts/f-[0-9a-f]+)\""), ("verb", "confirm"));
        }

        if (navigator.Html.Contains("/certain\"", StringComparison.Ordinal))
        {
            presses++;
            await navigator.SubmitAsync($"/cases/{id}/certain", ("seen", navigator.Find("name=\"seen\" value=\"([0-9a-f]+)\"")));
        }

        return presses;
    }

    private static async Task WaitUntilRead(Browser patient, string id)
    {
        for (var i = 0; i < 150; i++)
        {
            await patient.GoAsync($"/cases/{id}");
            if (patient.Text.Contains("Read your answer", StringComparison.Ordinal))
            {
                return;
            }

            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        Assert.Fail("The records were not read in 30 seconds.");
    }
}

public sealed class JourneyOnPostgresTests(DemoOnPostgresHost host) : JourneyTests(host), IClassFixture<DemoOnPostgresHost>;
