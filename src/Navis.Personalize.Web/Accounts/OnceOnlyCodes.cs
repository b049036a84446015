using Microsoft.AspNetCore.Identity;

namespace Navis.Personalize.Web.Accounts;

/// <summary>A code of the authenticator app opens once: whoever has looked over a shoulder can't use it again (ASVS 6.5.1).</summary>
internal sealed class OnceOnlyCodes : AuthenticatorTokenProvider<Person>
{
    private const string Place = "navis";
    private const string Last = "last-code";

    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<Person> manager, Person user)
    {
        if (!await base.ValidateAsync(purpose, token, manager, user).ConfigureAwait(false))
        {
            return false;
        }

        // A code of six digits comes again by chance after a long time; that once it is refused does no harm: the next one is half a minute away.
        var used = OneTimeCode.HashOf(user.Id + token);
        if (await manager.GetAuthenticationTokenAsync(user, Place, Last).ConfigureAwait(false) == used)
        {
            return false;
        }

        return (await manager.SetAuthenticationTokenAsync(user, Place, Last, used).ConfigureAwait(false)).Succeeded;
    }
}
