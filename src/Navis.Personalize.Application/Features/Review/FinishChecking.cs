using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.SignOff;
using Navis.Personalize.Application.Features.StoredCases;

namespace Navis.Personalize.Application.Features.Review;

/// <summary>The navigator has checked what was found, as it stood on the page.</summary>
[Requires(Permission.Verify)]
public sealed record FinishChecking(Guid CaseId, string SeenHash) : ICommand<bool>, ICaseMessage;

internal sealed class FinishCheckingHandler(CaseBook book, CurrentActor actor, TimeProvider clock) : ICommandHandler<FinishChecking, bool>
{
    public async ValueTask<bool> Handle(FinishChecking command, CancellationToken cancellationToken)
    {
        var row = await book.RowAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        row.Take(actor.Known, clock.GetUtcNow());
        var opened = await book.OpenAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        if (opened.Binding?.Hash != command.SeenHash)
        {
            throw new NotAcceptedException("changed-meanwhile");
        }

        if (opened.IsMixed)
        {
            throw new NotAcceptedException("mixed");
        }

        if (!opened.Open.IsEmpty)
        {
            throw new NotAcceptedException("facts-open");
        }

        await book.SignAsync(actor.Known, opened, SignatureKind.Checked, null, cancellationToken).ConfigureAwait(false);
        (row.ClaimedBy, row.ClaimedAt) = (null, null);
        return true;
    }
}
