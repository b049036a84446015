using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Navis.Personalize.Web.Api;

namespace Navis.Personalize.Web.Tests.Api;

/// <summary>The description of the interface, against the endpoints and the messages themselves.</summary>
public sealed partial class OpenApiTests(DemoHost host)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_document_is_valid_3_1_and_every_reference_leads_somewhere()
    {
        using var browser = host.Open();
        using var answer = await browser.RawAsync("/openapi/v1.json");
        var text = await answer.Content.ReadAsStringAsync(Stop);
        var read = OpenApiDocument.Parse(text, "json");
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic!.SpecificationVersion);
        Assert.Equal([], read.Diagnostic.Errors.Concat(read.Diagnostic.Warnings).Select(e => $"{e.Pointer} {e.Message}"));
        Assert.Equal([], read.Document!.Validate(ValidationRuleSet.GetDefaultRuleSet()).Select(e => $"{e.Pointer} {e.Message}"));
        Assert.DoesNotContain("\"nullable\"", text, StringComparison.Ordinal);
        var root = JsonDocument.Parse(text).RootElement;
        foreach (var reference in Reference().Matches(text).Select(m => m.Groups["path"].Value))
        {
            var at = root;
            Assert.All(reference.Split('/'), step => Assert.True(at.TryGetProperty(step, out at), reference));
        }
    }

    [Fact]
    public async Task Every_endpoint_is_described_with_its_failures_and_nothing_else_is()
    {
        var document = await DocumentAsync();
        var described = document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => $"{o.Name.ToUpperInvariant()} {p.Name}")).ToList();
        var served = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText?.StartsWith("/api/", StringComparison.Ordinal) == true)
            .SelectMany(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} {Constraint().Replace(e.RoutePattern.RawText!, "}").TrimEnd('/')}"));
        Assert.Equal(served.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
        foreach (var operation in document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => o.Value)))
        {
            var id = operation.GetProperty("operationId").GetString();
            Assert.All((string[])["summary", "description"], part => Assert.False(string.IsNullOrWhiteSpace(operation.GetProperty(part).GetString()), id));
            var responses = operation.GetProperty("responses").EnumerateObject().ToDictionary(r => r.Name, r => r.Value, StringComparer.Ordinal);
            Assert.All((string[])["400", "401", "403", "404", "429", "500"], status => Assert.Contains(status, responses.Keys));
            Assert.Contains(responses.Keys, status => status[0] == '2');
            Assert.All(responses.Where(r => r.Key[0] is '4' or '5'), r => Assert.Equal("#/components/schemas/ApiProblem", r.Value.GetProperty("content").GetProperty("application/problem+json").GetProperty("schema").GetProperty("$ref").GetString()));
            Assert.Equal("token", operation.GetProperty("security")[0].EnumerateObject().Single().Name);
            if (responses.FirstOrDefault(r => r.Key is "200" or "201").Value is { ValueKind: JsonValueKind.Object } good && good.GetProperty("content").TryGetProperty("application/json", out var body))
            {
                Assert.True(body.TryGetProperty("example", out _), $"{id} shows no example of its answer.");
            }

            if (operation.TryGetProperty("requestBody", out var request) && request.GetProperty("content").TryGetProperty("application/json", out var sent))
            {
                Assert.True(sent.TryGetProperty("example", out _), $"{id} shows no example of its request.");
            }
        }
    }

    [Fact]
    public async Task Every_schema_and_each_of_its_members_says_what_it_is()
    {
        var schemas = (await DocumentAsync()).GetProperty("components").GetProperty("schemas");
        var silent = schemas.EnumerateObject().Where(s => s.Value.TryGetProperty("properties", out _))
            .SelectMany(s => s.Value.GetProperty("properties").EnumerateObject().Where(p => !p.Value.TryGetProperty("description", out _)).Select(p => $"{s.Name}.{p.Name}"));
        Assert.Equal([], silent);
    }

    [Fact]
    public void Every_code_that_a_message_can_give_is_described()
    {
        var given = Directory.GetFiles(Path.Combine(Repository(), "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => f.Contains("Navis.Personalize.Application", StringComparison.Ordinal) || f.Contains("Navis.Personalize.Web/Api", StringComparison.Ordinal))
            .SelectMany(f => Thrown().Matches(File.ReadAllText(f)).Concat(Problem().Matches(File.ReadAllText(f)).SelectMany(m => Code().Matches(m.Value))).Select(m => m.Groups["code"].Value))
            .ToHashSet(StringComparer.Ordinal);
        Assert.Contains("facts-open", given);
        Assert.Contains("title-missing", given);
        Assert.Equal([], given.Except(ApiCodes.Known).Except(ApiCodes.OfFormsOnly).Order(StringComparer.Ordinal));
        Assert.Equal([], ApiCodes.Known.Intersect(ApiCodes.OfFormsOnly));
    }

    [Fact]
    public async Task The_page_shows_every_operation_and_its_codes()
    {
        using var browser = host.Open();
        await browser.GoAsync("/api");
        foreach (var operation in (await DocumentAsync()).GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => o.Value)))
        {
            Assert.Contains($"id=\"{operation.GetProperty("operationId").GetString()}\"", browser.Html, StringComparison.Ordinal);
        }

        Assert.Contains("idempotency-key-reused", browser.Html, StringComparison.Ordinal);
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Navis.Personalize.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    private async Task<JsonElement> DocumentAsync()
    {
        using var client = new ApiClient(host.Root, null);
        await client.GetAsync("/openapi/v1.json");
        return client.Json;
    }

    [GeneratedRegex("\"\\$ref\": ?\"#/(?<path>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();

    [GeneratedRegex(":[a-z]+\\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Constraint();

    [GeneratedRegex("NotAcceptedException\\(\"(?<code>[a-z-]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Thrown();

    // The body of a message's own check.
    [GeneratedRegex(@"string\? Problem\(\) =>[^;]+;", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Problem();

    [GeneratedRegex("\"(?<code>[a-z-]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
