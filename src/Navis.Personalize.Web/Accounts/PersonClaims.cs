using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Navis.Personalize.Application.Access;

namespace Navis.Personalize.Web.Accounts;

/// <summary>What the session cookie says of a person.</summary>
internal sealed class PersonClaims(UserManager<Person> people, IOptions<IdentityOptions> options) : UserClaimsPrincipalFactory<Person>(people, options)
{
    private const string Name = "navis:name";
    private const string RoleName = "navis:role";
    private const string Secured = "navis:secured";

    public static Actor? ActorOf(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true
        && user.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
        && user.FindFirstValue(Name) is { } name
        && Enum.TryParse<Role>(user.FindFirstValue(RoleName), out var role)
            ? new(id, name, role)
            : null;

    public static Actor ActorOf(Person person) => new(person.Id, person.DisplayName, person.Role);

    /// <summary>True when the account of a session opens by a password alone.</summary>
    public static bool NeedsSecondStep(ClaimsPrincipal user) => user.HasClaim(Secured, "no");

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Person user)
    {
        var identity = await base.GenerateClaimsAsync(user).ConfigureAwait(false);
        identity.AddClaim(new(Name, user.DisplayName));
        identity.AddClaim(new(RoleName, user.Role.ToString()));
        identity.AddClaim(new(Secured, user.TwoFactorEnabled || (await UserManager.GetPasskeysAsync(user).ConfigureAwait(false)).Count > 0 ? "yes" : "no"));
        return identity;
    }
}
