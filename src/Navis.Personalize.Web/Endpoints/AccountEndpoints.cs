using Microsoft.AspNetCore.Identity;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Audit;
using Navis.Personalize.Web.Accounts;
using Navis.Personalize.Web.Hosting;
using Navis.Personalize.Web.Words;

namespace Navis.Personalize.Web.Endpoints;

/// <summary>Signing up, in and out.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder forms)
    {
        forms.MapPost("/sign-in", SignInAsync).RequireRateLimiting(SignInLimit.Policy);
        forms.MapPost("/sign-in/code", SignInCodeAsync).RequireRateLimiting(SignInLimit.Policy);
        forms.MapPost("/sign-in/recovery", SignInRecoveryAsync).RequireRateLimiting(SignInLimit.Policy);
        forms.MapPost("/sign-in/passkey", SignInPasskeyAsync).RequireRateLimiting(SignInLimit.Policy);
        forms.MapPost("/reset", ResetAsync).RequireRateLimiting(SignInLimit.Policy);
        forms.MapPost("/sign-out", SignOutAsync);
        forms.MapPost("/sign-up", SignUpAsync).RequireRateLimiting(SignInLimit.Policy);
        forms.MapPost("/setup", SetUpAsync).RequireRateLimiting(SignInLimit.Policy);
        forms.MapPost("/invited", InvitedAsync).RequireRateLimiting(SignInLimit.Policy);
        forms.MapPost("/preferences", Preferences);
    }

    private static async Task<IResult> SignInAsync(HttpContext http, SignInManager<Person> sessions, UserManager<Person> people, AccountAudit audit)
    {
        var form = http.Request.Form;
        var person = await people.FindByEmailAsync(form["email"].ToString().Trim()).ConfigureAwait(false);
        if (person is null)
        {
            // As long as a real check, so that time does not tell who has an account.
            new PasswordHasher<Person>().HashPassword(null!, form["password"].ToString());
            await audit.NoteAsync(AccountEvent.SignInFailed, null, http.RequestAborted).ConfigureAwait(false);
            throw new NotAcceptedException("sign-in");
        }

        var result = await sessions.PasswordSignInAsync(person, form["password"].ToString(), isPersistent: false, lockoutOnFailure: true).ConfigureAwait(false);
        if (!result.RequiresTwoFactor)
        {
            await audit.NoteAsync(result.Succeeded ? AccountEvent.SignedIn : AccountEvent.SignInFailed, PersonClaims.ActorOf(person), http.RequestAborted).ConfigureAwait(false);
        }

        return result switch
        {
            { RequiresTwoFactor: true } => Results.LocalRedirect("/sign-in/code"),
            { IsLockedOut: true } or { IsNotAllowed: true } => throw new NotAcceptedException("locked"),
            { Succeeded: true } => Results.LocalRedirect("/"),
            _ => throw new NotAcceptedException("sign-in"),
        };
    }

    private static async Task<IResult> SignInCodeAsync(HttpContext http, SignInManager<Person> sessions, AccountAudit audit)
    {
        var person = await sessions.GetTwoFactorAuthenticationUserAsync().ConfigureAwait(false) ?? throw new NotAcceptedException("code");
        var code = http.Request.Form["code"].ToString().Replace(" ", "", StringComparison.Ordinal);
        Sessions.By(http, "code");
        var result = await sessions.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false).ConfigureAwait(false);
        await audit.NoteAsync(result.Succeeded ? AccountEvent.SignedIn : AccountEvent.SignInFailed, PersonClaims.ActorOf(person), http.RequestAborted).ConfigureAwait(false);
        return result.Succeeded ? Results.LocalRedirect("/") : throw new NotAcceptedException(result.IsLockedOut ? "locked" : "code");
    }

    private static async Task<IResult> SignInRecoveryAsync(HttpContext http, SignInManager<Person> sessions, UserManager<Person> people, AccountAudit audit)
    {
        var person = await sessions.GetTwoFactorAuthenticationUserAsync().ConfigureAwait(false) ?? throw new NotAcceptedException("recovery");
        if (await people.IsLockedOutAsync(person).ConfigureAwait(false) || !await sessions.CanSignInAsync(person).ConfigureAwait(false))
        {
            throw new NotAcceptedException("locked");
        }

        Sessions.By(http, "recovery-code");
        var result = await sessions.TwoFactorRecoveryCodeSignInAsync(http.Request.Form["code"].ToString()).ConfigureAwait(false);
        await audit.NoteAsync(result.Succeeded ? AccountEvent.RecoveryCodeUsed : AccountEvent.SignInFailed, PersonClaims.ActorOf(person), http.RequestAborted).ConfigureAwait(false);
        if (result.Succeeded)
        {
            return Results.LocalRedirect("/account?recovered=yes");
        }

        await people.AccessFailedAsync(person).ConfigureAwait(false);
        throw new NotAcceptedException("recovery");
    }

    private static async Task<IResult> SignInPasskeyAsync(HttpContext http, SignInManager<Person> sessions, UserManager<Person> people, AccountAudit audit)
    {
        var proven = await Passkeys.AssertAsync(sessions, http.Request.Form["passkey"].ToString()).ConfigureAwait(false);
        var person = proven is { Succeeded: true } ? proven.User : null;
        var open = person is not null && await sessions.CanSignInAsync(person).ConfigureAwait(false) && !await people.IsLockedOutAsync(person).ConfigureAwait(false);
        await audit.NoteAsync(open ? AccountEvent.SignedIn : AccountEvent.SignInFailed, person is null ? null : PersonClaims.ActorOf(person), http.RequestAborted).ConfigureAwait(false);
        if (!open)
        {
            throw new NotAcceptedException("passkey");
        }

        await people.AddOrUpdatePasskeyAsync(person!, proven!.Passkey!).ConfigureAwait(false);
        Sessions.By(http, "passkey");
        await sessions.SignInAsync(person!, isPersistent: false, authenticationMethod: "passkey").ConfigureAwait(false);
        return Results.LocalRedirect("/");
    }

    private static async Task<IResult> ResetAsync(HttpContext http, ResetLinks links, AccountAudit audit)
    {
        var link = await links.FindAsync(http.Request.Form["code"], http.RequestAborted).ConfigureAwait(false) ?? throw new NotAcceptedException("reset");
        var person = await links.UseAsync(link, http.Request.Form["password"].ToString(), http.RequestAborted).ConfigureAwait(false);
        await audit.NoteAsync(AccountEvent.PasswordReset, PersonClaims.ActorOf(person), http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect("/sign-in?reset=yes");
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, SignInManager<Person> sessions, AccountAudit audit)
    {
        await audit.NoteAsync(AccountEvent.SignedOut, null, http.RequestAborted).ConfigureAwait(false);
        await sessions.SignOutAsync().ConfigureAwait(false);
        return Results.LocalRedirect("/");
    }

    private static async Task<IResult> SignUpAsync(HttpContext http, SignInManager<Person> sessions, UserManager<Person> people, TimeProvider clock)
    {
        var role = http.Request.Form["role"].ToString() == "caregiver" ? Role.Caregiver : Role.Patient;
        return await MakeAsync(http, sessions, people, clock, role).ConfigureAwait(false);
    }

    private static async Task<IResult> SetUpAsync(HttpContext http, SignInManager<Person> sessions, UserManager<Person> people, TimeProvider clock, SetupCode code, IServiceProvider services)
    {
        if (!await SetupCode.NeededAsync(services).ConfigureAwait(false))
        {
            throw new RefusedException(Refusal.Role);
        }

        return code.Matches(http.Request.Form["code"]) ? await MakeAsync(http, sessions, people, clock, Role.Administrator).ConfigureAwait(false) : throw new NotAcceptedException("setup-code");
    }

    private static async Task<IResult> InvitedAsync(HttpContext http, SignInManager<Person> sessions, UserManager<Person> people, TimeProvider clock, Invitations invitations)
    {
        var invitation = await invitations.FindAsync(http.Request.Form["code"], http.RequestAborted).ConfigureAwait(false) ?? throw new NotAcceptedException("invitation");
        return await MakeAsync(http, sessions, people, clock, invitation.Role, () => invitations.UseAsync(invitation, http.RequestAborted)).ConfigureAwait(false);
    }

    private static async Task<IResult> MakeAsync(HttpContext http, SignInManager<Person> sessions, UserManager<Person> people, TimeProvider clock, Role role, Func<Task<bool>>? use = null)
    {
        var form = http.Request.Form;
        var (email, name) = (form["email"].ToString().Trim(), form["name"].ToString().Trim());
        if (name.Length is 0 or > 80)
        {
            throw new NotAcceptedException("name");
        }

        var person = new Person { UserName = email, Email = email, DisplayName = name, Role = role, CreatedAt = clock.GetUtcNow().UtcDateTime };
        foreach (var check in people.PasswordValidators)
        {
            if (!(await check.ValidateAsync(people, person, form["password"]).ConfigureAwait(false)).Succeeded)
            {
                throw new NotAcceptedException("password");
            }
        }

        if (use is not null && !await use().ConfigureAwait(false))
        {
            throw new NotAcceptedException("invitation");
        }

        if (!(await people.CreateAsync(person, form["password"].ToString()).ConfigureAwait(false)).Succeeded)
        {
            throw new NotAcceptedException("account");
        }

        await http.RequestServices.GetRequiredService<AccountAudit>().NoteAsync(AccountEvent.AccountMade, PersonClaims.ActorOf(person), http.RequestAborted).ConfigureAwait(false);
        await sessions.SignInAsync(person, isPersistent: false).ConfigureAwait(false);
        return Results.LocalRedirect("/");
    }

    private static IResult Preferences(HttpContext http)
    {
        var form = http.Request.Form;
        var options = new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = TimeSpan.FromDays(365), IsEssential = true };
        if (form["size"].ToString() is "normal" or "large" or "larger")
        {
            http.Response.Cookies.Append("navis-size", form["size"].ToString(), options);
        }

        if (PageLanguage.Known(form["language"]) is { } language)
        {
            http.Response.Cookies.Append(PageLanguage.Cookie, language, options);
        }

        if (form["theme"].ToString() is "auto" or "light" or "dark")
        {
            http.Response.Cookies.Append("navis-theme", form["theme"].ToString(), options);
        }

        return Results.LocalRedirect(Back.To(http));
    }
}
