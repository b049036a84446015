using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Access;

/// <summary>Who stands inside a case: its owner, a caregiver while the consent lasts, and the team once the case is shared with it.</summary>
internal sealed class CaseAccess(NavisDb db, TimeProvider clock)
{
    public async Task<Refusal?> CheckAsync(Actor actor, Guid caseId, CancellationToken cancellation)
    {
        var found = await db.Cases.AsNoTracking().Where(c => c.Id == caseId).Select(c => new { c.OwnerId, c.SharedAt }).SingleOrDefaultAsync(cancellation).ConfigureAwait(false);
        if (found is null)
        {
            return Refusal.NoSuchCase;
        }

        var inside = actor.Role switch
        {
            Role.Patient => found.OwnerId == actor.Id,
            Role.Caregiver => await Consents(db, clock, actor).AnyAsync(m => m.CaseId == caseId, cancellation).ConfigureAwait(false),
            Role.Navigator or Role.Clinician => found.SharedAt is not null,
            Role.Administrator => false,
        };
        return inside ? null : Refusal.OutsideCase;
    }

    /// <summary>The consents that let a caregiver act now.</summary>
    public static IQueryable<ConsentRow> Consents(NavisDb db, TimeProvider clock, Actor actor)
    {
        var now = clock.GetUtcNow();
        return db.Consents.AsNoTracking().Where(m => m.PersonId == actor.Id && m.EndedAt == null && (m.Until == null || m.Until > now));
    }
}
