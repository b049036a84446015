using System.Net;

namespace Navis.Personalize.Web.Tests.Api;

/// <summary>The use cases through the interface.</summary>
public sealed class ApiJourneyTests(DemoHost host)
{
    private const string Letter = "Patient: Zelda Quillfeather   DOB: 01/02/1950\nReport date: 03/12/2025\n\nSURGICAL PATHOLOGY\n\nDIAGNOSIS\nLung, right upper lobe, lobectomy: adenocarcinoma, 2.1 cm.\nEGFR L858R mutation detected.\n";

    [Fact]
    public async Task From_a_new_case_to_a_check_and_to_the_last_deletion()
    {
        using var patient = await ApiClient.OfAsync(host, "sam", "read", "write");
        await patient.PostAsync("/api/v1/cases", new { title = "By machine" });
        Assert.Equal(HttpStatusCode.Created, patient.Status);
        var id = patient.Json.GetProperty("id").GetString()!;
        Assert.Equal($"/api/v1/cases/{id}", patient.Response.Headers.Location!.ToString());
        await patient.GetAsync($"/api/v1/cases/{id}/profile");
        Assert.Equal((HttpStatusCode.Conflict, "not-read"), (patient.Status, patient.Code));

        await patient.UploadAsync($"/api/v1/cases/{id}/records", null, ("letter.txt", Letter));
        Assert.Equal((HttpStatusCode.Created, 1), (patient.Status, patient.Json.GetProperty("added").GetInt32()));
        var read = await patient.ReadAsync(id);
        Assert.Equal("unchecked", read.GetProperty("review").GetProperty("state").GetString());

        await patient.GetAsync($"/api/v1/cases/{id}/profile");
        Assert.Equal("navis-profile/1", patient.Json.GetProperty("schema").GetString());
        var fact = patient.Json.GetProperty("facts").EnumerateArray().First(f => f.GetProperty("kind").GetString() == "biomarker").GetProperty("id").GetString();
        await patient.GetAsync($"/api/v1/cases/{id}/answer?language=es");
        Assert.Equal(("patient", "es"), (patient.Json.GetProperty("audience").GetString(), patient.Json.GetProperty("language").GetString()));
        await patient.GetAsync($"/api/v1/cases/{id}/answer?audience=clinician");
        Assert.Equal("audience", patient.Code);
        await patient.PostAsync($"/api/v1/cases/{id}/reports", new { factId = fact, words = "Please look again." });
        var report = patient.Json.GetProperty("id").GetString();
        await patient.PatchAsync($"/api/v1/cases/{id}", new { title = "Renamed" });
        Assert.Equal(HttpStatusCode.NoContent, patient.Status);

        // Not shared yet: for the team it is not there.
        using var navigator = await ApiClient.OfAsync(host, "nora", "read", "review");
        await navigator.GetAsync($"/api/v1/cases/{id}");
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), (navigator.Status, navigator.Code));
        await patient.PutAsync($"/api/v1/cases/{id}/sharing", new { shared = true });
        await navigator.GetAsync("/api/v1/worklist?limit=100");
        Assert.Contains(navigator.Json.GetProperty("items").EnumerateArray(), w => w.GetProperty("id").GetString() == id && w.GetProperty("title").GetString() == "Renamed");

        await navigator.PutAsync($"/api/v1/cases/{id}/claim");
        Assert.Equal(HttpStatusCode.NoContent, navigator.Status);
        await navigator.PutAsync($"/api/v1/cases/{id}/reports/{report}/reply", new { words = "We looked: it stands so in the record." });
        Assert.Equal(HttpStatusCode.NoContent, navigator.Status);
        await navigator.PostAsync($"/api/v1/cases/{id}/missed-facts", new { documentId = "d1", page = 1, words = "right upper lobe", kind = "lobe", value = "upper" });
        Assert.Equal(HttpStatusCode.Created, navigator.Status);
        await navigator.DeleteAsync($"/api/v1/cases/{id}/missed-facts/{navigator.Json.GetProperty("number").GetInt32()}");
        Assert.Equal(HttpStatusCode.NoContent, navigator.Status);
        await DecideAllAsync(navigator, id);

        await navigator.GetAsync($"/api/v1/cases/{id}");
        var seen = navigator.Json.GetProperty("seen").GetString();
        await navigator.PostAsync($"/api/v1/cases/{id}/checks", new { seen = "something else" });
        Assert.Equal((HttpStatusCode.Conflict, "changed-meanwhile"), (navigator.Status, navigator.Code));
        await navigator.PostAsync($"/api/v1/cases/{id}/checks", new { seen });
        Assert.Equal(HttpStatusCode.NoContent, navigator.Status);

        using var clinician = await ApiClient.OfAsync(host, "clara", "read", "review");
        await clinician.GetAsync($"/api/v1/cases/{id}/summary");
        Assert.Equal(("checked", seen), (clinician.Json.GetProperty("review").GetProperty("state").GetString(), clinician.Json.GetProperty("seen").GetString()));
        await clinician.PostAsync($"/api/v1/cases/{id}/returns", new { words = "Please check the side." });
        Assert.Equal(HttpStatusCode.NoContent, clinician.Status);
        await patient.GetAsync($"/api/v1/cases/{id}");
        Assert.Equal("returned", patient.Json.GetProperty("review").GetProperty("state").GetString());
        await patient.GetAsync($"/api/v1/cases/{id}/reports");
        Assert.Contains("it stands so", patient.Text, StringComparison.Ordinal);

        await patient.GetAsync($"/api/v1/cases/{id}/records");
        var record = patient.Json.GetProperty("items")[0].GetProperty("id").GetString();
        await patient.GetAsync($"/api/v1/cases/{id}/records/{record}");
        Assert.Equal((Letter, "attachment"), (patient.Text, patient.Response.Content.Headers.ContentDisposition!.DispositionType));
        await patient.DeleteAsync($"/api/v1/cases/{id}/records/{record}");
        Assert.Equal(HttpStatusCode.NoContent, patient.Status);
        await patient.DeleteAsync($"/api/v1/cases/{id}");
        Assert.Equal(HttpStatusCode.NoContent, patient.Status);
        await patient.GetAsync($"/api/v1/cases/{id}");
        Assert.Equal("not-found", patient.Code);
    }

    [Fact]
    public async Task A_named_upload_sent_twice_is_done_once_and_other_files_under_its_name_are_refused()
    {
        using var patient = await ApiClient.OfAsync(host, "sam", "read", "write");
        await patient.PostAsync("/api/v1/cases", new { title = "Twice" });
        var records = $"/api/v1/cases/{patient.Json.GetProperty("id").GetString()}/records";
        for (var i = 0; i < 2; i++)
        {
            await patient.UploadAsync(records, "upload-1", ("letter.txt", Letter));
            Assert.Equal((HttpStatusCode.Created, 1), (patient.Status, patient.Json.GetProperty("added").GetInt32()));
        }

        await patient.UploadAsync(records, "upload-1", ("letter.txt", Letter + "More."));
        Assert.Equal((HttpStatusCode.Conflict, "idempotency-key-reused"), (patient.Status, patient.Code));
        await patient.UploadAsync(records, "upload-2", ("again.txt", Letter));
        Assert.Equal(0, patient.Json.GetProperty("added").GetInt32());
        await patient.UploadAsync(records, "not a key", ("letter.txt", Letter));
        Assert.Equal("idempotency-key", patient.Code);
        await patient.GetAsync(records);
        Assert.Equal(1, patient.Json.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Lists_come_by_page_with_their_neighbours()
    {
        using var admin = await ApiClient.OfAsync(host, "adam", "read");
        await admin.GetAsync("/api/v1/people?limit=2&page=2");
        Assert.Equal(2, admin.Json.GetProperty("items").GetArrayLength());
        var link = admin.Response.Headers.GetValues("Link").Single();
        Assert.Contains("</api/v1/people?page=1&limit=2>; rel=\"prev\"", link, StringComparison.Ordinal);
        Assert.Contains("</api/v1/people?page=3&limit=2>; rel=\"next\"", link, StringComparison.Ordinal);
        await admin.GetAsync("/api/v1/audit?page=1000000");
        Assert.Equal(0, admin.Json.GetProperty("items").GetArrayLength());
        Assert.DoesNotContain("rel=\"next\"", admin.Response.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
        foreach (var wrong in (string[])["people?limit=101", "people?page=0", "audit?page=-1"])
        {
            await admin.GetAsync($"/api/v1/{wrong}");
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "page"), (admin.Status, admin.Code));
        }
    }

    private static async Task DecideAllAsync(ApiClient navigator, string id)
    {
        await navigator.GetAsync($"/api/v1/cases/{id}/facts?open=true&limit=100");
        foreach (var item in navigator.Json.GetProperty("items").EnumerateArray().ToList())
        {
            await navigator.PostAsync($"/api/v1/cases/{id}/decisions", new { factId = item.GetProperty("fact").GetProperty("id").GetString(), verb = "confirm" });
            Assert.Equal(HttpStatusCode.Created, navigator.Status);
        }

        await navigator.GetAsync($"/api/v1/cases/{id}/facts?open=true");
        Assert.Equal(0, navigator.Json.GetProperty("total").GetInt32());
    }
}
