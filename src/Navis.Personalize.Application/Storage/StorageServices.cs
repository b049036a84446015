using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Behaviors;
using Navis.Personalize.Application.Features.Administration;
using Navis.Personalize.Application.Features.Audit;
using Navis.Personalize.Application.Features.Questions;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Application.Jobs;

namespace Navis.Personalize.Application.Storage;

/// <summary>Joins storage and the guarding behaviours to the use cases.</summary>
public static class StorageServices
{
    /// <summary>Adds the stores.</summary>
    public static IServiceCollection AddCaseStorage(this IServiceCollection services, DatabasePlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(place);
        services.AddSingleton(place.Folder);
        services.AddSingleton(_ => MasterKey.OpenOrCreate(place.Folder.KeyFile));
        place.Add<NavisDb, PostgresNavisDb>(services, place.Folder.Database, NavisDb.History);
        services.AddSingleton(provider => new SessionKeys(provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<MasterKey>()));
        services.AddSingleton<CaseCache>();
        services.AddSingleton<PictureCache>();
        services.AddSingleton<RecentLooks>();
        services.AddSingleton<JobSignal>();
        services.TryAddSingleton<JobLease>();
        services.AddScoped<CurrentActor>();
        services.AddScoped<CaseAccess>();
        services.AddScoped<CaseVault>();
        services.AddScoped<AuditTrail>();
        services.AddScoped(provider => new AccountAudit(provider.GetRequiredService<AuditTrail>(), provider.GetRequiredService<CurrentActor>()));
        services.AddScoped<CaseBook>();
        services.AddSingleton<SiteNow>();
        services.AddScoped<SiteSettings>();
        services.AddScoped<AnswerMarks>();
        services.AddScoped<ContentChange>();
        services.AddScoped<QuestionSheet>();
        services.AddScoped<UploadKeys>();
        services.AddScoped<ReadingJobs>();

        // Outermost first. All but the first hold for guarded messages only.
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ObserveBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(AuditBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(AuthorizationBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TransactionBehavior<,>));
        return services;
    }

    /// <summary>Brings the database up to date. The caller holds the folder.</summary>
    public static async Task PrepareStorageAsync(this IServiceProvider services, CancellationToken cancellation = default)
    {
        var scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var place = scope.ServiceProvider.GetRequiredService<DatabasePlace>();
            var db = scope.ServiceProvider.GetRequiredService<NavisDb>();
            await place.MigrateAsync(db, cancellation).ConfigureAwait(false);
            if (!File.Exists(place.Folder.KeyFile) && await db.Audit.AnyAsync(cancellation).ConfigureAwait(false))
            {
                // A new key would open nothing of what is here.
                MasterKey.OpenFile(place.Folder.KeyFile);
            }

            await scope.ServiceProvider.GetRequiredService<ReadingJobs>().RequeueAsync(alone: place.Postgres is null, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Does the next job, if there is one.</summary>
    public static async Task<bool> RunNextJobAsync(this IServiceProvider services, CancellationToken cancellation)
    {
        var scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            return await scope.ServiceProvider.GetRequiredService<ReadingJobs>().RunNextAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Does one job, unless it is another worker's or not due.</summary>
    public static async Task<bool> RunJobAsync(this IServiceProvider services, Guid job, CancellationToken cancellation)
    {
        var scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            return await scope.ServiceProvider.GetRequiredService<ReadingJobs>().RunAsync(job, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The jobs that wait, the longest first.</summary>
    public static async Task<ImmutableArray<WaitingJob>> WaitingJobsAsync(this IServiceProvider services, int atMost, CancellationToken cancellation)
    {
        var scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            return await scope.ServiceProvider.GetRequiredService<ReadingJobs>().WaitingAsync(atMost, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>True while a job of the case waits or runs. Tells nothing else of the case.</summary>
    public static async Task<bool> IsBeingReadAsync(this IServiceProvider services, Guid caseId, CancellationToken cancellation)
    {
        var scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            return await scope.ServiceProvider.GetRequiredService<NavisDb>().Jobs
                .AnyAsync(j => j.CaseId == caseId && (j.State == JobState.Queued || j.State == JobState.Running), cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>After a deletion: what the database still holds of it beside its tables is written over.</summary>
    public static async Task SweepStorageAsync(this IServiceProvider services, CancellationToken cancellation)
    {
        var scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            await scope.ServiceProvider.GetRequiredService<NavisDb>().SweepAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Measures how many jobs wait, whenever somebody collects it, until the result is disposed.</summary>
    public static IDisposable MeasureQueue(this IServiceProvider services)
    {
        var meter = new Meter(Telemetry.Name);
        meter.CreateObservableGauge("navis.jobs.waiting", () =>
        {
            using var scope = services.CreateScope();
            return scope.ServiceProvider.GetRequiredService<NavisDb>().Jobs.Count(j => j.State == JobState.Queued || j.State == JobState.Running);
        }, description: "Reading jobs that wait or run.");
        return meter;
    }

    /// <summary>True when the database answers.</summary>
    public static async Task<bool> IsStorageReadyAsync(this IServiceProvider services, CancellationToken cancellation)
    {
        var scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            return await scope.ServiceProvider.GetRequiredService<NavisDb>().Database.CanConnectAsync(cancellation).ConfigureAwait(false);
        }
    }
}
