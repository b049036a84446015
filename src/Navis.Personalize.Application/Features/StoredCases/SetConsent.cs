using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.StoredCases;

/// <summary>The patient lets a caregiver act in the case until a day, or ends it.</summary>
[Requires(Permission.ShareCase)]
public sealed record SetConsent(Guid CaseId, string PersonId, bool Given, DateTimeOffset? Until) : ICommand<bool>, ICaseMessage, IChecked
{
    public string? Problem() => string.IsNullOrWhiteSpace(PersonId) ? "nobody" : null;
}

internal sealed class SetConsentHandler(NavisDb db, TimeProvider clock) : ICommandHandler<SetConsent, bool>
{
    public async ValueTask<bool> Handle(SetConsent command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var row = await db.Consents.SingleOrDefaultAsync(c => c.CaseId == command.CaseId && c.PersonId == command.PersonId, cancellationToken).ConfigureAwait(false);
        if (command.Given)
        {
            if (row is null)
            {
                row = new() { CaseId = command.CaseId, PersonId = command.PersonId };
                db.Consents.Add(row);
            }

            (row.GivenAt, row.Until, row.EndedAt) = (now, command.Until, null);
        }
        else if (row is not null)
        {
            row.EndedAt ??= now;
        }

        return command.Given;
    }
}
