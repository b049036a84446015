using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Behaviors;

/// <summary>A change and its line in the audit are kept together, or neither is.</summary>
internal sealed class TransactionBehavior<TMessage, TResponse>(NavisDb db, AuditTrail trail, RecentLooks looks, CurrentActor actor) : IPipelineBehavior<TMessage, TResponse>
    where TMessage : IGuarded, IMessage
{
    public async ValueTask<TResponse> Handle(TMessage message, MessageHandlerDelegate<TMessage, TResponse> next, CancellationToken cancellationToken)
    {
        if (message is not IBaseCommand)
        {
            return await next(message, cancellationToken).ConfigureAwait(false);
        }

        var transaction = await db.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            try
            {
                await db.LockAsync((message as ICaseMessage)?.CaseId, cancellationToken).ConfigureAwait(false);
                var response = await next(message, cancellationToken).ConfigureAwait(false);
                await db.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                if (message is not IAuditedOnce once || looks.IsNew(actor.Known, once))
                {
                    await trail.AppendAsync(message, AuditOutcome.Done, cancellationToken).ConfigureAwait(false);
                }

                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return response;
            }
            catch
            {
                // What the handler had prepared must not be saved by the audit line of its failure.
                db.ChangeTracker.Clear();
                throw;
            }
        }
    }
}
