using System.IO.Compression;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Features.Audit;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Application.Storage;
using Navis.Personalize.Application.Storage.Backups;
using Navis.Personalize.Tests.Shared;

namespace Navis.Personalize.Application.Tests.Stored;

public class BackupTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("navis-backup-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Backup => Path.Combine(root.FullName, "navis.backup");

    private string Restored => Path.Combine(root.FullName, "restored");

    [Fact]
    public async Task A_backup_taken_while_people_write_comes_back_whole_and_sound()
    {
        await using var rooms = await CreateAsync();
        var before = await rooms.CaseAsync(("surgery.txt", StoredRooms.Surgery));
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var written = 0;
        var writing = Task.Run(
            async () =>
            {
                while (!enough.IsCancellationRequested)
                {
                    var id = await rooms.As(StoredRooms.Owner, new OpenCase("Another"));
                    await rooms.As(StoredRooms.Owner, new AddRecords(id, [StoredRooms.File("a.txt", StoredRooms.Molecular)]));
                    Interlocked.Increment(ref written);
                }
            },
            Stop);
        while (Volatile.Read(ref written) < 2 && !writing.IsCompleted)
        {
            await Task.Delay(5, Stop);
        }

        var made = await DataBackup.WriteAsync(rooms.Place, Backup, withKey: false, TimeProvider.System, Stop);
        await enough.CancelAsync();
        await writing;

        var place = await PlaceAsync(rooms);
        var report = await DataRestore.RunAsync(Backup, place, rooms.Folder.KeyFile, Stop);
        Assert.Equal((made.AuditLines, made.AuditHead, true), (report.Audit!.Lines, report.Audit.Head, report.Audit.Sound));
        await using var again = await StoredRooms.OpenAsync(place);
        await again.ReadAllAsync();
        Assert.Equal(ReadingState.Done, (await again.As(StoredRooms.Owner, new ViewCase(before))).Case.Reading);
        var cases = await again.InDb(db => db.Cases.Select(c => c.Id).ToListAsync(Stop));
        Assert.InRange(cases.Count, 3, written + 2);
        foreach (var id in cases)
        {
            // Each is there with what the audit says of it, and opens.
            var view = await again.As(StoredRooms.Owner, new ViewCase(id));
            Assert.Equal(await again.InDb(db => db.Audit.CountAsync(a => a.CaseId == id && a.Action == nameof(AddRecords), Stop)), view.Case.Records.Length);
            foreach (var record in view.Case.Records)
            {
                Assert.NotEmpty((await again.As(StoredRooms.Owner, new DownloadRecord(id, record.Id))).Content.ToArray());
            }
        }

        Assert.True((await AuditCheck.VerifyAsync(place, made.AuditHead, Stop)).Sound);
    }

    [Fact]
    public async Task The_key_is_not_in_it_unless_asked_for_and_a_program_without_the_key_does_not_start()
    {
        await using var rooms = await CreateAsync();
        await rooms.As(StoredRooms.Owner, new OpenCase("Mine"));
        await DataBackup.WriteAsync(rooms.Place, Backup, withKey: false, TimeProvider.System, Stop);
        await using (var zip = await ZipFile.OpenReadAsync(Backup, Stop))
        {
            Assert.DoesNotContain(zip.Entries, e => e.Name.Contains("key", StringComparison.Ordinal));
        }

        var place = await PlaceAsync(rooms);
        var report = await DataRestore.RunAsync(Backup, place, null, Stop);
        Assert.Equal((1, null), (report.KeyVersion, report.Audit));
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => StoredRooms.OpenAsync(place));
        Assert.Contains("master.key is missing", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(place.Folder.KeyFile));

        await DataBackup.WriteAsync(rooms.Place, Backup + "2", withKey: true, TimeProvider.System, Stop);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? UnixFileMode.UserRead | UnixFileMode.UserWrite : File.GetUnixFileMode(Backup + "2"));
        var whole = await PlaceAsync(rooms, "whole");
        Assert.True((await DataRestore.RunAsync(Backup + "2", whole, null, Stop)).Audit!.Sound);
    }

    [Fact]
    public async Task A_damaged_backup_is_refused_by_the_name_of_what_is_damaged_and_leaves_nothing()
    {
        await using var rooms = await CreateAsync();
        await rooms.As(StoredRooms.Owner, new OpenCase("Mine"));
        await DataBackup.WriteAsync(rooms.Place, Backup, withKey: false, TimeProvider.System, Stop);
        var bytes = await File.ReadAllBytesAsync(Backup, Stop);
        var place = await PlaceAsync(rooms);
        var content = rooms.Place.Postgres is null ? "cases.db" : "database.dump";

        // The middle of the file lies in the content, by far the largest part.
        await using (var zip = await ZipFile.OpenReadAsync(Backup, Stop))
        {
            Assert.True(zip.GetEntry(content)!.CompressedLength > bytes.Length / 2);
        }

        var changed = (byte[])bytes.Clone();
        changed.AsSpan(bytes.Length / 2, 64).Fill(0xA5);
        await File.WriteAllBytesAsync(Backup, changed, Stop);
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => DataRestore.RunAsync(Backup, place, rooms.Folder.KeyFile, Stop));
        Assert.Contains($"{content} in it is not what was backed up", refused.Message, StringComparison.Ordinal);

        await File.WriteAllBytesAsync(Backup, bytes[..(bytes.Length / 2)], Stop);
        refused = await Assert.ThrowsAsync<InvalidDataException>(() => DataRestore.RunAsync(Backup, place, rooms.Folder.KeyFile, Stop));
        Assert.Contains("was cut off", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Restored));
        Assert.Empty(root.GetDirectories());
    }

    [Fact]
    public async Task Nothing_is_written_over_and_another_key_is_refused()
    {
        await using var rooms = await CreateAsync();
        await rooms.As(StoredRooms.Owner, new OpenCase("Mine"));
        await DataBackup.WriteAsync(rooms.Place, Backup, withKey: false, TimeProvider.System, Stop);
        await Assert.ThrowsAsync<InvalidDataException>(() => DataBackup.WriteAsync(rooms.Place, Backup, withKey: false, TimeProvider.System, Stop));
        Assert.Contains("not empty", (await Assert.ThrowsAsync<InvalidDataException>(() => DataRestore.RunAsync(Backup, rooms.Place, null, Stop))).Message, StringComparison.Ordinal);

        var other = Path.Combine(root.FullName, "other.key");
        MasterKey.OpenOrCreate(other);
        var place = await PlaceAsync(rooms);
        Assert.Contains("does not verify", (await Assert.ThrowsAsync<InvalidDataException>(() => DataRestore.RunAsync(Backup, place, other, Stop))).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Restored));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        root.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    // With a file in the place of the accounts, which these rooms do not have.
    private static async Task<StoredRooms> CreateAsync()
    {
        var rooms = await StoredRooms.CreateAsync();
        await using var accounts = new SqliteConnection($"Data Source={rooms.Folder.Accounts}");
        await accounts.OpenAsync(Stop);
        await using var make = accounts.CreateCommand();
        make.CommandText = "CREATE TABLE \"AspNetUsers\" (\"Id\" TEXT)";
        await make.ExecuteNonQueryAsync(Stop);
        return rooms;
    }

    private async Task<DatabasePlace> PlaceAsync(StoredRooms rooms, string name = "restored") =>
        new(new(Path.Combine(root.FullName, name)), rooms.Place.Postgres is null ? null : await PostgresServer.CreateAsync());
}

public sealed class BackupOnPostgresTests : BackupTests, IOnPostgres;
