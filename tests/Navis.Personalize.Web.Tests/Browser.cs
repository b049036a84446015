using System.Net;
using System.Text.RegularExpressions;

namespace Navis.Personalize.Web.Tests;

/// <summary>A person at a browser without script: cookies, pages and forms.</summary>
public sealed partial class Browser : IDisposable
{
    private readonly HttpClient client;

    public Browser(Uri root, CookieContainer? cookies = null) => client = new(new HttpClientHandler { CookieContainer = Cookies = cookies ?? new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = root };

    public CookieContainer Cookies { get; }

    public HttpStatusCode Status { get; private set; }

    public string Path { get; private set; } = "/";

    public string Html { get; private set; } = "";

    public HttpResponseMessage Response { get; private set; } = null!;

    /// <summary>The words of the page.</summary>
    public string Text => Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(Html, " ")), " ");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A demo person on their start page.</summary>
    public static async Task<Browser> SignedInAsync(WebHost host, string name) => await new Browser(host.Root, await host.SessionAsync(name)).GoAsync("/");

    public async Task<Browser> SignInAsync(string email, string password)
    {
        await GoAsync("/sign-in");
        return await SubmitAsync("/sign-in", ("email", email), ("password", password), ("back", "/sign-in"));
    }

    public async Task<Browser> GoAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Add("Accept", "text/html");
        return await FollowAsync(await client.SendAsync(request, Stop), path);
    }

    /// <summary>Sends a form with the token of the page that is open.</summary>
    public Task<Browser> SubmitAsync(string path, params (string Name, string Value)[] fields) => PostAsync(path, Token(), fields);

    public async Task<Browser> PostAsync(string path, string? token, params (string Name, string Value)[] fields)
    {
        var all = fields.Select(f => KeyValuePair.Create(f.Name, f.Value));
        using var content = new FormUrlEncodedContent(token is null ? all : all.Append(KeyValuePair.Create("__RequestVerificationToken", token)));
        return await SendAsync(path, content);
    }

    public async Task<Browser> UploadAsync(string path, params (string Name, byte[] Content)[] files)
    {
        using var content = new MultipartFormDataContent { { new StringContent(Token() ?? ""), "__RequestVerificationToken" }, { new StringContent(Path), "back" } };
        foreach (var (name, bytes) in files)
        {
            content.Add(new ByteArrayContent(bytes), "files", name);
        }

        return await SendAsync(path, content);
    }

    public async Task<HttpResponseMessage> RawAsync(string path) => await client.GetAsync(new Uri(path, UriKind.Relative), Stop);

    public string? Token() => TokenField().Match(Html) is { Success: true } m ? m.Groups[1].Value : null;

    /// <summary>The first match's first group in the page, for ids in links.</summary>
    public string Find(string pattern) => Regex.Match(Html, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)) is { Success: true } m ? WebUtility.HtmlDecode(m.Groups[1].Value) : throw new InvalidOperationException($"The page {Path} ({Status}) lacks {pattern}: {Text}");

    public string FindCase() => Find("/cases/([0-9a-f-]{36})");

    public void Dispose()
    {
        Response?.Dispose();
        client.Dispose();
    }

    private async Task<Browser> SendAsync(string path, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.Add("Accept", "text/html");
        return await FollowAsync(await client.SendAsync(request, Stop), path);
    }

    private async Task<Browser> FollowAsync(HttpResponseMessage response, string path)
    {
        for (var hops = 0; response.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Found && hops < 5; hops++)
        {
            var to = response.Headers.Location!;
            path = to.IsAbsoluteUri ? to.PathAndQuery : to.ToString();
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
            request.Headers.Add("Accept", "text/html");
            response = await client.SendAsync(request, Stop);
        }

        Response = response;
        (Status, Path, Html) = (response.StatusCode, path, await response.Content.ReadAsStringAsync(Stop));
        return this;
    }

    [GeneratedRegex("__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex TokenField();

    [GeneratedRegex("<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
