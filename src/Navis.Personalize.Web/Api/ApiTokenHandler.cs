using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Navis.Personalize.Web.Accounts;

namespace Navis.Personalize.Web.Api;

/// <summary>Tells who a request with <c>Authorization: Bearer navis_…</c> acts as. The interface knows no cookie: a browser that is signed in can not be led to it.</summary>
internal sealed class ApiTokenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, ApiTokens tokens, UserManager<Person> people, IUserClaimsPrincipalFactory<Person> claims)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string SchemeName = "navis-token";
    public const string TokenClaim = "navis:token";
    public const string ScopeClaim = "navis:scope";

    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        if (await tokens.FindAsync(header[Bearer.Length..].Trim(), Context.RequestAborted).ConfigureAwait(false) is not { } token
            || await people.FindByIdAsync(token.PersonId).ConfigureAwait(false) is not { DisabledAt: null } person
            || await people.IsLockedOutAsync(person).ConfigureAwait(false))
        {
            return AuthenticateResult.Fail("The token is not in force.");
        }

        var principal = await claims.CreateAsync(person).ConfigureAwait(false);
        principal.AddIdentity(new ClaimsIdentity([new(TokenClaim, token.Id.ToString()), new(ScopeClaim, token.Scope.ToString())]));
        return AuthenticateResult.Success(new(principal, SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
