using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Behaviors;

/// <summary>First and last: whatever becomes of a message, one line of the audit says so. What was done is written inside its transaction.</summary>
internal sealed class AuditBehavior<TMessage, TResponse>(AuditTrail trail, RecentLooks looks, CurrentActor actor) : IPipelineBehavior<TMessage, TResponse>
    where TMessage : IGuarded, IMessage
{
    public async ValueTask<TResponse> Handle(TMessage message, MessageHandlerDelegate<TMessage, TResponse> next, CancellationToken cancellationToken)
    {
        try
        {
            var response = await next(message, cancellationToken).ConfigureAwait(false);
            if (message is not IBaseCommand && (message is not IAuditedOnce once || looks.IsNew(actor.Known, once)))
            {
                await trail.AppendAsync(message, AuditOutcome.Done, cancellationToken).ConfigureAwait(false);
            }

            return response;
        }
        catch (Exception e)
        {
            var outcome = e switch
            {
                RefusedException refused => AuditOutcome.Refused(refused.Reason),
                NotAcceptedException => AuditOutcome.Invalid,
                _ => AuditOutcome.Failed,
            };
            await trail.AppendAsync(message, outcome, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }
}
