using System.Collections.Immutable;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Features.Cases;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Application.Storage;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Application.Jobs;

/// <summary>
/// Reading as durable jobs: queued in the transaction that adds a record. A worker takes a job for itself and says every now and then that it lives;
/// when it falls silent another takes over, and what the first then still brings is not taken: each job is done once.
/// </summary>
internal sealed class ReadingJobs
{
    public const int MaximumAttempts = 3;

    private readonly NavisDb db;
    private readonly CaseVault vault;
    private readonly AuditTrail trail;
    private readonly CaseCache cache;
    private readonly IMediator mediator;
    private readonly string content;
    private readonly TimeProvider clock;
    private readonly JobLease lease;

    public ReadingJobs(NavisDb db, CaseVault vault, AuditTrail trail, CaseCache cache, IMediator mediator, Tailors tailors, TimeProvider clock, JobLease lease) =>
        (this.db, this.vault, this.trail, this.cache, this.mediator, content, this.clock, this.lease) = (db, vault, trail, cache, mediator, tailors.For(GeneralAnswer.DefaultLanguage).ContentHash, clock, lease);

    /// <summary>What waits, and what a worker that fell silent has left, each with the time from which it may be done.</summary>
    public async Task<ImmutableArray<WaitingJob>> WaitingAsync(int atMost, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var rows = await Left(now).Union(db.Jobs.Where(j => j.State == JobState.Queued)).OrderBy(j => j.NotBefore).Take(atMost)
            .Select(j => new { j.Id, j.Attempts, j.NotBefore }).ToListAsync(cancellation).ConfigureAwait(false);
        return [.. rows.Select(r => new WaitingJob(r.Id, r.Attempts, r.NotBefore))];
    }

