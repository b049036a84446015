using Microsoft.AspNetCore.Identity;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Audit;
using Navis.Personalize.Web.Accounts;

namespace Navis.Personalize.Web.Endpoints;

/// <summary>The authenticator app, its recovery codes, and the password.</summary>
internal static class SecondStepEndpoints
{
    private const int Codes = 10;

    public static void Map(IEndpointRouteBuilder forms)
    {
        forms.MapPost("/account/second-step/start", StartAsync);
        forms.MapPost("/account/second-step", OnAsync);
        forms.MapPost("/account/second-step/off", OffAsync);
        forms.MapPost("/account/codes", CodesAsync);
        forms.MapPost("/account/password", PasswordAsync);
    }

    /// <summary>The person of a form.</summary>
    public static async Task<Person> PersonAsync(HttpContext http, UserManager<Person> people) =>
        await people.GetUserAsync(http.User).ConfigureAwait(false) ?? throw new RefusedException(Refusal.NotSignedIn);

    // A new key is a new security stamp: every other session of this person ends.
    private static async Task<IResult> StartAsync(HttpContext http, UserManager<Person> people, SignInManager<Person> signIn, Proof proof)
    {
        var person = await PersonAsync(http, people).ConfigureAwait(false);
        await proof.DemandAsync(http).ConfigureAwait(false);
        if (!person.TwoFactorEnabled)
        {
            await people.ResetAuthenticatorKeyAsync(person).ConfigureAwait(false);
            await signIn.RefreshSignInAsync(person).ConfigureAwait(false);
        }

        return Results.LocalRedirect("/account");
    }

    private static async Task<IResult> OnAsync(HttpContext http, UserManager<Person> people, SignInManager<Person> signIn, AccountAudit audit, ShownOnce once)
    {
        var person = await PersonAsync(http, people).ConfigureAwait(false);
        var code = http.Request.Form["code"].ToString().Replace(" ", "", StringComparison.Ordinal);
        if (!await people.VerifyTwoFactorTokenAsync(person, people.Options.Tokens.AuthenticatorTokenProvider, code).ConfigureAwait(false))
        {
            throw new NotAcceptedException("code");
        }

        await people.SetTwoFactorEnabledAsync(person, true).ConfigureAwait(false);
        await audit.NoteAsync(AccountEvent.SecondStepOn, null, http.RequestAborted).ConfigureAwait(false);
        return await NewCodesAsync(http, people, signIn, audit, once, person).ConfigureAwait(false);
    }

    private static async Task<IResult> OffAsync(HttpContext http, UserManager<Person> people, SignInManager<Person> signIn, AccountAudit audit, Proof proof)
    {
        var person = await PersonAsync(http, people).ConfigureAwait(false);
        await proof.DemandAsync(http).ConfigureAwait(false);
        await people.SetTwoFactorEnabledAsync(person, false).ConfigureAwait(false);
        await people.GenerateNewTwoFactorRecoveryCodesAsync(person, 0).ConfigureAwait(false);
        await audit.NoteAsync(AccountEvent.SecondStepOff, null, http.RequestAborted).ConfigureAwait(false);
        await people.ResetAuthenticatorKeyAsync(person).ConfigureAwait(false);
        await signIn.RefreshSignInAsync(person).ConfigureAwait(false);
        return Results.LocalRedirect("/account");
    }

    private static async Task<IResult> CodesAsync(HttpContext http, UserManager<Person> people, SignInManager<Person> signIn, AccountAudit audit, ShownOnce once, Proof proof)
    {
        var person = await PersonAsync(http, people).ConfigureAwait(false);
        await proof.DemandAsync(http).ConfigureAwait(false);
        return person.TwoFactorEnabled ? await NewCodesAsync(http, people, signIn, audit, once, person).ConfigureAwait(false) : throw new NotAcceptedException("code");
    }

    private static async Task<IResult> NewCodesAsync(HttpContext http, UserManager<Person> people, SignInManager<Person> signIn, AccountAudit audit, ShownOnce once, Person person)
    {
        var codes = await people.GenerateNewTwoFactorRecoveryCodesAsync(person, Codes).ConfigureAwait(false) ?? [];
        await audit.NoteAsync(AccountEvent.RecoveryCodesMade, null, http.RequestAborted).ConfigureAwait(false);
        await signIn.RefreshSignInAsync(person).ConfigureAwait(false);
        once.Put(http, string.Join(' ', codes));
        return Results.LocalRedirect("/account/codes");
    }

    private static async Task<IResult> PasswordAsync(HttpContext http, UserManager<Person> people, SignInManager<Person> signIn, Sessions sessions, AccountAudit audit, Proof proof)
    {
        var person = await PersonAsync(http, people).ConfigureAwait(false);
        await proof.DemandAsync(http).ConfigureAwait(false);
        var password = http.Request.Form["new"].ToString();
        foreach (var check in people.PasswordValidators)
        {
            if (!(await check.ValidateAsync(people, person, password).ConfigureAwait(false)).Succeeded)
            {
                throw new NotAcceptedException("password");
            }
        }

        await people.RemovePasswordAsync(person).ConfigureAwait(false);
        await people.AddPasswordAsync(person, password).ConfigureAwait(false);
        await audit.NoteAsync(AccountEvent.PasswordChanged, null, http.RequestAborted).ConfigureAwait(false);
        await sessions.EndOthersAsync(http, person.Id).ConfigureAwait(false);
        await signIn.RefreshSignInAsync(person).ConfigureAwait(false);
        return Results.LocalRedirect("/account?password=yes");
    }
}
