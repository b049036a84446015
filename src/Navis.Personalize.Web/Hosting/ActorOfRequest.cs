using Navis.Personalize.Application.Access;
using Navis.Personalize.Web.Accounts;

namespace Navis.Personalize.Web.Hosting;

/// <summary>Tells the use cases who acts.</summary>
internal sealed class ActorOfRequest(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http, CurrentActor actor)
    {
        actor.Value = PersonClaims.ActorOf(http.User);
        return next(http);
    }
}
