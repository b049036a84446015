using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Jobs;

/// <summary>Under which name this process takes jobs, and for how long one is its own while it is silent.</summary>
public sealed class JobLease(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Who this process is: a new name at each start.</summary>
    public string Worker { get; } = $"{Environment.ProcessId}-{Guid.NewGuid():N}"[..24];

    /// <summary>A worker that is silent for so long has lost its job.</summary>
    public TimeSpan Lasting { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Says that the worker lives until <paramref name="alone"/> is cancelled, and cancels it when the job is no longer the worker's. Never throws.</summary>
    internal async Task KeepAsync(JobRow job, CancellationTokenSource alone)
    {
        using var timer = new PeriodicTimer(Lasting / 4);
        var last = clock.GetTimestamp();
        while (await TicksAsync(timer, alone.Token).ConfigureAwait(false))
        {
            try
            {
                if (!await ExtendAsync(job, alone.Token).ConfigureAwait(false))
                {
                    await alone.CancelAsync().ConfigureAwait(false);
                }

                last = clock.GetTimestamp();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception) when (clock.GetElapsedTime(last) < Lasting)
            {
                // The database does not answer: perhaps it does the next time.
            }
            catch (Exception)
            {
                await alone.CancelAsync().ConfigureAwait(false);
            }
        }
    }

    private static async Task<bool> TicksAsync(PeriodicTimer timer, CancellationToken cancellation)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<bool> ExtendAsync(JobRow job, CancellationToken cancellation)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var until = clock.GetUtcNow() + Lasting;
            return await scope.ServiceProvider.GetRequiredService<NavisDb>().Jobs
                .Where(j => j.Id == job.Id && j.State == JobState.Running && j.Worker == Worker && j.Attempts == job.Attempts)
                .ExecuteUpdateAsync(s => s.SetProperty(j => j.LeaseUntil, until), cancellation).ConfigureAwait(false) == 1;
        }
    }
}
