using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.StoredCases;

namespace Navis.Personalize.Application.Features.Review;

/// <summary>A navigator's one word, after a look, on all that was read with certainty and that nothing contradicts. Each fact gets a decision of its own; they are undone together.</summary>
[Requires(Permission.Verify)]
public sealed record ConfirmCertain(Guid CaseId, string SeenHash) : ICommand<int>, ICaseMessage;

internal sealed class ConfirmCertainHandler(CaseBook book, CurrentActor actor, TimeProvider clock) : ICommandHandler<ConfirmCertain, int>
{
    public async ValueTask<int> Handle(ConfirmCertain command, CancellationToken cancellationToken)
    {
        var (who, now) = (actor.Known, clock.GetUtcNow());
        (await book.RowAsync(command.CaseId, cancellationToken).ConfigureAwait(false)).Take(who, now);
        var opened = await book.OpenAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        if (opened.Binding?.Hash != command.SeenHash)
        {
            throw new NotAcceptedException("changed-meanwhile");
        }

        var first = opened.Decisions.Length + 1;
        var number = first;
        foreach (var fact in opened.Certain)
        {
            var about = StatementPlaces.Of(fact, opened.Names!);
            await book.DecideAsync(new(number++, who.Id, who.Name, now, Verb.Confirm, about, null, null, fact.Evidence[0].Quote) { Batch = first }, command.CaseId, cancellationToken).ConfigureAwait(false);
        }

        return number - first;
    }
}
