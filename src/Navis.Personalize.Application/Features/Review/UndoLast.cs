using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.StoredCases;

namespace Navis.Personalize.Application.Features.Review;

/// <summary>Takes back the last decision that stands on a case, with those that were made in one word with it.</summary>
[Requires(Permission.Decide)]
public sealed record UndoLast(Guid CaseId) : ICommand<int>, ICaseMessage;

internal sealed class UndoLastHandler(CaseBook book, CurrentActor actor, TimeProvider clock) : ICommandHandler<UndoLast, int>
{
    public async ValueTask<int> Handle(UndoLast command, CancellationToken cancellationToken)
    {
        var (who, now) = (actor.Known, clock.GetUtcNow());
        (await book.RowAsync(command.CaseId, cancellationToken).ConfigureAwait(false)).Take(who, now);
        var decisions = await book.DecisionsAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        var force = DecisionRules.InForce(decisions);
        var last = force.LastOrDefault() ?? throw new NotAcceptedException("nothing-to-undo");
        var number = decisions.Length;
        foreach (var decision in force.Where(d => d.Number == last.Number || (last.Batch is not null && d.Batch == last.Batch)))
        {
            await book.DecideAsync(new(++number, who.Id, who.Name, now, Verb.Undo, decision.About, null, null, decision.Quote) { Undoes = decision.Number }, command.CaseId, cancellationToken).ConfigureAwait(false);
        }

        return number - decisions.Length;
    }
}
