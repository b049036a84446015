using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Navis.Personalize.Application.Features.Audit;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Application.Storage;
using Navis.Personalize.Tests.Shared;

namespace Navis.Personalize.Application.Tests.Stored;

public class KeyRotationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_stays_readable_and_the_old_key_opens_nothing_more()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.ReadCaseAsync();
        rooms.Services.GetRequiredService<SessionKeys>().Add("<key/>");
        var before = await File.ReadAllTextAsync(rooms.Folder.KeyFile, Stop);
        var old = await rooms.InDb(db => db.CaseKeys.Select(k => k.Wrapped).SingleAsync(Stop));
        Assert.NotEmpty(await rooms.FilesWithAsync(old));

        var rotation = await KeyRotation.RunAsync(rooms.Place, Stop);

        Assert.Equal(new(2, 2, Resumed: false), rotation);
        Assert.Equal([2], MasterKey.OpenFile(rooms.Folder.KeyFile).Open);
        Assert.DoesNotContain(before.Split(' ')[2].Trim(), await File.ReadAllTextAsync(rooms.Folder.KeyFile, Stop), StringComparison.Ordinal);
        Assert.Empty(await rooms.FilesWithAsync(old));
        await rooms.RestartAsync();
        Assert.Equal(ReadingState.Done, (await rooms.As(StoredRooms.Owner, new ViewCase(id))).Case.Reading);
        Assert.Equal(["<key/>"], rooms.Services.GetRequiredService<SessionKeys>().All());
        await rooms.As(StoredRooms.Owner, new OpenCase("After"));
        Assert.True((await AuditCheck.VerifyAsync(rooms.Place, null, Stop)).Sound);
    }

    [Theory]
    [InlineData("NewKeyKept", 1)]
    [InlineData("Rewrapping", 1)]
    [InlineData("Rewrapped", 0)]
    public async Task Cut_off_anywhere_the_program_still_runs_and_the_next_rotation_finishes(string step, int left)
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.CaseAsync(("a.txt", StoredRooms.Surgery));
        await Assert.ThrowsAsync<CutOffException>(() => KeyRotation.RunAsync(rooms.Place, TimeProvider.System, s => { if (s.ToString() == step) { throw new CutOffException(); } }, Stop));

        // The program starts between: it reads what is there and adds to it.
        await rooms.RestartAsync();
        Assert.Equal(ReadingState.Done, (await rooms.As(StoredRooms.Owner, new ViewCase(id))).Case.Reading);
        var second = await rooms.As(StoredRooms.Owner, new OpenCase("Between"));
        Assert.True((await AuditCheck.VerifyAsync(rooms.Place, null, Stop)).Sound);

        Assert.Equal(new(2, left, Resumed: true), await KeyRotation.RunAsync(rooms.Place, Stop));
        Assert.Equal([2], MasterKey.OpenFile(rooms.Folder.KeyFile).Open);
        await rooms.RestartAsync();
        Assert.Equal("Between", (await rooms.As(StoredRooms.Owner, new ViewCase(second))).Case.Title);
        Assert.Equal(ReadingState.Done, (await rooms.As(StoredRooms.Owner, new ViewCase(id))).Case.Reading);
        Assert.True((await AuditCheck.VerifyAsync(rooms.Place, null, Stop)).Sound);
    }

    [Fact]
    public async Task A_program_that_still_has_the_old_key_can_write_nothing_that_would_be_lost()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.As(StoredRooms.Owner, new OpenCase("Mine"));
        await KeyRotation.RunAsync(rooms.Place, Stop);
        await Assert.ThrowsAsync<InvalidDataException>(() => rooms.As(StoredRooms.Owner, new OpenCase("Lost")));
        Assert.Equal([id], await rooms.InDb(db => db.Cases.Select(c => c.Id).ToListAsync(Stop)));
    }

    [Fact]
    public async Task Whoever_has_the_old_key_can_forge_no_line_after_the_rotation()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        await rooms.As(StoredRooms.Owner, new OpenCase("Mine"));
        var old = MasterKey.OpenFile(rooms.Folder.KeyFile);
        await KeyRotation.RunAsync(rooms.Place, Stop);
        await rooms.RestartAsync();
        await rooms.As(StoredRooms.Owner, new OpenCase("Mine"));
        var last = await rooms.InDb(db => db.Audit.OrderBy(a => a.Number).LastAsync(Stop));
        AuditRow Forged(string previous, long number)
        {
            var row = new AuditRow { Number = number, At = last.At, ActorId = "me", Role = "Patient", Action = "OpenCase", Outcome = "done", KeyVersion = 1, Hash = "" };
            return new() { Number = number, At = last.At, ActorId = "me", Role = "Patient", Action = "OpenCase", Outcome = "done", KeyVersion = 1, Hash = AuditTrail.HashOf(old, row, previous) };
        }

        await rooms.InDb(async db => db.Audit.Add(Forged(last.Hash, last.Number + 1)) is null ? 0 : await db.SaveChangesAsync(Stop));
        Assert.Equal(last.Number + 1, (await AuditCheck.VerifyAsync(rooms.Place, null, Stop)).BrokenAt);

        // Nor put one in the place of everything since.
        await rooms.InDb(db => db.Database.ExecuteSqlRawAsync(AuditTests.Unguard(rooms), Stop));
        var kept = await rooms.InDb(db => db.Audit.Where(a => a.KeyVersion == 1 && a.ActorId != "me").OrderBy(a => a.Number).LastAsync(Stop));
        await rooms.InDb(db => db.Audit.Where(a => a.Number > kept.Number).ExecuteDeleteAsync(Stop));
        await rooms.InDb(async db => db.Audit.Add(Forged(kept.Hash, kept.Number + 1)) is null ? 0 : await db.SaveChangesAsync(Stop));
        Assert.False((await AuditCheck.VerifyAsync(rooms.Place, null, Stop)).Sound);
    }

    [Fact]
    public async Task Nobody_rotates_while_a_program_runs()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        await using (await rooms.Place.HoldAsync(alone: false, Stop))
        {
            await Assert.ThrowsAsync<IOException>(() => KeyRotation.RunAsync(rooms.Place, Stop));
        }

        Assert.Equal(1, MasterKey.OpenFile(rooms.Folder.KeyFile).Current);
    }

    private sealed class CutOffException : Exception;
}

public sealed class KeyRotationOnPostgresTests : KeyRotationTests, IOnPostgres;
