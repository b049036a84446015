using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.StoredCases;

namespace Navis.Personalize.Application.Features.Review;

/// <summary>Gives the case that one works on to a colleague, who has it at once. The host makes sure that the person is a navigator.</summary>
[Requires(Permission.Verify)]
public sealed record HandOver(Guid CaseId, string PersonId) : ICommand<bool>, ICaseMessage, IChecked
{
    public string? Problem() => string.IsNullOrWhiteSpace(PersonId) || PersonId.Length > 200 ? "value-missing" : null;
}

internal sealed class HandOverHandler(CaseBook book, CurrentActor actor, TimeProvider clock) : ICommandHandler<HandOver, bool>
{
    public async ValueTask<bool> Handle(HandOver command, CancellationToken cancellationToken)
    {
        var row = await book.RowAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        row.Take(actor.Known, clock.GetUtcNow());
        row.ClaimedBy = command.PersonId;
        return true;
    }
}
