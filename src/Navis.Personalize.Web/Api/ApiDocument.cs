using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Navis.Personalize.Web.Api;

/// <summary>The description of the interface (OpenAPI 3.1), made from the endpoints themselves.</summary>
internal static class ApiDocument
{
    private const string Json = "application/json";
    private const string SecurityScheme = "token";
    private const string Introduction = """
        The same use cases as on the pages, for machines. Make a token on your account's page (/account/tokens) and send it as `Authorization: Bearer navis_…`; cookies are not taken.
        A token acts as its person and can do what that person can, within its scopes: `read`, `write` (what patients and caregivers change), `review` (what the team changes). It can not sign: signing asks for the person once more.
        What is not yours looks as if it were not there (404). Every failure is a problem (RFC 9457) with a stable `code`. Lists come by page (`page`, `limit`), with the neighbours in the `Link` header.
        Reading, changing and uploading are counted apart for each person; after too many requests comes 429 with `Retry-After`.
        """;

    private static readonly string[] Everywhere = [ApiCodes.Malformed, ApiCodes.Token, ApiCodes.Scope, ApiCodes.NotFound, ApiCodes.TooManyRequests, ApiCodes.Internal];
    private static readonly string[] WithBody = ["media-type", "too-large"];

    public static void Describe(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description => description.RelativePath?.StartsWith(ApiServices.Root[1..], StringComparison.Ordinal) == true;
        options.AddDocumentTransformer(HeadAsync);
        options.AddOperationTransformer((operation, context, _) =>
        {
            var failures = context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiFailures>().Single();
            Files(operation, context.Description.ActionDescriptor.EndpointMetadata.OfType<TakesFiles>().Any());
            operation.Description = $"{operation.Description} Scope: `{failures.Scope.ToString().ToLowerInvariant()}`.";
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(SecurityScheme, context.Document)] = [] }];
            Fail(operation, [.. Everywhere, .. operation.RequestBody is null ? [] : WithBody, .. failures.Codes], context.Document!);
            ApiExamples.Put(operation);
            return Task.CompletedTask;
        });
    }

    private static async Task HeadAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new() { Title = "Navis Personalize", Version = "1", Description = Introduction.ReplaceLineEndings("\n") };
        document.Servers = [new() { Url = "/", Description = "The program that serves this document." }];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [SecurityScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token of a person, made at /account/tokens." },
        };
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        document.Components.Schemas[nameof(ApiProblem)] = await context.GetOrCreateSchemaAsync(typeof(ApiProblem), cancellationToken: cancellation).ConfigureAwait(false);
    }

    // One response for each status, with each of its codes as an example.
    private static void Fail(OpenApiOperation operation, string[] codes, OpenApiDocument document)
    {
        operation.Responses ??= [];
        foreach (var status in codes.Distinct(StringComparer.Ordinal).GroupBy(c => ApiCodes.Of(c).Status).OrderBy(g => g.Key))
        {
            var response = new OpenApiResponse
            {
                Description = string.Join(" ", status.Select(c => $"`{c}`: {ApiCodes.Of(c).Title}")),
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    [ApiProblems.MediaType] = new OpenApiMediaType
                    {
                        Schema = new OpenApiSchemaReference(nameof(ApiProblem), document),
                        Examples = status.ToDictionary(c => c, IOpenApiExample (c) => new OpenApiExample { Value = Problem(c) }, StringComparer.Ordinal),
                    },
                },
            };
            if (status.Key is StatusCodes.Status429TooManyRequests)
            {
                response.Headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
                {
                    ["Retry-After"] = new OpenApiHeader { Description = "Seconds to wait.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } },
                };
            }

            operation.Responses[status.Key.ToString(CultureInfo.InvariantCulture)] = response;
        }
    }

    private static JsonObject Problem(string code)
    {
        var (status, title) = ApiCodes.Of(code);
        return new() { ["type"] = "about:blank", ["title"] = title, ["status"] = status, ["code"] = code, ["request"] = "0HNQ5L2V7B3C1:00000002" };
    }

    private static void Files(OpenApiOperation operation, bool takesFiles)
    {
        if (takesFiles)
        {
            var files = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" }, Description = "The files, each with its name." };
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    ["multipart/form-data"] = new OpenApiMediaType
                    {
                        Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal) { ["files"] = files }, Required = new HashSet<string>(StringComparer.Ordinal) { "files" } },
                    },
                },
            };
        }
        else if (operation.RequestBody is OpenApiRequestBody { Content: { } content } body)
        {
            body.Required = true;
            foreach (var other in content.Keys.Where(k => k != Json).ToList())
            {
                content.Remove(other);
            }
        }
    }
}
