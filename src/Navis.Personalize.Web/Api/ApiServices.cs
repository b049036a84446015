using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Json;
using Navis.Personalize.Web.Endpoints;

namespace Navis.Personalize.Web.Api;

/// <summary>Joins the interface for machines to the program: <c>/api/v1</c>, its description at <c>/openapi/v1.json</c> and its pages.</summary>
internal static class ApiServices
{
    public const string Root = "/api/v1";
    public const string Document = "v1";

    public static void AddApi(this IServiceCollection services)
    {
        services.AddScoped<ApiTokens>();
        services.Configure<ApiLimit>(limit => limit.From(Environment.GetEnvironmentVariable));
        services.Configure<JsonOptions>(o => ApiJson.Set(o.SerializerOptions));
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiTokenHandler>(ApiTokenHandler.SchemeName, _ => { });
        services.AddAuthorization(o =>
        {
            foreach (var scope in (ApiScope[])[ApiScope.Read, ApiScope.Write, ApiScope.Review])
            {
                o.AddPolicy(PolicyOf(scope), policy => policy.AddAuthenticationSchemes(ApiTokenHandler.SchemeName).RequireAuthenticatedUser().RequireAssertion(context => Has(context.User, scope)));
            }
        });
        services.AddOpenApi(Document, ApiDocument.Describe);
    }

    /// <summary>Problems and limits of the interface. After routing, before anything that answers.</summary>
    public static void UseApi(this IApplicationBuilder app) => app.UseWhen(IsApi, api =>
    {
        api.UseMiddleware<ApiProblems>();
        api.UseMiddleware<ApiLimits>();
    });

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        TokenForms.Map(app.MapGroup("").AddEndpointFilter<FormGuard>());
        app.MapOpenApi("/openapi/{documentName}.json");
        var api = app.MapGroup(Root).DisableAntiforgery();
        CasesApi.Map(api);
        RecordsApi.Map(api);
        ReadingsApi.Map(api);
        SharingApi.Map(api);
        ReviewApi.Map(api);
        AdministrationApi.Map(api);
    }

    /// <summary>True for a request of the interface.</summary>
    public static bool IsApi(HttpContext http) => http.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase);

    /// <summary>Says what an endpoint is, which scope it needs, and with which codes it can fail beside those that every one has.</summary>
    public static RouteHandlerBuilder Is(this RouteHandlerBuilder endpoint, string id, ApiScope scope, string summary, string description, params string[] codes) =>
        endpoint.WithName(id).WithSummary(summary).WithDescription(description).RequireAuthorization(PolicyOf(scope)).WithMetadata(new ApiFailures(scope, codes));

    private static string PolicyOf(ApiScope scope) => $"token-{scope}";

    private static bool Has(ClaimsPrincipal user, ApiScope scope) =>
        Enum.TryParse<ApiScope>(user.FindFirstValue(ApiTokenHandler.ScopeClaim), out var given) && given.HasFlag(scope);
}

/// <summary>How an endpoint can fail.</summary>
/// <param name="Scope">Scope that it needs.</param>
/// <param name="Codes">Its own codes.</param>
internal sealed record ApiFailures(ApiScope Scope, IReadOnlyList<string> Codes);
