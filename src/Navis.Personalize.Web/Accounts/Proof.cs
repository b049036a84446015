using Microsoft.AspNetCore.Identity;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Audit;

namespace Navis.Personalize.Web.Accounts;

/// <summary>Thrown where something must not happen by a borrowed session: the person is asked to prove who they are, and comes back.</summary>
internal sealed class ProofNeededException : Exception;

/// <summary>Asks a signed-in person to prove once more who they are: by password, code or passkey. A proof counts for five minutes.</summary>
internal sealed class Proof(Sessions sessions, UserManager<Person> people, SignInManager<Person> signIn, AccountAudit audit)
{
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    public bool IsFresh(HttpContext http) => sessions.IsProven(http, Fresh);

    /// <summary>What the form brings is checked; where it brings nothing, the last proof must be fresh.</summary>
    /// <exception cref="ProofNeededException">Neither.</exception>
    /// <exception cref="NotAcceptedException">It is wrong.</exception>
    public async Task DemandAsync(HttpContext http)
    {
        var form = http.Request.HasFormContentType ? http.Request.Form : FormCollection.Empty;
        var (password, code, passkey) = (form["password"].ToString(), form["code"].ToString(), form["passkey"].ToString());
        if (password.Length + code.Length + passkey.Length == 0)
        {
            if (!IsFresh(http))
            {
                throw new ProofNeededException();
            }

            return;
        }

        var person = await people.GetUserAsync(http.User).ConfigureAwait(false) ?? throw new RefusedException(Refusal.NotSignedIn);
        if (await people.IsLockedOutAsync(person).ConfigureAwait(false))
        {
            throw new NotAcceptedException("locked");
        }

        var (right, problem) = passkey.Length > 0 ? (await IsPasskeyOfAsync(person, passkey).ConfigureAwait(false), "passkey")
            : code.Length > 0 ? (await IsCodeOfAsync(person, code).ConfigureAwait(false), "code")
            : (await people.CheckPasswordAsync(person, password).ConfigureAwait(false), "password-again");
        if (!right)
        {
            await people.AccessFailedAsync(person).ConfigureAwait(false);
            await audit.NoteAsync(AccountEvent.ProofFailed, null, http.RequestAborted).ConfigureAwait(false);
            throw new NotAcceptedException(problem);
        }

        await people.ResetAccessFailedCountAsync(person).ConfigureAwait(false);
        await sessions.ProvenAsync(http).ConfigureAwait(false);
    }

    /// <summary>A code of the app, or, where the person has lost it, none: recovery codes open a new session only.</summary>
    private async Task<bool> IsCodeOfAsync(Person person, string code) =>
        person.TwoFactorEnabled && await people.VerifyTwoFactorTokenAsync(person, people.Options.Tokens.AuthenticatorTokenProvider, code.Replace(" ", "", StringComparison.Ordinal)).ConfigureAwait(false);

    private async Task<bool> IsPasskeyOfAsync(Person person, string passkey)
    {
        var result = await Passkeys.AssertAsync(signIn, passkey).ConfigureAwait(false);
        return result is { Succeeded: true } && result.User.Id == person.Id && (await people.AddOrUpdatePasskeyAsync(person, result.Passkey).ConfigureAwait(false)).Succeeded;
    }
}
