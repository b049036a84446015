using Microsoft.AspNetCore.Identity;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Audit;
using Navis.Personalize.Web.Accounts;

namespace Navis.Personalize.Web.Endpoints;

/// <summary>A person's own passkeys.</summary>
internal static class PasskeyEndpoints
{
    public static void Map(IEndpointRouteBuilder forms)
    {
        forms.MapPost("/account/passkeys", AddAsync);
        forms.MapPost("/account/passkeys/{id}/name", RenameAsync);
        forms.MapPost("/account/passkeys/{id}/remove", RemoveAsync);
    }

    // Who adds a passkey opens a door that stays: the page asked for a fresh proof before it made the question.
    private static async Task<IResult> AddAsync(HttpContext http, UserManager<Person> people, SignInManager<Person> signIn, AccountAudit audit, Sessions sessions)
    {
        var person = await SecondStepEndpoints.PersonAsync(http, people).ConfigureAwait(false);
        var name = NameOf(http);
        if (!sessions.IsProven(http, Proof.Fresh + Proof.Fresh))
        {
            throw new ProofNeededException();
        }

        if ((await people.GetPasskeysAsync(person).ConfigureAwait(false)).Count >= Passkeys.Most)
        {
            throw new NotAcceptedException("passkeys-many");
        }

        // The question was made for this person, and for no other.
        var made = await Passkeys.AttestAsync(signIn, http.Request.Form["passkey"].ToString()).ConfigureAwait(false);
        if (made is not { Succeeded: true } || made.UserEntity.Id != person.Id || await people.FindByPasskeyIdAsync(made.Passkey.CredentialId).ConfigureAwait(false) is not null)
        {
            throw new NotAcceptedException("passkey");
        }

        made.Passkey.Name = name;
        await people.AddOrUpdatePasskeyAsync(person, made.Passkey).ConfigureAwait(false);
        await audit.NoteAsync(AccountEvent.PasskeyAdded, null, http.RequestAborted).ConfigureAwait(false);
        await signIn.RefreshSignInAsync(person).ConfigureAwait(false);
        return Results.LocalRedirect("/account");
    }

    private static async Task<IResult> RenameAsync(HttpContext http, string id, UserManager<Person> people)
    {
        var person = await SecondStepEndpoints.PersonAsync(http, people).ConfigureAwait(false);
        var passkey = await FindAsync(people, person, id).ConfigureAwait(false);
        passkey.Name = NameOf(http);
        await people.AddOrUpdatePasskeyAsync(person, passkey).ConfigureAwait(false);
        return Results.LocalRedirect("/account");
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, string id, UserManager<Person> people, SignInManager<Person> signIn, AccountAudit audit, Proof proof)
    {
        var person = await SecondStepEndpoints.PersonAsync(http, people).ConfigureAwait(false);
        var passkey = await FindAsync(people, person, id).ConfigureAwait(false);
        await proof.DemandAsync(http).ConfigureAwait(false);
        if (person.PasswordHash is null && (await people.GetPasskeysAsync(person).ConfigureAwait(false)).Count == 1 && (await people.GetLoginsAsync(person).ConfigureAwait(false)).Count == 0)
        {
            throw new NotAcceptedException("passkey-last");
        }

        await people.RemovePasskeyAsync(person, passkey.CredentialId).ConfigureAwait(false);
        await people.UpdateSecurityStampAsync(person).ConfigureAwait(false);
        await audit.NoteAsync(AccountEvent.PasskeyRemoved, null, http.RequestAborted).ConfigureAwait(false);
        await signIn.RefreshSignInAsync(person).ConfigureAwait(false);
        return Results.LocalRedirect("/account");
    }

    private static async Task<UserPasskeyInfo> FindAsync(UserManager<Person> people, Person person, string id) =>
        (await people.GetPasskeysAsync(person).ConfigureAwait(false)).FirstOrDefault(p => Passkeys.IdOf(p) == id) ?? throw new RefusedException(Refusal.OutsideCase);

    private static string NameOf(HttpContext http) =>
        http.Request.Form["name"].ToString().Trim() is { Length: > 0 and <= Passkeys.LongestName } name ? name : throw new NotAcceptedException("passkey-name");
}
