using Navis.Personalize.Application.Access;
using Navis.Personalize.Web.Hosting;

namespace Navis.Personalize.Web.Accounts;

/// <summary>Navigators, clinicians and administrators see nothing but their account until it opens by more than a password. A demo is exempt: its password is public anyway.</summary>
internal sealed class SecuredTeam(RequestDelegate next, ServeOptions options)
{
    private static readonly string[] Open = ["/account", "/sign-in", "/sign-out", "/assets", "/problem", "/preferences", "/health", "/ready"];

    public Task InvokeAsync(HttpContext http, CurrentActor actor)
    {
        if (!options.Demo && actor.Value is { Role: Role.Navigator or Role.Clinician or Role.Administrator } && PersonClaims.NeedsSecondStep(http.User)
            && !(options.Directory?.HasSecondStep == true && Sessions.Of(http)?.How == "directory")
            && !Open.Any(p => http.Request.Path.StartsWithSegments(p, StringComparison.Ordinal)))
        {
            http.Response.Redirect("/account?first=yes");
            return Task.CompletedTask;
        }

        return next(http);
    }
}
