using Mediator;
using Navis.Personalize.Application.Access;

namespace Navis.Personalize.Application.Behaviors;

/// <summary>Stops a message that is wrong in itself before anything is touched.</summary>
internal sealed class ValidationBehavior<TMessage, TResponse> : IPipelineBehavior<TMessage, TResponse>
    where TMessage : IGuarded, IMessage
{
    public ValueTask<TResponse> Handle(TMessage message, MessageHandlerDelegate<TMessage, TResponse> next, CancellationToken cancellationToken)
    {
        if (message is IChecked check && check.Problem() is { } problem)
        {
            throw new NotAcceptedException(problem);
        }

        return next(message, cancellationToken);
    }
}
