using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Audit;

namespace Navis.Personalize.Web.Accounts;

/// <summary>Who comes from the site's directory: known by issuer and subject, never by an e-mail alone. Whoever is not known needs an invitation, a group that gives a role, or a site that lets patients in.</summary>
internal sealed class DirectoryDesk(DirectoryOptions options, UserManager<Person> people, Invitations invitations, AccountAudit audit, TimeProvider clock)
{
    /// <summary>The account of a person, made when there is a right to one.</summary>
    /// <exception cref="NotAcceptedException">There is none; says why.</exception>
    public async Task<Person> FindOrMakeAsync(ClaimsPrincipal from, string? code, CancellationToken cancellation)
    {
        var (issuer, subject) = KeyOf(from);
        var mapped = options.RoleClaim is { } claim ? options.RoleOf(from.FindAll(claim).Select(c => c.Value)) : null;
        return await people.FindByLoginAsync(issuer, subject).ConfigureAwait(false) is { } known
            ? await FollowAsync(known, mapped, cancellation).ConfigureAwait(false)
            : await MakeAsync(from, mapped, code, cancellation).ConfigureAwait(false);
    }

    /// <summary>Ties the directory's account to one that is here.</summary>
    /// <exception cref="NotAcceptedException">It belongs to another account already.</exception>
    public async Task LinkAsync(Person person, ClaimsPrincipal from, CancellationToken cancellation)
    {
        var (issuer, subject) = KeyOf(from);
        if (!(await people.AddLoginAsync(person, new(issuer, subject, options.Name)).ConfigureAwait(false)).Succeeded)
        {
            throw new NotAcceptedException("directory-taken");
        }

        await audit.NoteAsync(AccountEvent.DirectoryLinked, PersonClaims.ActorOf(person), cancellation).ConfigureAwait(false);
    }

    public static (string Issuer, string Subject) KeyOf(ClaimsPrincipal from) =>
        (from.FindFirstValue("iss"), from.FindFirstValue("sub")) is ({ Length: > 0 } issuer, { Length: > 0 } subject) ? (issuer, subject) : throw new NotAcceptedException("directory");

    // Whoever has left the group that gave the role does not get in by it any more.
    private async Task<Person> FollowAsync(Person person, Role? mapped, CancellationToken cancellation)
    {
        if (!person.RoleFromDirectory)
        {
            return person;
        }

        if (mapped is null)
        {
            await audit.NoteAsync(AccountEvent.DirectoryRefused, PersonClaims.ActorOf(person), cancellation).ConfigureAwait(false);
            throw new NotAcceptedException("directory-role");
        }

        if (person.Role != mapped)
        {
            person.Role = mapped.Value;
            await people.UpdateSecurityStampAsync(person).ConfigureAwait(false);
            await audit.NoteAsync(AccountEvent.RoleChanged, PersonClaims.ActorOf(person), cancellation).ConfigureAwait(false);
        }

        return person;
    }

    private async Task<Person> MakeAsync(ClaimsPrincipal from, Role? mapped, string? code, CancellationToken cancellation)
    {
        var email = from.FindFirstValue("email") ?? throw new NotAcceptedException("directory-email");
        var invitation = await invitations.FindAsync(code, cancellation).ConfigureAwait(false)
            ?? (from.FindFirstValue("email_verified") is "true" ? await invitations.FindForAsync(email, cancellation).ConfigureAwait(false) : null);
        var role = invitation?.Role ?? mapped ?? (options.MakesPatients ? Role.Patient : null);
        if (role is null)
        {
            await audit.NoteAsync(AccountEvent.DirectoryRefused, null, cancellation).ConfigureAwait(false);
            throw new NotAcceptedException("directory-unknown");
        }

        // An account with this e-mail may be somebody else's: only who can open it may tie the two together.
        if (await people.FindByEmailAsync(email).ConfigureAwait(false) is not null)
        {
            throw new NotAcceptedException("directory-used");
        }

        if (invitation is not null && !await invitations.UseAsync(invitation, cancellation).ConfigureAwait(false))
        {
            throw new NotAcceptedException("invitation");
        }

        var name = invitation?.Name ?? from.FindFirstValue("name") ?? email;
        var person = new Person
        {
            UserName = email,
            Email = email,
            DisplayName = name.Length > 80 ? name[..80] : name,
            Role = role.Value,
            RoleFromDirectory = invitation is null && mapped is not null,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
        };
        if (!(await people.CreateAsync(person).ConfigureAwait(false)).Succeeded)
        {
            throw new NotAcceptedException("account");
        }

        await audit.NoteAsync(AccountEvent.AccountMade, PersonClaims.ActorOf(person), cancellation).ConfigureAwait(false);
        await LinkAsync(person, from, cancellation).ConfigureAwait(false);
        return person;
    }
}
