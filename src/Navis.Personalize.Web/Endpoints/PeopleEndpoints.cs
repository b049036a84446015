using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Audit;
using Navis.Personalize.Web.Accounts;

namespace Navis.Personalize.Web.Endpoints;

/// <summary>What administrators do to an account: role, off and on, unlock, a link for a new password. Each asks for a fresh proof and stands in the audit with the person it was done to.</summary>
internal static class PeopleEndpoints
{
    public static void Map(IEndpointRouteBuilder forms)
    {
        forms.MapPost("/admin/people/{id}/role", RoleAsync);
        forms.MapPost("/admin/people/{id}/off", OffAsync);
        forms.MapPost("/admin/people/{id}/on", OnAsync);
        forms.MapPost("/admin/people/{id}/unlock", UnlockAsync);
        forms.MapPost("/admin/people/{id}/sessions", EndSessionsAsync);
        forms.MapPost("/admin/people/{id}/reset", ResetAsync);
    }

    /// <summary>Navigators, clinicians and administrators: between these a role may change. Whoever owns records stays a patient.</summary>
    public static bool IsTeam(Role role) => role is Role.Navigator or Role.Clinician or Role.Administrator;

    private static async Task<IResult> RoleAsync(HttpContext http, string id, People desk)
    {
        var person = await desk.OpenAsync(http, id, own: false).ConfigureAwait(false);
        if (!Enum.TryParse<Role>(http.Request.Form["role"], ignoreCase: true, out var role) || !IsTeam(role) || !IsTeam(person.Role))
        {
            throw new NotAcceptedException("role");
        }

        if (person.Role is Role.Administrator && role is not Role.Administrator)
        {
            await desk.KeepOneAsync(person, http.RequestAborted).ConfigureAwait(false);
        }

        person.Role = role;
        person.RoleFromDirectory = false;
        return await desk.DoneAsync(http, person, AccountEvent.RoleChanged, endsSessions: true).ConfigureAwait(false);
    }

    private static async Task<IResult> OffAsync(HttpContext http, string id, People desk, TimeProvider clock)
    {
        var person = await desk.OpenAsync(http, id, own: false).ConfigureAwait(false);
        if (person.Role is Role.Administrator)
        {
            await desk.KeepOneAsync(person, http.RequestAborted).ConfigureAwait(false);
        }

        person.DisabledAt = clock.GetUtcNow();
        return await desk.DoneAsync(http, person, AccountEvent.SwitchedOff, endsSessions: true).ConfigureAwait(false);
    }

    private static async Task<IResult> OnAsync(HttpContext http, string id, People desk)
    {
        var person = await desk.OpenAsync(http, id, own: false).ConfigureAwait(false);
        person.DisabledAt = null;
        return await desk.DoneAsync(http, person, AccountEvent.SwitchedOn, endsSessions: false).ConfigureAwait(false);
    }

    private static async Task<IResult> UnlockAsync(HttpContext http, string id, People desk, UserManager<Person> people)
    {
        var person = await desk.OpenAsync(http, id, own: true).ConfigureAwait(false);
        await people.SetLockoutEndDateAsync(person, null).ConfigureAwait(false);
        await people.ResetAccessFailedCountAsync(person).ConfigureAwait(false);
        return await desk.DoneAsync(http, person, AccountEvent.Unlocked, endsSessions: false).ConfigureAwait(false);
    }

    private static async Task<IResult> EndSessionsAsync(HttpContext http, string id, People desk)
    {
        var person = await desk.OpenAsync(http, id, own: false).ConfigureAwait(false);
        return await desk.DoneAsync(http, person, AccountEvent.SessionsEnded, endsSessions: true).ConfigureAwait(false);
    }

    private static async Task<IResult> ResetAsync(HttpContext http, string id, People desk, ResetLinks links, ShownOnce once)
    {
        var person = await desk.OpenAsync(http, id, own: false).ConfigureAwait(false);
        once.Put(http, await links.MakeAsync(person, http.Request.Form["clears"] == "yes", http.RequestAborted).ConfigureAwait(false));
        return await desk.DoneAsync(http, person, AccountEvent.ResetLinkMade, endsSessions: false).ConfigureAwait(false);
    }
}

/// <summary>The desk of the administrator.</summary>
internal sealed class People(AccountsDb db, UserManager<Person> people, Sessions sessions, CurrentActor actor, AccountAudit audit, Proof proof)
{
    /// <summary>The person whose account something is to be done to.</summary>
    /// <exception cref="RefusedException">Who asks is no administrator, or there is no such person.</exception>
    /// <exception cref="NotAcceptedException">It is the administrator's own account, where that may not be.</exception>
    public async Task<Person> OpenAsync(HttpContext http, string id, bool own)
    {
        if (actor.Value is not { Role: Role.Administrator } who)
        {
            throw new RefusedException(Refusal.Role);
        }

        var person = await people.FindByIdAsync(id).ConfigureAwait(false) ?? throw new RefusedException(Refusal.OutsideCase);
        await proof.DemandAsync(http).ConfigureAwait(false);
        return own || person.Id != who.Id ? person : throw new NotAcceptedException("own-account");
    }

    /// <summary>A site without an administrator could not be helped from inside.</summary>
    public async Task KeepOneAsync(Person leaving, CancellationToken cancellation)
    {
        if (!await db.Users.AnyAsync(p => p.Role == Role.Administrator && p.DisabledAt == null && p.Id != leaving.Id, cancellation).ConfigureAwait(false))
        {
            throw new NotAcceptedException("last-administrator");
        }
    }

    public async Task<IResult> DoneAsync(HttpContext http, Person person, AccountEvent what, bool endsSessions)
    {
        if (endsSessions)
        {
            await people.UpdateSecurityStampAsync(person).ConfigureAwait(false);
            await sessions.EndAllAsync(person.Id, http.RequestAborted).ConfigureAwait(false);
        }
        else
        {
            await people.UpdateAsync(person).ConfigureAwait(false);
        }

        await audit.NoteAsync(what, null, http.RequestAborted, person.Id).ConfigureAwait(false);
        return Results.LocalRedirect($"/admin/people/{person.Id}?done={what}");
    }
}
