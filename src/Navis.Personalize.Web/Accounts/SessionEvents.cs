using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace Navis.Personalize.Web.Accounts;

/// <summary>Ties the cookie to the row of its session: made at sign-in, asked at every request, gone at sign-out. The number of the session stands in the sealed properties of the cookie.</summary>
internal sealed class SessionEvents(Sessions sessions) : CookieAuthenticationEvents
{
    private const string Number = "navis-session";

    public override async Task SigningIn(CookieSigningInContext context)
    {
        // New claims for the same session keep its number; a new sign-in ends whatever this browser had before.
        if (!context.Properties.Items.ContainsKey(Number))
        {
            if (Sessions.Of(context.HttpContext) is { } before)
            {
                await sessions.EndAsync(before.PersonId, before.Id, context.HttpContext.RequestAborted).ConfigureAwait(false);
            }

            var person = context.Principal is { } principal && PersonClaims.ActorOf(principal) is { } actor ? actor.Id : throw new InvalidOperationException("A session belongs to a person.");
            context.Properties.Items[Number] = (await sessions.StartAsync(context.HttpContext, person).ConfigureAwait(false)).ToString("N");
        }
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var known = Guid.TryParseExact(context.Properties.Items.TryGetValue(Number, out var number) ? number : null, "N", out var id)
            && await sessions.ContinueAsync(context.HttpContext, id, context.Principal!).ConfigureAwait(false);
        if (known)
        {
            await SecurityStampValidator.ValidatePrincipalAsync(context).ConfigureAwait(false);
        }
        else
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme).ConfigureAwait(false);
        }
    }

    public override async Task SigningOut(CookieSigningOutContext context)
    {
        if (Sessions.Of(context.HttpContext) is { } session)
        {
            await sessions.EndAsync(session.PersonId, session.Id, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
