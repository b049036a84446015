using Navis.Personalize.Application.Jobs;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Web.Hosting;

/// <summary>Does the reading jobs of this process, one after the other.</summary>
internal sealed partial class JobWorker(IServiceProvider services, JobSignal signal, ILogger<JobWorker> log) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await services.RunNextJobAsync(stoppingToken).ConfigureAwait(false))
                {
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogTrouble(log, e.GetType().FullName ?? "");
            }

            await signal.WaitAsync(LookAgain, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "The job worker met {Type} and goes on")]
    private static partial void LogTrouble(ILogger log, string type);
}
