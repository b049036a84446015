using Microsoft.AspNetCore.Identity;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Audit;
using Navis.Personalize.Web.Accounts;
using Navis.Personalize.Web.Hosting;

namespace Navis.Personalize.Web.Endpoints;

/// <summary>A person's own sessions, and the proof that some things ask for.</summary>
internal static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder forms)
    {
        forms.MapPost("/account/again", AgainAsync).RequireRateLimiting(SignInLimit.Policy);
        forms.MapPost("/account/sessions/end", EndAsync);
        forms.MapPost("/account/sessions/end-all", EndAllAsync);
    }

    private static async Task<IResult> AgainAsync(HttpContext http, Proof proof)
    {
        if (http.User.Identity?.IsAuthenticated != true)
        {
            throw new RefusedException(Refusal.NotSignedIn);
        }

        await proof.DemandAsync(http).ConfigureAwait(false);
        var to = http.Request.Form["to"].ToString();
        return Results.LocalRedirect(Back.IsLocal(to) ? to : "/account");
    }

    private static async Task<IResult> EndAsync(HttpContext http, UserManager<Person> people, Sessions sessions, AccountAudit audit)
    {
        var person = await SecondStepEndpoints.PersonAsync(http, people).ConfigureAwait(false);
        if (!Guid.TryParse(http.Request.Form["session"], out var id))
        {
            throw new NotAcceptedException("session");
        }

        await sessions.EndAsync(person.Id, id, http.RequestAborted).ConfigureAwait(false);
        await audit.NoteAsync(AccountEvent.SessionsEnded, null, http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect("/account");
    }

    // Also whatever still holds a cookie of before: a new security stamp makes it worthless.
    private static async Task<IResult> EndAllAsync(HttpContext http, UserManager<Person> people, SignInManager<Person> signIn, Sessions sessions, AccountAudit audit)
    {
        var person = await SecondStepEndpoints.PersonAsync(http, people).ConfigureAwait(false);
        await audit.NoteAsync(AccountEvent.SessionsEnded, null, http.RequestAborted).ConfigureAwait(false);
        await sessions.EndAllAsync(person.Id, http.RequestAborted).ConfigureAwait(false);
        await people.UpdateSecurityStampAsync(person).ConfigureAwait(false);
        await signIn.SignOutAsync().ConfigureAwait(false);
        return Results.LocalRedirect("/sign-in?ended=yes");
    }
}
