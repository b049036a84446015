using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Audit;
using Navis.Personalize.Web.Accounts;
using Navis.Personalize.Web.Components;

namespace Navis.Personalize.Web.Api;

/// <summary>Making and revoking tokens: by their person, who is asked for once more, or revoked by an administrator.</summary>
internal static class TokenForms
{
    public static void Map(IEndpointRouteBuilder forms)
    {
        forms.MapPost("/account/tokens", MakeAsync).RequireAuthorization();
        forms.MapPost("/account/tokens/{id:guid}/revoke", RevokeAsync).RequireAuthorization();
    }

    // The secret is shown by the answer to the form itself: it stands in no address and is kept nowhere.
    private static async Task<IResult> MakeAsync(HttpContext http, UserManager<Person> people, Proof proof, ApiTokens tokens, AccountAudit audit)
    {
        var form = http.Request.Form;
        var person = await people.GetUserAsync(http.User).ConfigureAwait(false) ?? throw new RefusedException(Refusal.NotSignedIn);
        await proof.DemandAsync(http).ConfigureAwait(false);
        var scope = form["scope"].Aggregate(ApiScope.None, (all, one) => all | one switch
        {
            "read" => ApiScope.Read,
            "write" => ApiScope.Write,
            "review" => ApiScope.Review,
            _ => throw new NotAcceptedException("scope"),
        });
        var days = int.TryParse(form["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 0;
        var (_, secret) = await tokens.MakeAsync(person.Id, form["name"].ToString(), scope, days, http.RequestAborted).ConfigureAwait(false);
        await audit.NoteAsync(AccountEvent.TokenMade, null, http.RequestAborted).ConfigureAwait(false);
        return new RazorComponentResult<App>(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(App.Body)] = TokenMade.Showing(secret) });
    }

    private static async Task<IResult> RevokeAsync(HttpContext http, Guid id, CurrentActor actor, ApiTokens tokens, AccountAudit audit)
    {
        var who = actor.Value ?? throw new RefusedException(Refusal.NotSignedIn);
        await tokens.RevokeAsync(id, who.Role is Role.Administrator ? null : who.Id, http.RequestAborted).ConfigureAwait(false);
        await audit.NoteAsync(AccountEvent.TokenRevoked, null, http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect("/account/tokens?revoked=yes");
    }
}