    /// <summary>Takes the next job and does it. False when there is none to do now.</summary>
    public async Task<bool> RunNextAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var next = await db.Jobs.Where(j => j.State == JobState.Queued && j.NotBefore <= now).OrderBy(j => j.CreatedAt).Select(j => (Guid?)j.Id).FirstOrDefaultAsync(cancellation).ConfigureAwait(false);
        return next is { } id && await RunAsync(id, cancellation).ConfigureAwait(false);
    }

    /// <summary>Does a job, unless another worker has it or it is not due. False when it was not for us.</summary>
    public async Task<bool> RunAsync(Guid id, CancellationToken cancellation)
    {
        if (await TakeAsync(id, cancellation).ConfigureAwait(false) is not { } job)
        {
            return false;
        }

        using var alone = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var beat = lease.KeepAsync(job, alone);
        using var measured = new MeasuredJob();
        try
        {
            await ReadAsync(job, alone.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The program is stopping: somebody else may begin at once, and this time does not count.
            db.ChangeTracker.Clear();
            await Mine(job).ExecuteUpdateAsync(s => s.SetProperty(j => j.State, JobState.Queued).SetProperty(j => j.Attempts, job.Attempts - 1), CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        catch (OperationCanceledException) when (alone.IsCancellationRequested)
        {
            // Another has taken it over.
        }
        catch (Exception e)
        {
            measured.Fail();

            // The kind of failure is kept, never its words: they may hold words of a record.
            db.ChangeTracker.Clear();
            await FailAsync(job, e.GetType().Name).ConfigureAwait(false);
        }
        finally
        {
            await alone.CancelAsync().ConfigureAwait(false);
            await beat.ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>After a start: what was under way when the program ended is begun again where nobody else can have it, and readings made with older content are made anew.</summary>
    internal async Task RequeueAsync(bool alone, CancellationToken cancellation)
    {
        if (alone)
        {
            await db.Jobs.Where(j => j.State == JobState.Running).ExecuteUpdateAsync(s => s.SetProperty(j => j.State, JobState.Queued), cancellation).ConfigureAwait(false);
        }

        var transaction = await db.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await db.LockAsync(null, cancellation).ConfigureAwait(false);
            var stale = await db.Readings.AsNoTracking().Where(r => r.ContentHash != content)
                .Where(r => !db.Jobs.Any(j => j.CaseId == r.CaseId && (j.State == JobState.Queued || j.State == JobState.Running)))
                .Select(r => new { r.CaseId, r.RecordVersion }).ToListAsync(cancellation).ConfigureAwait(false);
            foreach (var reading in stale)
            {
                db.Jobs.Add(New(reading.CaseId, reading.RecordVersion, clock.GetUtcNow()));
            }

            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        }
    }

    internal static JobRow New(Guid caseId, int recordVersion, DateTimeOffset now) =>
        new() { Id = Guid.NewGuid(), CaseId = caseId, RecordVersion = recordVersion, State = JobState.Queued, CreatedAt = now, NotBefore = now };

    // One statement, so that two workers never both have it.
    private async Task<JobRow?> TakeAsync(Guid id, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();

        // What took its worker with it every time is not tried for ever.
        await Left(now).Where(j => j.Id == id && j.Attempts >= MaximumAttempts)
            .ExecuteUpdateAsync(s => s.SetProperty(j => j.State, JobState.Dead).SetProperty(j => j.Problem, "WorkerLost"), cancellation).ConfigureAwait(false);
        var taken = await db.Jobs.Where(j => j.Id == id && ((j.State == JobState.Queued && j.NotBefore <= now) || (j.State == JobState.Running && (j.LeaseUntil == null || j.LeaseUntil < now))))
            .ExecuteUpdateAsync(
                s => s.SetProperty(j => j.State, JobState.Running).SetProperty(j => j.Attempts, j => j.Attempts + 1).SetProperty(j => j.Worker, lease.Worker).SetProperty(j => j.LeaseUntil, now + lease.Lasting),
                cancellation).ConfigureAwait(false);
        return taken == 1 ? await db.Jobs.AsNoTracking().SingleOrDefaultAsync(j => j.Id == id, cancellation).ConfigureAwait(false) : null;
    }

    private IQueryable<JobRow> Left(DateTimeOffset now) => db.Jobs.Where(j => j.State == JobState.Running && (j.LeaseUntil == null || j.LeaseUntil < now));

    private IQueryable<JobRow> Mine(JobRow job) => db.Jobs.Where(j => j.Id == job.Id && j.State == JobState.Running && j.Worker == lease.Worker && j.Attempts == job.Attempts);

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
            await db.LockAsync(job.CaseId, cancellation).ConfigureAwait(false);
            if (!await FinishAsync(job, cancellation).ConfigureAwait(false))
            {
                // Another has taken it over, or the case was deleted with its jobs: nothing of it may come back.
                return;
            }

            if (await db.Cases.AnyAsync(c => c.Id == job.CaseId && c.RecordVersion == job.RecordVersion, cancellation).ConfigureAwait(false))
            {
                await db.Readings.Where(r => r.CaseId == job.CaseId).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
                db.Readings.Add(new() { CaseId = job.CaseId, RecordVersion = job.RecordVersion, ContentHash = content, Content = reading });
                await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
                await trail.AppendAsync("ReadRecords", job.CaseId, AuditOutcome.Done, cancellation).ConfigureAwait(false);
                cache.Forget(job.CaseId);
            }

            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private Task<int> FailAsync(JobRow job, string problem)
    {
        var state = job.Attempts >= MaximumAttempts ? JobState.Dead : JobState.Queued;
        var again = clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Pow(4, job.Attempts));
        return Mine(job).ExecuteUpdateAsync(
            s => s.SetProperty(j => j.State, state).SetProperty(j => j.Problem, problem).SetProperty(j => j.NotBefore, again), CancellationToken.None);
    }

    private async Task<bool> FinishAsync(JobRow job, CancellationToken cancellation) =>
        await Mine(job).ExecuteUpdateAsync(s => s.SetProperty(j => j.State, JobState.Done), cancellation).ConfigureAwait(false) == 1;
}

/// <summary>A job to be done, not before a time; after each attempt it is another wait.</summary>
public sealed record WaitingJob(Guid Id, int Attempts, DateTimeOffset NotBefore);
