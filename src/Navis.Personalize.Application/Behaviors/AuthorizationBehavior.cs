using System.Reflection;
using Mediator;
using Navis.Personalize.Application.Access;

namespace Navis.Personalize.Application.Behaviors;

/// <summary>Role first, then the case. Nothing is told of a case to a person outside it, not even that it is there.</summary>
internal sealed class AuthorizationBehavior<TMessage, TResponse>(CurrentActor actor, CaseAccess access) : IPipelineBehavior<TMessage, TResponse>
    where TMessage : IGuarded, IMessage
{
    private static readonly Permission Needed = typeof(TMessage).GetCustomAttribute<RequiresAttribute>()?.Permission
        ?? throw new InvalidOperationException($"{typeof(TMessage).Name} names no permission.");

    public async ValueTask<TResponse> Handle(TMessage message, MessageHandlerDelegate<TMessage, TResponse> next, CancellationToken cancellationToken)
    {
        var who = actor.Known;
        if (!who.Role.Has(Needed))
        {
            throw new RefusedException(Refusal.Role);
        }

        if (message is ICaseMessage about && await access.CheckAsync(who, about.CaseId, cancellationToken).ConfigureAwait(false) is { } reason)
        {
            throw new RefusedException(reason);
        }

        return await next(message, cancellationToken).ConfigureAwait(false);
    }
}
