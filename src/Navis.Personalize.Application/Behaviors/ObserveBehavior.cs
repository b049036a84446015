using System.Diagnostics;
using Mediator;
using Navis.Personalize.Application.Access;

namespace Navis.Personalize.Application.Behaviors;

/// <summary>Outermost: measures every use case, also the refused ones.</summary>
internal sealed class ObserveBehavior<TMessage, TResponse> : IPipelineBehavior<TMessage, TResponse>
    where TMessage : IMessage
{
    private static readonly string Message = typeof(TMessage).Name;

    public async ValueTask<TResponse> Handle(TMessage message, MessageHandlerDelegate<TMessage, TResponse> next, CancellationToken cancellationToken)
    {
        using var activity = Telemetry.Source.StartActivity(Message);
        var (started, outcome) = (Stopwatch.GetTimestamp(), "done");
        try
        {
            return await next(message, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            outcome = e switch
            {
                RefusedException => "refused",
                NotAcceptedException => "invalid",
                OperationCanceledException => "canceled",
                _ => "failed",
            };
            throw;
        }
        finally
        {
            activity?.SetTag("outcome", outcome);
            activity?.SetStatus(outcome is "failed" ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
            Telemetry.UseCase.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new("message", Message), new("outcome", outcome));
        }
    }
}
