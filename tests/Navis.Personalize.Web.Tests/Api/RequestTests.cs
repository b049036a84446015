using System.Text;
using System.Text.Json;

namespace Navis.Personalize.Web.Tests.Api;

/// <summary>The examples of <c>tests/requests</c>, each as it stands there.</summary>
public sealed class RequestTests(DemoHost host)
{
    private const int MostSteps = 600;

    private static readonly Dictionary<string, (string Name, string[] Scopes)> Tokens = new(StringComparer.Ordinal)
    {
        ["NAVIS_TOKEN_PATIENT"] = ("sam", ["read", "write"]),
        ["NAVIS_TOKEN_NAVIGATOR"] = ("nora", ["read", "review"]),
        ["NAVIS_TOKEN_CLINICIAN"] = ("clara", ["read", "review"]),
        ["NAVIS_TOKEN_ADMINISTRATOR"] = ("adam", ["read"]),
    };

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.http").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(Repository, "tests", "requests");

    private static string Repository
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Navis.Personalize.sln")))
            {
                folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside the repository.");
            }

            return folder;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_request_is_answered_as_the_file_says(string name)
    {
        var file = HttpFile.Parse(Path.Combine(Folder, name));
        var answers = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (variable, words) in file.Variables)
        {
            secrets[variable] = words.StartsWith("{{$processEnv ", StringComparison.Ordinal) && Tokens.TryGetValue(words[14..^2], out var who) ? await ApiClient.SecretAsync(host, who.Name, who.Scopes)
                : variable == "host" ? host.Root.GetLeftPart(UriPartial.Authority)
                : words;
        }

        var steps = 0;
        for (var i = 0; i < file.Requests.Count; i++)
        {
            Assert.True(steps++ < MostSteps, $"{name} goes round in circles.");
            var request = file.Requests[i];
            var (status, code, json) = await SendAsync(request, place => Value(place, secrets, answers));
            Assert.Equal((request.Title, request.Status, request.Code), (request.Title, status, code));
            if (request.Name is { } title && json is { } body)
            {
                answers[title] = body;
            }

            if (request.Goto is { } target && (request.When is not { } when || (when.Split('=') is [var path, var value] && HttpFile.At(json!.Value, path.Trim()) == value.Trim())))
            {
                i = file.Requests.ToList().FindIndex(r => r.Name == target) - 1;
                await Task.Delay(request.Name == target ? 100 : 0, TestContext.Current.CancellationToken);
            }
        }
    }

    [Fact]
    public async Task The_examples_leave_no_operation_out()
    {
        using var client = new ApiClient(host.Root, null);
        await client.GetAsync("/openapi/v1.json");
        var asked = Directory.GetFiles(Folder, "*.http").SelectMany(f => HttpFile.Parse(f).Requests).Where(r => r.Status < 300)
            .Select(r => (r.Method, Target: HttpFile.Fill(r.Target, _ => "x").Split('?')[0].Replace("x/api", "/api", StringComparison.Ordinal))).ToList();
        var left = client.Json.GetProperty("paths").EnumerateObject()
            .SelectMany(p => p.Value.EnumerateObject().Select(o => (Method: o.Name.ToUpperInvariant(), Path: p.Name)))
            .Where(o => !asked.Any(a => a.Method == o.Method && Fits(a.Target, o.Path)));
        Assert.Equal([], left);
    }

    private static bool Fits(string target, string path) =>
        target.Split('/') is var mine && path.Split('/') is var theirs && mine.Length == theirs.Length && mine.Zip(theirs).All(p => p.First == p.Second || (p.Second.StartsWith('{') && p.First == "x"));

    private static string Value(string place, Dictionary<string, string> variables, Dictionary<string, JsonElement> answers) =>
        place.Split(".response.body.", 2) is [var name, var path] ? HttpFile.At(answers[name], path) : variables[place];

    private static async Task<(int Status, string? Code, JsonElement? Json)> SendAsync(HttpFileRequest request, Func<string, string> value)
    {
        using var client = new HttpClient();
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), HttpFile.Fill(request.Target, value));
        if (request.Body.Length > 0)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(HttpFile.Fill(request.Body, value).Replace("\n", "\r\n", StringComparison.Ordinal)));
        }

        foreach (var (name, words) in request.Headers)
        {
            _ = message.Headers.TryAddWithoutValidation(name, HttpFile.Fill(words, value)) || message.Content!.Headers.TryAddWithoutValidation(name, words);
        }

        using var answer = await client.SendAsync(message, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var media = answer.Content.Headers.ContentType?.MediaType;
        JsonElement? json = media is "application/json" or "application/problem+json" ? JsonDocument.Parse(text).RootElement : null;
        return ((int)answer.StatusCode, media == "application/problem+json" ? json!.Value.GetProperty("code").GetString() : null, json);
    }
}
