using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Audit;
using Navis.Personalize.Web.Accounts;

namespace Navis.Personalize.Web.Endpoints;

/// <summary>What administrators do.</summary>
internal static class AdministrationEndpoints
{
    public static void Map(IEndpointRouteBuilder forms) => forms.MapPost("/admin/invitations", InviteAsync);

    private static async Task<IResult> InviteAsync(HttpContext http, CurrentActor actor, Invitations invitations, AccountAudit audit, ShownOnce once)
    {
        if (actor.Value is not { Role: Role.Administrator })
        {
            throw new RefusedException(Refusal.Role);
        }

        var form = http.Request.Form;
        var name = form["name"].ToString().Trim();
        var role = form["role"].ToString() switch
        {
            "navigator" => Role.Navigator,
            "clinician" => Role.Clinician,
            "administrator" => Role.Administrator,
            _ => throw new NotAcceptedException("role"),
        };
        if (name.Length is 0 or > 80)
        {
            throw new NotAcceptedException("name");
        }

        var email = form["email"].ToString().Trim();
        once.Put(http, await invitations.MakeAsync(role, name, email.Length is 0 or > 200 ? null : email, http.RequestAborted).ConfigureAwait(false));
        await audit.NoteAsync(AccountEvent.Invited, null, http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect("/admin/people");
    }
}
