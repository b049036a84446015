using System.Collections.Immutable;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Features.Cases;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Application.Storage;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Application.Jobs;

/// <summary>Words of <see cref="JobRow.State"/>.</summary>
internal static class JobState
{
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Done = "done";
    public const string Dead = "dead";
}

/// <summary>Wakes the worker.</summary>
public sealed class JobSignal : IDisposable
{
    private readonly SemaphoreSlim signal = new(0);

    public void Set() => signal.Release();

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellation) => signal.WaitAsync(atMost, cancellation);

    public void Dispose() => signal.Dispose();
}

/// <summary>Reading as durable jobs: queued in the transaction that adds a record, done once, begun again after a crash.</summary>
internal sealed class ReadingJobs
{
    private const int MaximumAttempts = 3;

    private readonly NavisDb db;
    private readonly CaseVault vault;
    private readonly AuditTrail trail;
    private readonly CaseCache cache;
    private readonly IMediator mediator;
    private readonly string content;
    private readonly TimeProvider clock;

    public ReadingJobs(NavisDb db, CaseVault vault, AuditTrail trail, CaseCache cache, IMediator mediator, Tailors tailors, TimeProvider clock) =>
        (this.db, this.vault, this.trail, this.cache, this.mediator, content, this.clock) = (db, vault, trail, cache, mediator, tailors.For(GeneralAnswer.DefaultLanguage).ContentHash, clock);

    /// <summary>Takes the next job and does it. False when there is none to do now.</summary>
    public async Task<bool> RunNextAsync(CancellationToken cancellation)
    {
        if (await TakeAsync(cancellation).ConfigureAwait(false) is not { } job)
        {
            return false;
        }

        try
        {
            await ReadAsync(job, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            // The kind of failure is kept, never its words: they may hold words of a record.
            db.ChangeTracker.Clear();
            var dead = job.Attempts >= MaximumAttempts;
            await db.Jobs.Where(j => j.Id == job.Id).ExecuteUpdateAsync(
                s => s.SetProperty(j => j.State, dead ? JobState.Dead : JobState.Queued)
                    .SetProperty(j => j.Problem, e.GetType().Name)
                    .SetProperty(j => j.NotBefore, clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Pow(4, job.Attempts))),
                CancellationToken.None).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>After a start: what was under way when the program ended is begun again, and readings made with older content are made anew.</summary>
    internal async Task RequeueAsync(CancellationToken cancellation)
    {
        await db.Jobs.Where(j => j.State == JobState.Running).ExecuteUpdateAsync(s => s.SetProperty(j => j.State, JobState.Queued), cancellation).ConfigureAwait(false);
        var stale = await db.Readings.AsNoTracking().Where(r => r.ContentHash != content).Select(r => new { r.CaseId, r.RecordVersion }).ToListAsync(cancellation).ConfigureAwait(false);
        foreach (var reading in stale)
        {
            db.Jobs.Add(New(reading.CaseId, reading.RecordVersion, clock.GetUtcNow()));
        }

        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
    }

    internal static JobRow New(Guid caseId, int recordVersion, DateTimeOffset now) =>
        new() { Id = Guid.NewGuid(), CaseId = caseId, RecordVersion = recordVersion, State = JobState.Queued, CreatedAt = now, NotBefore = now };

    private async Task<JobRow?> TakeAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var transaction = await db.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var job = await db.Jobs.Where(j => j.State == JobState.Queued && j.NotBefore <= now).OrderBy(j => j.CreatedAt).FirstOrDefaultAsync(cancellation).ConfigureAwait(false);
            if (job is null)
            {
                return null;
            }

            job.State = JobState.Running;
            job.Attempts++;
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
            db.Entry(job).State = EntityState.Detached;
            return job;
        }
    }

    private async Task ReadAsync(JobRow job, CancellationToken cancellation)
    {
        var version = await db.Cases.AsNoTracking().Where(c => c.Id == job.CaseId).Select(c => (int?)c.RecordVersion).SingleOrDefaultAsync(cancellation).ConfigureAwait(false);
        if (version != job.RecordVersion)
        {
            // The case is gone, or a later job reads a later record set.
            await FinishAsync(job, cancellation).ConfigureAwait(false);
            return;
        }

        var seal = await vault.OpenAsync(job.CaseId, cancellation).ConfigureAwait(false);
        var rows = await db.Files.AsNoTracking().Where(f => f.CaseId == job.CaseId).OrderBy(f => f.Number).ToListAsync(cancellation).ConfigureAwait(false);
        var files = rows.Select(f => new CaseFile(new SourceFile(seal.OpenWords(Purpose.FileName(f.Id), f.Name), seal.Open(Purpose.FileContent(f.Id), f.Content)))).ToImmutableArray();
        var extracted = await mediator.Send(new ExtractCase(files), cancellation).ConfigureAwait(false);
        var reading = seal.Seal(Purpose.Reading, ReadingJson.Write(extracted));

        var transaction = await db.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            // The case may have been deleted while it was read: then nothing of it may come back.
            if (await db.Cases.AnyAsync(c => c.Id == job.CaseId && c.RecordVersion == job.RecordVersion, cancellation).ConfigureAwait(false))
            {
                await db.Readings.Where(r => r.CaseId == job.CaseId).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
                db.Readings.Add(new() { CaseId = job.CaseId, RecordVersion = job.RecordVersion, ContentHash = content, Content = reading });
                await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
                await trail.AppendAsync("ReadRecords", job.CaseId, AuditOutcome.Done, cancellation).ConfigureAwait(false);
                cache.Forget(job.CaseId);
            }

            await FinishAsync(job, cancellation).ConfigureAwait(false);
            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private Task<int> FinishAsync(JobRow job, CancellationToken cancellation) =>
        db.Jobs.Where(j => j.Id == job.Id).ExecuteUpdateAsync(s => s.SetProperty(j => j.State, JobState.Done), cancellation);
}
