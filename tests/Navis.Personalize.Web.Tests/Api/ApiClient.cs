using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Navis.Personalize.Web.Accounts;

namespace Navis.Personalize.Web.Tests.Api;

/// <summary>A program with a token.</summary>
public sealed class ApiClient : IDisposable
{
    private readonly HttpClient client;

    public ApiClient(Uri root, string? token)
    {
        client = new(new HttpClientHandler { UseCookies = false }) { BaseAddress = root };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        }
    }

    public HttpResponseMessage Response { get; private set; } = null!;

    public HttpStatusCode Status => Response.StatusCode;

    public string Text { get; private set; } = "";

    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>The stable name of the problem.</summary>
    public string? Code => Response.Content.Headers.ContentType?.MediaType == "application/problem+json" ? Json.GetProperty("code").GetString() : null;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Makes a token of a demo person on their page, as they would.</summary>
    public static async Task<ApiClient> OfAsync(WebHost host, string name, params string[] scopes) => new(host.Root, await SecretAsync(host, name, scopes));

    public static async Task<string> SecretAsync(WebHost host, string name, params string[] scopes)
    {
        using var browser = await Browser.SignedInAsync(host, name);
        return await SecretAsync(browser, DemoPeople.Password, scopes);
    }

    public static async Task<string> SecretAsync(Browser browser, string password, params string[] scopes)
    {
        await browser.GoAsync("/account/tokens");
        await browser.SubmitAsync("/account/tokens", [("name", "a test"), ("days", "7"), ("password", password), ("back", "/account/tokens"), .. scopes.Select(s => ("scope", s))]);
        return browser.Find("class=\"key\">(navis_[A-Za-z0-9_-]{43})<");
    }

    public Task<ApiClient> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<ApiClient> PostAsync(string path, object body) => SendAsync(HttpMethod.Post, path, JsonContent.Create(body));

    public Task<ApiClient> PutAsync(string path, object? body = null) => SendAsync(HttpMethod.Put, path, body is null ? null : JsonContent.Create(body));

    public Task<ApiClient> PatchAsync(string path, object body) => SendAsync(HttpMethod.Patch, path, JsonContent.Create(body));

    public Task<ApiClient> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    public async Task<ApiClient> UploadAsync(string path, string? key, params (string Name, string Text)[] files)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, text) in files)
        {
            content.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "files", name);
        }

        return await SendAsync(HttpMethod.Post, path, content, key);
    }

    /// <summary>Waits until the records of a case are read.</summary>
    public async Task<JsonElement> ReadAsync(string caseId)
    {
        for (var i = 0; i < 300; i++)
        {
            await GetAsync($"/api/v1/cases/{caseId}");
            if (Json.GetProperty("reading").GetString() == "done")
            {
                return Json;
            }

            await Task.Delay(100, Stop);
        }

        throw new InvalidOperationException("The records were not read in 30 seconds.");
    }

    public async Task<ApiClient> SendAsync(HttpMethod method, string path, HttpContent? content, string? key = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        Response?.Dispose();
        Response = await client.SendAsync(request, Stop);
        Text = await Response.Content.ReadAsStringAsync(Stop);
        return this;
    }

    public void Dispose()
    {
        Response?.Dispose();
        client.Dispose();
    }
}
