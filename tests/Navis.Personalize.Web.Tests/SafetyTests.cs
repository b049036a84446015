using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Navis.Personalize.Web.Tests;

/// <summary>Headers, forms, uploads, roles on pages.</summary>
public partial class SafetyTests(DemoHost host)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Pages => new()
    {
        { "", "/" }, { "", "/sign-in" }, { "", "/sign-up" }, { "", "/sign-in/passkey" }, { "", "/sign-in/recovery" }, { "", "/reset" }, { "pat", "/account/again" }, { "pat", "/account/codes" }, { "pat", "/account/passkeys/new" }, { "", "/nothing" },
        { "pat", "/cases" }, { "pat", "/cases/{id}" }, { "pat", "/cases/{id}/found" }, { "pat", "/cases/{id}/answer" }, { "pat", "/cases/{id}/timeline" }, { "pat", "/cases/{id}/questions" }, { "pat", "/cases/{id}/missing" }, { "pat", "/cases/{id}/keep" }, { "pat", "/cases/{id}/sharing" }, { "pat", "/cases/{id}/delete" }, { "pat", "/account" },
        { "chris", "/cases" }, { "chris", "/cases/{id}" }, { "chris", "/cases/{id}/found" }, { "nora", "/work" }, { "nora", "/cases/{id}/verify" }, { "nora", "/cases/{id}/documents/d2/pages/1" }, { "pat", "/cases/{id}/documents/d1/pages/1" }, { "clara", "/work" }, { "clara", "/cases/{id}/summary" }, { "clara", "/cases/{id}/summary?words=patient" }, { "clara", "/cases/{id}/summary?words=paciente" }, { "adam", "/admin/people" }, { "adam", "/admin/audit" }, { "adam", "/admin/jobs" }, { "adam", "/admin/content" }, { "adam", "/admin/site" }, { "adam", "/admin/health" }, { "adam", "/admin/storage" }, { "pat", "/cases/{id}/seen" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_page_is_closed_to_foreign_and_inline_code_and_has_one_heading_and_a_title(string name, string path)
    {
        using var browser = name.Length == 0 ? host.Open() : await Browser.SignedInAsync(host, name);
        await browser.GoAsync(path.Replace("{id}", await PatsCaseAsync(), StringComparison.Ordinal));
        var headers = browser.Response.Headers;
        var policy = headers.GetValues("Content-Security-Policy").Single();
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("no-store", headers.GetValues("Cache-Control").Single(), StringComparison.Ordinal);
        Assert.Empty(Inline().Matches(browser.Html).Select(m => m.Value));
        Assert.Empty(Outside().Matches(browser.Html).Select(m => m.Value));
        Assert.Single(Regex.Matches(browser.Html, "<h1[ >]", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.Single(Regex.Matches(browser.Html, "<title>[^<]+</title>", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.Contains("<html lang=\"en\"", browser.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/cases", "pat chris")]
    [InlineData("/cases/{id}", "pat chris nora clara")]
    [InlineData("/cases/{id}/found", "pat chris nora clara")]
    [InlineData("/cases/{id}/answer", "pat chris nora clara")]
    [InlineData("/cases/{id}/timeline", "pat chris nora clara")]
    [InlineData("/cases/{id}/questions", "pat chris")]
    [InlineData("/cases/{id}/missing", "pat chris nora clara")]
    [InlineData("/cases/{id}/keep", "pat chris nora clara")]
    [InlineData("/cases/{id}/reading", "pat chris nora clara")]
    [InlineData("/cases/{id}/sharing", "pat")]
    [InlineData("/cases/{id}/delete", "pat")]
    [InlineData("/cases/{id}/download/page", "pat chris nora clara")]
    [InlineData("/cases/{id}/download/pdf", "pat chris nora clara")]
    [InlineData("/cases/{id}/download/data", "pat chris nora clara")]
    [InlineData("/cases/{id}/download/everything", "pat chris nora clara")]
    [InlineData("/cases/{id}/download/fhir", "pat chris nora clara")]
    [InlineData("/cases/{id}/documents/d2/pages/1", "pat chris nora clara")]
    [InlineData("/cases/{id}/documents/d2/pages/1/picture", "pat chris nora clara")]
    [InlineData("/cases/{id}/verify", "nora")]
    [InlineData("/cases/{id}/summary", "clara")]
    [InlineData("/work", "nora clara")]
    [InlineData("/admin/people", "adam")]
    [InlineData("/admin/audit", "adam")]
    [InlineData("/admin/jobs", "adam")]
    [InlineData("/admin/audit/export", "adam")]
    [InlineData("/admin/content", "adam")]
    [InlineData("/admin/site", "adam")]
    [InlineData("/admin/health", "adam")]
    [InlineData("/admin/storage", "adam")]
    [InlineData("/cases/{id}/seen", "pat")]
    public async Task A_page_is_there_for_whom_it_is_meant_and_not_found_by_others(string path, string allowed)
    {
        path = path.Replace("{id}", await PatsCaseAsync(), StringComparison.Ordinal);
        string[] everybody = ["pat", "sam", "chris", "nora", "clara", "adam"];
        foreach (var name in everybody)
        {
            using var browser = await Browser.SignedInAsync(host, name);
            await browser.GoAsync(path);
            var expected = allowed.Split(' ').Contains(name) || (path == "/cases" && name == "sam") ? HttpStatusCode.OK : HttpStatusCode.NotFound;
            Assert.Equal((name, expected), (name, browser.Status));
        }

        using var nobody = host.Open();
        await nobody.GoAsync(path);
        Assert.StartsWith("/sign-in", nobody.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/cases/{id}/delete", "pat")]
    [InlineData("/cases/{id}/records", "pat")]
    [InlineData("/cases/{id}/sign", "clara")]
    [InlineData("/cases/{id}/facts/f-1", "nora")]
    [InlineData("/sign-out", "pat")]
    [InlineData("/preferences", "pat")]
    [InlineData("/admin/invitations", "adam")]
    [InlineData("/admin/jobs/00000000-0000-0000-0000-000000000001/retry", "adam")]
    [InlineData("/admin/site", "adam")]
    [InlineData("/admin/site/outside-reader", "adam")]
    [InlineData("/admin/content/compare", "adam")]
    [InlineData("/account/again", "pat")]
    [InlineData("/account/sessions/end-all", "lee")]
    public async Task A_form_without_our_token_does_nothing(string path, string name)
    {
        using var browser = await Browser.SignedInAsync(host, name);
        var token = browser.Token()!;
        path = path.Replace("{id}", await PatsCaseAsync(), StringComparison.Ordinal);
        await browser.PostAsync(path, token: null, ("sure", "yes"));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        using var other = await Browser.SignedInAsync(host, "sam");
        await browser.PostAsync(path, other.Token(), ("sure", "yes"));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.NotEqual(token, other.Token());
        await browser.GoAsync("/account");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
    }

    [Fact]
    public async Task Forms_of_others_are_not_found_whatever_their_token()
    {
        var id = await PatsCaseAsync();
        using var sam = await Browser.SignedInAsync(host, "sam");
        foreach (var (path, field) in ((string, string)[])[("delete", "sure"), ("share", "shared"), ("records", "x"), ("facts/f-1", "verb"), ("sign", "seen"), ("return", "note"), ("told", "about"), ("questions", "take"), ("questions/own", "text"), ("questions/remove", "key"), ($"told/{Guid.Empty}/back", "x")])
        {
            await sam.GoAsync("/cases");
            await sam.SubmitAsync($"/cases/{id}/{path}", (field, field == "verb" ? "confirm" : "yes"), ("words", "x"));
            Assert.Contains(sam.Status, (HttpStatusCode[])[HttpStatusCode.NotFound]);
        }
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_person_look_the_same()
    {
        using var known = host.Open();
        await known.SignInAsync("pat@demo.example", "not the password");
        using var unknown = host.Open();
        await unknown.SignInAsync("nobody@demo.example", "not the password");
        Assert.Equal(known.Path, unknown.Path);
        Assert.Contains("not right", known.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookies_are_out_of_reach_of_scripts_and_other_sites()
    {
        using var browser = host.Open();
        await browser.GoAsync("/sign-in");
        var form = browser.Response.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", form, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", form, StringComparison.OrdinalIgnoreCase);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Root };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent([new("email", "pat@demo.example"), new("password", Accounts.DemoPeople.Password), new("__RequestVerificationToken", browser.Token())]),
        };
        request.Headers.Add("Cookie", form.Split(';')[0]);
        using var answer = await client.SendAsync(request, Stop);
        var session = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("navis-session=", StringComparison.Ordinal));
        Assert.Contains("httponly", session, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", session, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task A_form_never_leads_to_another_site(string back)
    {
        using var browser = host.Open();
        await browser.GoAsync("/sign-in");
        await browser.SubmitAsync("/preferences", ("size", "large"), ("back", back));
        Assert.Equal("/", browser.Path);
        Assert.Contains("data-size=\"large\"", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_much_at_once_is_refused_and_nothing_of_it_is_kept()
    {
        using var browser = await Browser.SignedInAsync(host, "lee");
        var id = browser.FindCase();
        await browser.GoAsync($"/cases/{id}");
        var before = Regex.Count(browser.Html, "/remove\"", RegexOptions.None, TimeSpan.FromSeconds(1));

        // The program hangs up on what it does not want to hear; some clients still hear the answer.
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await browser.UploadAsync($"/cases/{id}/records", ("a.txt", new byte[1]), ("big.bin", new byte[(66 << 20) + 1]));
            Assert.Equal(HttpStatusCode.OK, browser.Status);
        });
        await browser.GoAsync($"/cases/{id}");
        Assert.Equal(before, Regex.Count(browser.Html, "/remove\"", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task An_uploaded_page_is_given_back_as_a_file_and_never_run_here()
    {
        using var browser = await Browser.SignedInAsync(host, "lee");
        var id = browser.FindCase();
        await browser.GoAsync($"/cases/{id}");
        await browser.UploadAsync($"/cases/{id}/records", ("<b>note.html", Encoding.UTF8.GetBytes("<html><script>alert(1)</script><p>no cancer</p></html>")));
        Assert.DoesNotContain("<b>note", browser.Html, StringComparison.Ordinal);
        using var answer = await browser.RawAsync(browser.Find($"href=\"(/cases/{id}/records/[0-9a-f-]+)\">&lt;b"));
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Theory]
    [InlineData("d1/pages/1/picture")]
    [InlineData("d2/pages/9/picture")]
    [InlineData("d9/pages/1/picture")]
    [InlineData("d2/pages/9")]
    [InlineData("..%2Fd2/pages/1")]
    public async Task A_page_that_is_not_there_has_no_picture(string path)
    {
        var id = await PatsCaseAsync();
        using var nora = await Browser.SignedInAsync(host, "nora");
        await nora.GoAsync($"/cases/{id}/documents/{path}");
        Assert.Equal(HttpStatusCode.NotFound, nora.Status);
    }

    private async Task<string> PatsCaseAsync()
    {
        using var pat = await Browser.SignedInAsync(host, "pat");
        await pat.GoAsync("/cases");
        return pat.FindCase();
    }

    // A style attribute, a handler attribute, or a script or style element with content.
    [GeneratedRegex("<[^>]+ (style|on[a-z]+)=|<style|<script(?![^>]* src=\"/assets/)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Inline();

    // An address of another site in a link, a form or an asset.
    [GeneratedRegex("(src|href|action)=\"(https?:)?//", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Outside();
}

public sealed class SafetyOnPostgresTests(DemoOnPostgresHost host) : SafetyTests(host), IClassFixture<DemoOnPostgresHost>;
