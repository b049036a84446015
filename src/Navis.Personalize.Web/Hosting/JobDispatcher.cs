using Navis.Personalize.Application.Jobs;
using Navis.Personalize.Application.Storage;
using Quartz;

namespace Navis.Personalize.Web.Hosting;

/// <summary>Sees to it that every job that waits has its trigger: new ones, those to be tried again, and those whose worker fell silent.</summary>
internal sealed partial class JobDispatcher(IServiceProvider services, ISchedulerFactory schedulers, JobSignal signal, ILogger<JobDispatcher> log) : BackgroundService
{
    private const int AtMost = 100;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var scheduler = await schedulers.GetScheduler(stoppingToken).ConfigureAwait(false);
                foreach (var job in await services.WaitingJobsAsync(AtMost, stoppingToken).ConfigureAwait(false))
                {
                    await DispatchAsync(scheduler, job, stoppingToken).ConfigureAwait(false);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogTrouble(log, e.GetType().FullName ?? "");
            }

            await signal.WaitAsync(LookAgain, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task DispatchAsync(IScheduler scheduler, WaitingJob job, CancellationToken cancellation)
    {
        var key = ReadRecords.TriggerOf(job);
        switch (await scheduler.GetTriggerState(key, cancellation).ConfigureAwait(false))
        {
            case TriggerState.None:
                break;
            case TriggerState.Error:
                // Quartz has given it up; the row has not.
                await scheduler.UnscheduleJob(key, cancellation).ConfigureAwait(false);
                break;
            default:
                return;
        }

        try
        {
            await scheduler.ScheduleJob(TriggerBuilder.Create().WithIdentity(key).ForJob(ReadRecords.Key).StartAt(job.NotBefore).Build(), cancellationToken: cancellation).ConfigureAwait(false);
        }
        catch (ObjectAlreadyExistsException)
        {
            // Another machine was faster.
        }
    }

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "The job dispatcher met {Type} and goes on")]
    private static partial void LogTrouble(ILogger log, string type);
}
