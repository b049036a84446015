using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Cases;
using Navis.Personalize.Application.Features.Jobs;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Application.Jobs;
using Navis.Personalize.Application.Storage;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Tests.Shared;

namespace Navis.Personalize.Application.Tests.Stored;

public class ReadingJobTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_under_way_when_the_program_died_is_read_after_the_next_start()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.As(StoredRooms.Owner, new OpenCase("Mine"));
        await rooms.As(StoredRooms.Owner, new AddRecords(id, [StoredRooms.File("a.txt", StoredRooms.Surgery)]));
        await rooms.InDb(db => db.Jobs.ExecuteUpdateAsync(s => s.SetProperty(j => j.State, JobState.Running).SetProperty(j => j.LeaseUntil, TimeProvider.System.GetUtcNow().AddMinutes(1)), Stop));
        await rooms.ReadAllAsync();
        Assert.Equal(ReadingState.Underway, (await rooms.As(StoredRooms.Owner, new ViewCase(id))).Case.Reading);
        if (StoredRooms.OnPostgres)
        {
            // Another machine may be at it: only its silence frees the job.
            await rooms.RestartAsync();
            Assert.Empty(await rooms.Services.WaitingJobsAsync(10, Stop));
            await rooms.InDb(db => db.Jobs.ExecuteUpdateAsync(s => s.SetProperty(j => j.LeaseUntil, TimeProvider.System.GetUtcNow().AddSeconds(-1)), Stop));
            Assert.True(await rooms.Services.RunJobAsync(Assert.Single(await rooms.Services.WaitingJobsAsync(10, Stop)).Id, Stop));
        }

        await rooms.RestartAsync();
        await rooms.ReadAllAsync();
        Assert.Equal(ReadingState.Done, (await rooms.As(StoredRooms.Owner, new ViewCase(id))).Case.Reading);
    }

    [Fact]
    public async Task A_job_that_takes_its_worker_with_it_each_time_ends_before_a_person()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.As(StoredRooms.Owner, new OpenCase("Mine"));
        await rooms.As(StoredRooms.Owner, new AddRecords(id, [StoredRooms.File("a.txt", StoredRooms.Surgery)]));
        await rooms.InDb(db => db.Jobs.ExecuteUpdateAsync(s => s.SetProperty(j => j.State, JobState.Running).SetProperty(j => j.Attempts, ReadingJobs.MaximumAttempts).SetProperty(j => j.LeaseUntil, TimeProvider.System.GetUtcNow().AddSeconds(-1)), Stop));
        Assert.False(await rooms.Services.RunJobAsync(Assert.Single(await rooms.Services.WaitingJobsAsync(10, Stop)).Id, Stop));
        Assert.Equal(ReadingState.Failed, (await rooms.As(StoredRooms.Owner, new ViewCase(id))).Case.Reading);

        // An administrator sees it, and has it done again.
        var dead = Assert.Single((await rooms.As(StoredRooms.Administrator, new ListJobs())).Dead);
        Assert.Equal((id, "WorkerLost"), (dead.CaseId, dead.Problem));
        await rooms.As(StoredRooms.Administrator, new RetryJob(dead.Id));
        await rooms.ReadAllAsync();
        Assert.Equal(ReadingState.Done, (await rooms.As(StoredRooms.Owner, new ViewCase(id))).Case.Reading);
        Assert.Empty((await rooms.As(StoredRooms.Administrator, new ListJobs())).Dead);
        await Assert.ThrowsAsync<RefusedException>(() => rooms.As(StoredRooms.Administrator, new RetryJob(dead.Id)));
    }

    [Fact]
    public async Task Two_workers_after_one_job_do_it_once_and_what_a_worker_brings_too_late_is_not_taken()
    {
        var gate = new Waiting();
        await using var rooms = await StoredRooms.CreateAsync(s => s.AddSingleton<IFindingExtractor>(gate));
        var id = await rooms.As(StoredRooms.Owner, new OpenCase("Mine"));
        await rooms.As(StoredRooms.Owner, new AddRecords(id, [StoredRooms.File("a.txt", StoredRooms.Surgery)]));
        var job = Assert.Single(await rooms.Services.WaitingJobsAsync(10, Stop)).Id;
        var first = Task.Run(() => rooms.Services.RunJobAsync(job, Stop), Stop);
        await gate.Reached.WaitAsync(Stop);
        Assert.False(await rooms.Services.RunJobAsync(job, Stop));

        // It falls silent, another takes over and is done; then it wakes.
        await rooms.InDb(db => db.Jobs.ExecuteUpdateAsync(s => s.SetProperty(j => j.LeaseUntil, TimeProvider.System.GetUtcNow().AddSeconds(-1)), Stop));
        gate.Open = true;
        Assert.True(await rooms.Services.RunJobAsync(job, Stop));
        gate.Wake.Release();
        Assert.True(await first);
        Assert.Equal((JobState.Done, 2), await rooms.InDb(async db => (await db.Jobs.Select(j => j.State).SingleAsync(Stop), await db.Jobs.Select(j => j.Attempts).SingleAsync(Stop))));
        Assert.Equal(1, await rooms.InDb(db => db.Audit.CountAsync(a => a.Action == "ReadRecords", Stop)));
    }

    [Fact]
    public async Task Records_added_twice_are_kept_and_read_once()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.As(StoredRooms.Owner, new OpenCase("Mine"));
        Assert.Equal(1, await rooms.As(StoredRooms.Owner, new AddRecords(id, [StoredRooms.File("a.txt", StoredRooms.Surgery)])));
        Assert.Equal(0, await rooms.As(StoredRooms.Owner, new AddRecords(id, [StoredRooms.File("copy of a.txt", StoredRooms.Surgery)])));
        Assert.Equal(1, await rooms.InDb(db => db.Jobs.CountAsync(Stop)));
        Assert.Single((await rooms.As(StoredRooms.Owner, new ViewCase(id))).Case.Records);
    }

    [Fact]
    public async Task A_case_deleted_before_it_is_read_does_not_come_back()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.As(StoredRooms.Owner, new OpenCase("Mine"));
        await rooms.As(StoredRooms.Owner, new AddRecords(id, [StoredRooms.File("a.txt", StoredRooms.Surgery)]));
        await rooms.As(StoredRooms.Owner, new DeleteCase(id));
        await rooms.ReadAllAsync();
        Assert.Equal(0, await rooms.InDb(db => db.Readings.CountAsync(Stop)));
    }

    [Fact]
    public async Task Reading_that_fails_is_tried_again_and_then_shown_without_the_words_of_the_failure()
    {
        var clock = new MovingClock();
        await using var rooms = await StoredRooms.CreateAsync(s => s.AddSingleton<IFindingExtractor>(new Breaking()).AddSingleton<TimeProvider>(clock));
        var id = await rooms.As(StoredRooms.Owner, new OpenCase("Mine"));
        await rooms.As(StoredRooms.Owner, new AddRecords(id, [StoredRooms.File("a.txt", StoredRooms.Surgery)]));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(ReadingState.Underway, (await rooms.As(StoredRooms.Owner, new ViewCase(id))).Case.Reading);
            await rooms.ReadAllAsync();
            clock.Now += TimeSpan.FromMinutes(5);
        }

        Assert.Equal(ReadingState.Failed, (await rooms.As(StoredRooms.Owner, new ViewCase(id))).Case.Reading);
        Assert.Equal((3, nameof(ContentException)), await rooms.InDb(async db => (await db.Jobs.Select(j => j.Attempts).SingleAsync(Stop), await db.Jobs.Select(j => j.Problem!).SingleAsync(Stop))));
        Assert.Empty(await rooms.FilesWithAsync(Breaking.Words));
    }

    [Fact]
    public async Task A_reading_comes_back_from_the_store_as_it_went_in()
    {
        var folders = Directory.GetDirectories(Path.Combine(Rooms.Content.Root, "samples"));
        Assert.NotEmpty(folders);
        foreach (var folder in folders)
        {
            var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(f => new CaseFile(new SourceFile(Path.GetFileName(f), File.ReadAllBytes(f)))).ToImmutableArray();
            var extracted = await Rooms.Mediator.Send(new ExtractCase(files), Stop);
            var back = ReadingJson.Read(ReadingJson.Write(extracted));
            Assert.Equal(extracted.Findings.Length, back.Findings.Length);
            Assert.All(extracted.Findings.Zip(back.Findings), p =>
            {
                Assert.Equal(p.First with { MoreEvidence = [] }, p.Second with { MoreEvidence = [] });
                Assert.Equal(p.First.MoreEvidence, p.Second.MoreEvidence);
                Assert.Equal(p.First.Evidence.Boxes, p.Second.Evidence.Boxes);
            });
            Assert.Equal(extracted.Documents.Select(Whole), back.Documents.Select(Whole));
        }
    }

    // Everything that reconciliation reads of a document.
    private static string Whole(SourceDocument d) => string.Join(
        '|', d.Id, d.Name, d.Kind, d.Date, d.Reading, d.Language, d.Text, d.Entries.Length, string.Join(',', d.Entries.Select(e => e.Path + e.Code.Display + e.Status + e.Date)),
        string.Join(',', d.Subjects.Select(s => s.Name + s.BirthDate + s.Sex + string.Join(';', s.Identifiers))), string.Join(',', d.Issues), d.Pages.Sum(p => p.Words.Length));

    private sealed class Breaking : IFindingExtractor
    {
        public const string Words = "words of a record";

        public ImmutableArray<Finding> Extract(SourceDocument document) => throw new ContentException("rules/x.yaml", 1, Words);
    }

    // Holds the first reading back until it is woken; later ones pass.
    private sealed class Waiting : IFindingExtractor
    {
        public SemaphoreSlim Reached { get; } = new(0);

        public SemaphoreSlim Wake { get; } = new(0);

        public bool Open { get; set; }

        public ImmutableArray<Finding> Extract(SourceDocument document)
        {
            if (!Open)
            {
                Reached.Release();
                Wake.Wait();
            }

            return [];
        }
    }

    private sealed class MovingClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

public sealed class ReadingJobOnPostgresTests : ReadingJobTests, IOnPostgres;
