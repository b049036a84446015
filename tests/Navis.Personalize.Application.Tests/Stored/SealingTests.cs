using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Features.Review;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Application.Storage;
using Navis.Personalize.Tests.Shared;

namespace Navis.Personalize.Application.Tests.Stored;

public class SealingTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("navis-key-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_word_of_a_record_or_a_person_stands_open_in_the_data_folder()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.CaseAsync(("ada-miller-surgery.txt", StoredRooms.Surgery));
        var view = await rooms.As(StoredRooms.Navigator, new ViewCase(id));
        var fact = view.Case.Open[0];
        await rooms.As(StoredRooms.Navigator, new DecideFact(id, fact.Id, Verb.Reject, null, "smudged fax"));
        await rooms.As(StoredRooms.Owner, new ReportFact(id, fact.Id, "my aunt has this"));
        string[] words = ["Ada Miller", "adenocarcinoma", "lobectomy", "ada-miller-surgery", "Trip to the lighthouse", "smudged fax", "my aunt", StoredRooms.Navigator.Name];
        foreach (var word in words)
        {
            Assert.Empty(await rooms.FilesWithAsync(word));
        }

        // The search does find what is there: ids and actions are not sealed.
        Assert.NotEmpty(await rooms.FilesWithAsync(nameof(AddRecords)));
    }

    [Fact]
    public async Task A_deleted_case_leaves_neither_key_nor_sealed_bytes_behind_and_others_stay()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var gone = await rooms.ReadCaseAsync();
        var stays = await rooms.CaseAsync(("b.txt", StoredRooms.Molecular));
        var key = await rooms.InDb(db => db.CaseKeys.Where(k => k.CaseId == gone).Select(k => k.Wrapped).SingleAsync(Stop));
        var file = await rooms.InDb(db => db.Files.Where(f => f.CaseId == gone).Select(f => f.Content).FirstAsync(Stop));
        Assert.NotEmpty(await rooms.FilesWithAsync(key));
        Assert.NotEmpty(await rooms.FilesWithAsync(file[..64]));

        await rooms.As(StoredRooms.Owner, new DeleteCase(gone));
        await rooms.Services.SweepStorageAsync(Stop);

        Assert.Empty(await rooms.FilesWithAsync(key));
        if (rooms.Place.Postgres is null)
        {
            // PostgreSQL writes over deleted rows when it needs their place: until then they lie there, sealed with a key that is no more.
            Assert.Empty(await rooms.FilesWithAsync(file[..64]));
        }

        Assert.Equal(0, await rooms.InDb(db => db.Files.CountAsync(f => f.CaseId == gone, Stop)));
        Assert.Equal(ReadingState.Done, (await rooms.As(StoredRooms.Owner, new ViewCase(stays))).Case.Reading);
    }

    [Fact]
    public async Task A_removed_record_is_gone_with_its_reading()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.ReadCaseAsync();
        var before = await rooms.As(StoredRooms.Owner, new ViewCase(id));
        Assert.Contains(before.Case.Reviewed!.Facts, f => f.Qualifiers.Gene == "EGFR");
        await rooms.As(StoredRooms.Owner, new RemoveRecord(id, before.Case.Records[1].Id));
        Assert.Equal(0, await rooms.InDb(db => db.Readings.CountAsync(r => r.CaseId == id, Stop)));
        await rooms.ReadAllAsync();
        var after = await rooms.As(StoredRooms.Owner, new ViewCase(id));
        Assert.DoesNotContain(after.Case.Reviewed!.Facts, f => f.Qualifiers.Gene == "EGFR");
        Assert.Single(after.Case.Records);
    }

    [Fact]
    public void The_key_file_is_for_its_owner_only()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("File modes are a matter of Unix.");
            return;
        }

        var path = Path.Combine(folder.FullName, "master.key");
        MasterKey.OpenOrCreate(path);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Contains("chmod 600", Assert.Throws<InvalidDataException>(() => MasterKey.OpenFile(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrapped_key_opens_only_for_its_case_and_with_its_master()
    {
        var master = MasterKey.OpenOrCreate(Path.Combine(folder.FullName, "a.key"));
        var another = MasterKey.OpenOrCreate(Path.Combine(folder.FullName, "b.key"));
        var (mine, other) = (Guid.NewGuid(), Guid.NewGuid());
        var key = RandomNumberGenerator.GetBytes(32);
        var wrapped = master.Wrap(mine, key);
        Assert.Equal(key, master.Unwrap(mine, 1, wrapped));
        Assert.ThrowsAny<CryptographicException>(() => master.Unwrap(other, 1, wrapped));
        Assert.ThrowsAny<CryptographicException>(() => another.Unwrap(mine, 1, wrapped));
    }

    [Fact]
    public void A_sealed_value_can_be_neither_changed_nor_moved()
    {
        var seal = new CaseSeal(RandomNumberGenerator.GetBytes(32));
        var bytes = seal.Seal(Purpose.Title, "words");
        Assert.Equal("words", seal.OpenWords(Purpose.Title, bytes));
        Assert.ThrowsAny<CryptographicException>(() => seal.Open(Purpose.Reading, bytes));
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => seal.Open(Purpose.Title, bytes));
            bytes[i] ^= 1;
        }
    }

    [Fact]
    public void The_same_words_never_give_the_same_bytes()
    {
        var seal = new CaseSeal(RandomNumberGenerator.GetBytes(32));
        Assert.NotEqual(seal.Seal(Purpose.Title, "words"), seal.Seal(Purpose.Title, "words"));
    }

    public void Dispose()
    {
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }
}

public sealed class SealingOnPostgresTests : SealingTests, IOnPostgres;
