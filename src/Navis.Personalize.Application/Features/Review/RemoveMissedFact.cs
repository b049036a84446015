using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.StoredCases;

namespace Navis.Personalize.Application.Features.Review;

/// <summary>Takes back a fact that a navigator has added.</summary>
[Requires(Permission.Verify)]
public sealed record RemoveMissedFact(Guid CaseId, int Number) : ICommand<int>, ICaseMessage;

internal sealed class RemoveMissedFactHandler(CaseBook book, CurrentActor actor, TimeProvider clock) : ICommandHandler<RemoveMissedFact, int>
{
    public async ValueTask<int> Handle(RemoveMissedFact command, CancellationToken cancellationToken)
    {
        var (who, now) = (actor.Known, clock.GetUtcNow());
        (await book.RowAsync(command.CaseId, cancellationToken).ConfigureAwait(false)).Take(who, now);
        var decisions = await book.DecisionsAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        var added = decisions.FirstOrDefault(d => d.Number == command.Number && d.Verb is Verb.Add) ?? throw new NotAcceptedException("nothing-to-undo");
        var undo = new Decision(decisions.Length + 1, who.Id, who.Name, now, Verb.Undo, added.About, null, null, added.Quote) { Undoes = added.Number };
        await book.DecideAsync(undo, command.CaseId, cancellationToken).ConfigureAwait(false);
        return undo.Number;
    }
}
