using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Navis.Personalize.Web.Accounts;

/// <summary>Joins the site's directory: code flow with PKCE, what comes back is told by the issuer's keys, state and nonce by cookies of their own.</summary>
internal static class DirectoryServices
{
    public const string CallbackPath = "/sign-in/directory/back";

    public static void AddDirectory(this IServiceCollection services, DirectoryOptions? directory)
    {
        if (directory is null)
        {
            return;
        }

        services.AddSingleton(directory);
        services.AddScoped<DirectoryDesk>();
        services.AddAuthentication().AddOpenIdConnect(DirectoryOptions.Scheme, directory.Name, o =>
        {
            o.Authority = directory.Authority.ToString();
            o.RequireHttpsMetadata = directory.Authority.Scheme == Uri.UriSchemeHttps;
            o.ClientId = directory.ClientId;
            o.ClientSecret = directory.ClientSecret;
            o.ResponseType = OpenIdConnectResponseType.Code;

            // By address, not by a form of the other site: then our cookies can stay on our own pages.
            o.ResponseMode = OpenIdConnectResponseMode.Query;
            o.CallbackPath = CallbackPath;
            o.SignInScheme = IdentityConstants.ExternalScheme;
            o.MapInboundClaims = false;
            o.SaveTokens = false;
            o.DisableTelemetry = true;
            o.ClaimActions.Remove("iss");
            o.Scope.Clear();
            o.Scope.Add("openid");
            o.Scope.Add("profile");
            o.Scope.Add("email");
            foreach (var cookie in (CookieBuilder[])[o.CorrelationCookie, o.NonceCookie])
            {
                cookie.SameSite = SameSiteMode.Lax;
                cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            }

            o.Events.OnRemoteFailure = context =>
            {
                context.Response.Redirect("/sign-in?problem=directory");
                context.HandleResponse();
                return Task.CompletedTask;
            };
        });
    }
}
