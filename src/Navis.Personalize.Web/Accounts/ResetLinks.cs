using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Audit;

namespace Navis.Personalize.Web.Accounts;

/// <summary>Makes and redeems links for a new password; a code works once. There is no e-mail: whoever issues the link hands it over.</summary>
internal sealed class ResetLinks(AccountsDb db, UserManager<Person> people, Sessions sessions, TimeProvider clock)
{
    public static readonly TimeSpan Lasting = TimeSpan.FromHours(24);

    /// <summary>The way back for an administrator whom no other can help: whoever starts the program on this data may issue a link. The account is switched on.</summary>
    /// <exception cref="InvalidDataException">No administrator has this e-mail.</exception>
    public static async Task<string> RecoverAsync(IServiceProvider services, string email, CancellationToken cancellation)
    {
        var scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
            if (await people.FindByEmailAsync(email).ConfigureAwait(false) is not { Role: Role.Administrator } person)
            {
                throw new InvalidDataException($"No administrator here has the e-mail {email}. Check the spelling and the data folder.");
            }

            person.DisabledAt = null;
            await people.UpdateAsync(person).ConfigureAwait(false);
            var code = await scope.ServiceProvider.GetRequiredService<ResetLinks>().MakeAsync(person, clearsSecondStep: true, cancellation).ConfigureAwait(false);
            await scope.ServiceProvider.GetRequiredService<AccountAudit>().NoteAsync(AccountEvent.ResetLinkMade, null, cancellation, person.Id).ConfigureAwait(false);
            return code;
        }
    }

    /// <summary>A link for a person; links made before it end.</summary>
    public async Task<string> MakeAsync(Person person, bool clearsSecondStep, CancellationToken cancellation)
    {
        await db.ResetLinks.Where(r => r.PersonId == person.Id).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        var code = OneTimeCode.New();
        db.ResetLinks.Add(new() { CodeHash = OneTimeCode.HashOf(code), PersonId = person.Id, ClearsSecondStep = clearsSecondStep, ExpiresAt = clock.GetUtcNow() + Lasting });
        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        return code;
    }

    public Task<ResetLink?> FindAsync(string? code, CancellationToken cancellation)
    {
        var (hash, now) = (OneTimeCode.HashOf(code), clock.GetUtcNow());
        return db.ResetLinks.AsNoTracking().SingleOrDefaultAsync(r => r.CodeHash == hash && r.UsedAt == null && r.ExpiresAt > now, cancellation);
    }

    /// <summary>Sets the new password and ends every session. The account stays off when an administrator has switched it off.</summary>
    /// <exception cref="NotAcceptedException">The password is too short, or the link was used meanwhile.</exception>
    public async Task<Person> UseAsync(ResetLink link, string password, CancellationToken cancellation)
    {
        var person = await people.FindByIdAsync(link.PersonId).ConfigureAwait(false) ?? throw new NotAcceptedException("reset");
        foreach (var check in people.PasswordValidators)
        {
            if (!(await check.ValidateAsync(people, person, password).ConfigureAwait(false)).Succeeded)
            {
                throw new NotAcceptedException("password");
            }
        }

        var now = clock.GetUtcNow();
        if (await db.ResetLinks.Where(r => r.CodeHash == link.CodeHash && r.UsedAt == null).ExecuteUpdateAsync(s => s.SetProperty(r => r.UsedAt, now), cancellation).ConfigureAwait(false) != 1)
        {
            throw new NotAcceptedException("reset");
        }

        // Each of these is a new security stamp too.
        await people.RemovePasswordAsync(person).ConfigureAwait(false);
        await people.AddPasswordAsync(person, password).ConfigureAwait(false);
        await people.SetLockoutEndDateAsync(person, null).ConfigureAwait(false);
        await people.ResetAccessFailedCountAsync(person).ConfigureAwait(false);
        if (link.ClearsSecondStep)
        {
            await people.SetTwoFactorEnabledAsync(person, false).ConfigureAwait(false);
            await people.ResetAuthenticatorKeyAsync(person).ConfigureAwait(false);
            await people.GenerateNewTwoFactorRecoveryCodesAsync(person, 0).ConfigureAwait(false);
            foreach (var passkey in await people.GetPasskeysAsync(person).ConfigureAwait(false))
            {
                await people.RemovePasskeyAsync(person, passkey.CredentialId).ConfigureAwait(false);
            }
        }

        await sessions.EndAllAsync(person.Id, cancellation).ConfigureAwait(false);
        return person;
    }
}
