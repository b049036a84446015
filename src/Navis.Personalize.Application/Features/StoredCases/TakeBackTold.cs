using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.StoredCases;

/// <summary>The patient or a caregiver takes back what was told. What a navigator made of it goes with it, since its words are gone.</summary>
[Requires(Permission.Report)]
public sealed record TakeBackTold(Guid CaseId, Guid ToldId) : ICommand<bool>, ICaseMessage;

internal sealed class TakeBackToldHandler(NavisDb db, CaseBook book, CaseCache cache) : ICommandHandler<TakeBackTold, bool>
{
    public async ValueTask<bool> Handle(TakeBackTold command, CancellationToken cancellationToken)
    {
        var told = await book.ToldAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        if (!told.Any(t => t.Id == command.ToldId))
        {
            throw new RefusedException(Refusal.NoSuchCase);
        }

        await db.Reports.Where(r => r.CaseId == command.CaseId && r.Id == command.ToldId).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        cache.Forget(command.CaseId);
        return true;
    }
}
