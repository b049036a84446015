using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Audit;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Tests.Shared;

namespace Navis.Personalize.Application.Tests.Stored;

public class AuditTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reads_writes_and_refusals_each_leave_one_line_and_the_chain_is_sound()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.As(StoredRooms.Owner, new OpenCase("Mine"));
        await rooms.As(StoredRooms.Owner, new ViewCase(id));
        await Assert.ThrowsAsync<RefusedException>(() => rooms.As(StoredRooms.OtherPatient, new ViewCase(id)));
        await Assert.ThrowsAsync<NotAcceptedException>(() => rooms.As(StoredRooms.Owner, new AddRecords(id, [])));
        var page = await rooms.As(StoredRooms.Administrator, new SearchAudit(1));
        Assert.Equal(
            ["AddRecords invalid", "ViewCase refused: outside the case", "ViewCase done", "OpenCase done"],
            page.Lines.Select(l => $"{l.Action} {l.Outcome}"));
        var verdict = await AuditCheck.VerifyAsync(rooms.Place, null, Stop);
        Assert.True(verdict.Sound);
        Assert.Equal(5, verdict.Lines);
    }

    [Fact]
    public async Task Nothing_that_failed_is_kept_but_its_line()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.As(StoredRooms.Owner, new OpenCase("Mine"));
        await Assert.ThrowsAsync<NotAcceptedException>(() => rooms.As(StoredRooms.Owner, new OpenCase("")));
        Assert.Equal([id], await rooms.InDb(db => db.Cases.Select(c => c.Id).ToListAsync(Stop)));
        Assert.Equal("invalid", await rooms.InDb(db => db.Audit.OrderByDescending(a => a.Number).Select(a => a.Outcome).FirstAsync(Stop)));
    }

    [Fact]
    public async Task The_database_itself_refuses_to_change_or_delete_a_line()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        await rooms.As(StoredRooms.Owner, new OpenCase("Mine"));
        await Assert.ThrowsAnyAsync<DbException>(() => rooms.InDb(db => db.Database.ExecuteSqlRawAsync("UPDATE \"Audit\" SET \"Outcome\" = 'x'", Stop)));
        await Assert.ThrowsAnyAsync<DbException>(() => rooms.InDb(db => db.Database.ExecuteSqlRawAsync("DELETE FROM \"Audit\"", Stop)));
    }

    [Theory]
    [InlineData("UPDATE \"Audit\" SET \"ActorId\" = 'somebody else' WHERE \"Number\" = 2", 2)]
    [InlineData("UPDATE \"Audit\" SET \"At\" = \"At\" + 1 WHERE \"Number\" = 3", 3)]
    [InlineData("DELETE FROM \"Audit\" WHERE \"Number\" = 2", 2)]
    [InlineData("DELETE FROM \"Audit\" WHERE \"Number\" = 1", 1)]
    [InlineData("INSERT INTO \"Audit\" (\"Number\", \"At\", \"ActorId\", \"Role\", \"Action\", \"CaseId\", \"Outcome\", \"Hash\") SELECT 5, \"At\", \"ActorId\", \"Role\", \"Action\", \"CaseId\", \"Outcome\", \"Hash\" FROM \"Audit\" WHERE \"Number\" = 4", 5)]
    public async Task Whoever_has_the_database_alone_can_not_forge_a_line_unseen(string forgery, long at)
    {
        await using var rooms = await StoredRooms.CreateAsync();
        for (var i = 0; i < 4; i++)
        {
            await rooms.As(StoredRooms.Owner, new OpenCase("Mine"));
        }

        await rooms.InDb(db => db.Database.ExecuteSqlRawAsync(Unguard(rooms), Stop));
        await rooms.InDb(db => db.Database.ExecuteSqlRawAsync(forgery, Stop));
        Assert.Equal(at, (await AuditCheck.VerifyAsync(rooms.Place, null, Stop)).BrokenAt);
    }

    [Fact]
    public async Task A_cut_tail_is_seen_against_an_earlier_head()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        await rooms.As(StoredRooms.Owner, new OpenCase("Mine"));
        await rooms.As(StoredRooms.Owner, new OpenCase("Mine"));
        var head = (await AuditCheck.VerifyAsync(rooms.Place, null, Stop)).Head;
        await rooms.As(StoredRooms.Owner, new OpenCase("Mine"));
        Assert.True((await AuditCheck.VerifyAsync(rooms.Place, head, Stop)).Sound);
        await rooms.InDb(db => db.Database.ExecuteSqlRawAsync(Unguard(rooms), Stop));
        await rooms.InDb(db => db.Audit.Where(a => a.Number > 1).ExecuteDeleteAsync(Stop));
        Assert.False((await AuditCheck.VerifyAsync(rooms.Place, head, Stop)).Sound);
        Assert.True((await AuditCheck.VerifyAsync(rooms.Place, null, Stop)).Sound);
    }

    [Fact]
    public async Task Many_at_once_still_make_one_chain()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.As(StoredRooms.Owner, new OpenCase("Mine"));
        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => i % 2 == 0
            ? Task.Run(async () => { await rooms.As(StoredRooms.Owner, new ViewCase(id)); }, Stop)
            : Task.Run(async () => { await rooms.As(StoredRooms.Owner, new OpenCase("Another")); }, Stop)));
        var verdict = await AuditCheck.VerifyAsync(rooms.Place, null, Stop);
        Assert.True(verdict.Sound);
        Assert.Equal(25, verdict.Lines);
    }

    internal static string Unguard(StoredRooms rooms) => rooms.Place.Postgres is null ? "DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete;" : "DROP TRIGGER audit_no_change ON \"Audit\"";
}

public sealed class AuditOnPostgresTests : AuditTests, IOnPostgres;
