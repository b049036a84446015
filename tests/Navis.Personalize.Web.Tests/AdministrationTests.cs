using System.IO.Compression;
using System.Net;
using System.Text.Json;

namespace Navis.Personalize.Web.Tests;

/// <summary>The pages of the administrator, and what others see of what is set there.</summary>
public sealed class AdministrationTests(AdministrationHost host) : IClassFixture<AdministrationHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_emergency_number_stands_at_once_in_the_answer_and_under_every_page()
    {
        using var adam = await Browser.SignedInAsync(host, "adam");
        await adam.GoAsync("/admin/site");
        await adam.SubmitAsync("/admin/site", ("emergency", "0-777"), ("support", "Crisis line: 0-888\r\n\r\nSecond line"), ("back", "/admin/site"));
        Assert.Contains("It is set", adam.Text, StringComparison.Ordinal);
        using var nobody = host.Open();
        await nobody.GoAsync("/");
        Assert.Contains("In an emergency call 0-777.", nobody.Text, StringComparison.Ordinal);
        await adam.SubmitAsync("/admin/site", ("emergency", new string('9', 61)), ("support", ""), ("back", "/admin/site"));
        Assert.Contains("1 to 60 characters", adam.Text, StringComparison.Ordinal);
        await adam.SubmitAsync("/admin/site", ("emergency", ""), ("support", ""), ("back", "/admin/site"));
        await nobody.GoAsync("/");
        Assert.Contains("your local emergency number", nobody.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_outside_reader_warns_and_needs_the_tick()
    {
        using var adam = await Browser.SignedInAsync(host, "adam");
        await adam.GoAsync("/admin/site");
        Assert.Contains("Warning.", adam.Text, StringComparison.Ordinal);
        await adam.SubmitAsync("/admin/site/outside-reader", ("on", "yes"), ("back", "/admin/site"));
        Assert.Contains("Nothing was switched on", adam.Text, StringComparison.Ordinal);
        await adam.SubmitAsync("/admin/site/outside-reader", ("on", "yes"), ("agreed", "yes"), ("back", "/admin/site"));
        Assert.Contains("outside reader on", adam.Text, StringComparison.Ordinal);
        Assert.Contains("no: nothing leaves this machine", adam.Text, StringComparison.Ordinal);
        await adam.SubmitAsync("/admin/site/outside-reader", ("on", "no"), ("back", "/admin/site"));
        Assert.Contains("outside reader off", adam.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audit_is_searched_and_taken_along_by_an_administrator_with_a_fresh_proof()
    {
        using var nora = await Browser.SignedInAsync(host, "nora");
        await nora.GoAsync("/work");
        using var adam = await Browser.SignedInAsync(host, "adam");
        await adam.GoAsync("/admin/audit?person=nora@demo.example&action=ViewWorklist");
        Assert.Contains("Nora Nguyen", adam.Text, StringComparison.Ordinal);
        Assert.Contains("ViewWorklist", adam.Text, StringComparison.Ordinal);
        await adam.GoAsync("/admin/audit?person=nobody@demo.example");
        Assert.Contains("0 lines", adam.Text, StringComparison.Ordinal);

        using (var table = await adam.RawAsync("/admin/audit/export?format=csv&person=nora@demo.example"))
        {
            Assert.Equal("text/csv", table.Content.Headers.ContentType!.MediaType);
            var lines = (await table.Content.ReadAsStringAsync(Stop)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal("number,at,person,name,role,action,case,outcome", lines[0]);
            Assert.All(lines[1..], l => Assert.Contains("Nora Nguyen", l, StringComparison.Ordinal));
        }

        using (var data = await adam.RawAsync("/admin/audit/export?format=json&action=ViewWorklist"))
        {
            using var json = JsonDocument.Parse(await data.Content.ReadAsStringAsync(Stop));
            Assert.All(json.RootElement.EnumerateArray(), l => Assert.Equal("ViewWorklist", l.GetProperty("action").GetString()));
        }

        using var refused = await nora.RawAsync("/admin/audit/export?format=csv");
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task A_patient_sees_who_has_looked_and_nobody_else_does()
    {
        using var pat = await Browser.SignedInAsync(host, "pat");
        var id = pat.FindCase();
        using var clara = await Browser.SignedInAsync(host, "clara");
        await clara.GoAsync($"/cases/{id}/summary");
        await pat.GoAsync($"/cases/{id}/seen");
        Assert.Contains("Dr. Clara Weber, doctor looked at it", pat.Text.Replace("clinician", "doctor", StringComparison.Ordinal), StringComparison.Ordinal);
        foreach (var name in (string[])["sam", "chris", "nora", "clara", "adam"])
        {
            using var other = await Browser.SignedInAsync(host, name);
            await other.GoAsync($"/cases/{id}/seen");
            Assert.Equal((name, HttpStatusCode.NotFound), (name, other.Status));
        }
    }

    [Fact]
    public async Task Another_version_of_the_content_is_looked_at_without_being_used()
    {
        using var adam = await Browser.SignedInAsync(host, "adam");
        await adam.GoAsync("/admin/content");
        await adam.UploadAsync("/admin/content/compare");
        Assert.Contains("which is what runs", adam.Text, StringComparison.Ordinal);
        await adam.UploadAsync("/admin/content/compare", ("not-a.zip", [1, 2, 3]));
        Assert.Contains("no archive with the folders", adam.Text, StringComparison.Ordinal);
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var writer = new StreamWriter(zip.CreateEntry("rules/content.yaml").Open());
            await writer.WriteAsync("version: 1\n");
        }

        await adam.UploadAsync("/admin/content/compare", ("half.zip", archive.ToArray()));
        Assert.Contains("can't be used", adam.Text, StringComparison.Ordinal);
        using var nora = await Browser.SignedInAsync(host, "nora");
        await nora.UploadAsync("/admin/content/compare");
        Assert.Equal(HttpStatusCode.NotFound, nora.Status);
    }

    [Theory]
    [InlineData("/admin/site")]
    [InlineData("/admin/site/outside-reader")]
    public async Task Nobody_else_sets_what_holds_for_the_site(string path)
    {
        foreach (var name in (string[])["pat", "chris", "nora", "clara"])
        {
            using var other = await Browser.SignedInAsync(host, name);
            await other.SubmitAsync(path, ("emergency", "1"), ("support", ""), ("on", "yes"), ("agreed", "yes"), ("back", "/"));
            Assert.Equal((name, HttpStatusCode.NotFound), (name, other.Status));
        }
    }
}

/// <summary>A demo of its own, since what is set for the site holds for everybody.</summary>
public sealed class AdministrationHost() : WebHost(demo: true);
