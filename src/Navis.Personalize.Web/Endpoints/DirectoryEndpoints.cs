using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Audit;
using Navis.Personalize.Web.Accounts;
using Navis.Personalize.Web.Hosting;

namespace Navis.Personalize.Web.Endpoints;

/// <summary>To the site's directory and back. By links, since a form of ours may not lead to another site.</summary>
internal static class DirectoryEndpoints
{
    private const string Done = "/sign-in/directory/done";
    private const string Invitation = "navis-invitation";
    private const string Link = "navis-link";

    public static void Map(WebApplication app, IEndpointRouteBuilder forms)
    {
        if (app.Services.GetService<DirectoryOptions>() is null)
        {
            return;
        }

        app.MapGet("/sign-in/directory", Go).RequireRateLimiting(SignInLimit.Policy);
        app.MapGet(Done, DoneAsync).RequireRateLimiting(SignInLimit.Policy);
        app.MapGet("/account/directory", LinkThere).RequireAuthorization();
        forms.MapPost("/account/directory/remove", RemoveAsync);
    }

    private static IResult Go(string? code) => There(Invitation, code);

    private static IResult LinkThere(HttpContext http, Proof proof) =>
        proof.IsFresh(http) ? There(Link, PersonClaims.ActorOf(http.User)!.Id) : throw new ProofNeededException();

    private static IResult There(string purpose, string? value)
    {
        var properties = new AuthenticationProperties { RedirectUri = Done };
        properties.Items[purpose] = value;
        return Results.Challenge(properties, [DirectoryOptions.Scheme]);
    }

    private static async Task<IResult> DoneAsync(HttpContext http, DirectoryDesk desk, DirectoryOptions options, SignInManager<Person> signIn, UserManager<Person> people, AccountAudit audit)
    {
        var come = await http.AuthenticateAsync(IdentityConstants.ExternalScheme).ConfigureAwait(false);
        await http.SignOutAsync(IdentityConstants.ExternalScheme).ConfigureAwait(false);
        if (come is not { Principal: { } from, Properties: { } properties })
        {
            return Results.LocalRedirect("/sign-in?problem=directory");
        }

        try
        {
            if (properties.Items.TryGetValue(Link, out var linked) && linked is not null)
            {
                // The same person as when it began, or nobody.
                var own = await people.GetUserAsync(http.User).ConfigureAwait(false);
                if (own?.Id != linked)
                {
                    return Results.LocalRedirect("/sign-in?problem=directory");
                }

                await desk.LinkAsync(own, from, http.RequestAborted).ConfigureAwait(false);
                return Results.LocalRedirect("/account");
            }

            properties.Items.TryGetValue(Invitation, out var code);
            var person = await desk.FindOrMakeAsync(from, code, http.RequestAborted).ConfigureAwait(false);
            Sessions.By(http, "directory");
            var (issuer, subject) = DirectoryDesk.KeyOf(from);
            var result = await signIn.ExternalLoginSignInAsync(issuer, subject, isPersistent: false, bypassTwoFactor: options.HasSecondStep).ConfigureAwait(false);
            if (result.RequiresTwoFactor)
            {
                return Results.LocalRedirect("/sign-in/code");
            }

            await audit.NoteAsync(result.Succeeded ? AccountEvent.SignedIn : AccountEvent.SignInFailed, PersonClaims.ActorOf(person), http.RequestAborted).ConfigureAwait(false);
            return Results.LocalRedirect(result.Succeeded ? "/" : "/sign-in?problem=locked");
        }
        catch (NotAcceptedException e)
        {
            return Results.LocalRedirect($"{(properties.Items.ContainsKey(Link) ? "/account" : "/sign-in")}?problem={e.Problem}");
        }
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, UserManager<Person> people, SignInManager<Person> signIn, AccountAudit audit, Proof proof)
    {
        var person = await SecondStepEndpoints.PersonAsync(http, people).ConfigureAwait(false);
        await proof.DemandAsync(http).ConfigureAwait(false);
        if (person.PasswordHash is null && (await people.GetPasskeysAsync(person).ConfigureAwait(false)).Count == 0)
        {
            throw new NotAcceptedException("directory-last");
        }

        foreach (var login in await people.GetLoginsAsync(person).ConfigureAwait(false))
        {
            await people.RemoveLoginAsync(person, login.LoginProvider, login.ProviderKey).ConfigureAwait(false);
        }

        await audit.NoteAsync(AccountEvent.DirectoryUnlinked, null, http.RequestAborted).ConfigureAwait(false);
        await signIn.RefreshSignInAsync(person).ConfigureAwait(false);
        return Results.LocalRedirect("/account");
    }
}
