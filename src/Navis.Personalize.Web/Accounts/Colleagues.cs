using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;

namespace Navis.Personalize.Web.Accounts;

/// <summary>Who a case can be handed over to.</summary>
internal sealed class Colleagues(UserManager<Person> people)
{
    /// <summary>The other navigators, by name.</summary>
    public async Task<IReadOnlyList<Colleague>> NavigatorsAsync(string without, CancellationToken cancellation) => await people.Users
        .Where(p => p.Role == Role.Navigator && p.Id != without).OrderBy(p => p.DisplayName).Take(200)
        .Select(p => new Colleague(p.Id, p.DisplayName)).ToListAsync(cancellation).ConfigureAwait(false);
}

/// <summary>A member of the team.</summary>
internal sealed record Colleague(string Id, string Name);
