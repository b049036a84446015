using System.Globalization;
using Microsoft.Data.Sqlite;
using Navis.Personalize.Application.Jobs;
using Navis.Personalize.Application.Storage;
using Npgsql;
using Quartz;

namespace Navis.Personalize.Web.Hosting;

/// <summary>
/// When which reading job is done, and by which machine: a trigger of Quartz for each attempt, kept in a database. The rows of the jobs stay the truth:
/// a trigger that is lost is made again from them (<see cref="JobDispatcher"/>), and one too many finds nothing to do.
/// </summary>
internal static class ReadingSchedule
{
    /// <summary>Seconds after which a silent worker loses its job to another; 30 when unset.</summary>
    private const string LeaseVariable = "NAVIS_JOB_LEASE";

    // How soon a machine looks for triggers that another has made.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    public static void AddReadingSchedule(this IServiceCollection services, DatabasePlace place, int atOnce)
    {
        if (int.TryParse(Environment.GetEnvironmentVariable(LeaseVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0)
        {
            services.AddSingleton(provider => new JobLease(provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<TimeProvider>()) { Lasting = TimeSpan.FromSeconds(seconds) });
        }

        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(o =>
            {
                o.InstanceName = "navis";
                o.GenerateInstanceId = place.Postgres is not null;
                o.IdleWaitTime = LookAgain;
            });
            quartz.UseDefaultThreadPool(atOnce);
            quartz.AddJob<ReadRecords>(job => job.WithIdentity(ReadRecords.Key).StoreDurably());
            quartz.UsePersistentStore(store =>
            {
                store.ProvisionSchema();
                store.ConfigureStore(o => o.UseBackgroundThreads = true);
                if (place.Postgres is { } connection)
                {
                    store.UsePostgres(NpgsqlFactory.Instance, connection);
                    store.UseClustering(c => c.CheckinInterval = TimeSpan.FromSeconds(5));
                }
                else
                {
                    store.UseSqlite(SqliteFactory.Instance, $"Data Source={place.Folder.Jobs};Default Timeout=30");
                }
            });
        });
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
        services.AddHostedService<JobDispatcher>();
    }
}

/// <summary>Does the job after which its trigger is named, unless somebody else has it.</summary>
internal sealed class ReadRecords(IServiceProvider services, IHostApplicationLifetime program, JobSignal signal) : IJob
{
    public static readonly JobKey Key = new("read-records");

    public static TriggerKey TriggerOf(WaitingJob job) => new(string.Create(CultureInfo.InvariantCulture, $"{job.Id:N}-{job.Attempts}"), Key.Name);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(program.ApplicationStopping, cancellationToken);
        try
        {
            await services.RunJobAsync(Guid.ParseExact(context.Trigger.Key.Name[..32], "N"), stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It waits again in its row.
            return;
        }

        // A failed attempt waits for its next time.
        signal.Set();
    }
}
