using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Mediator;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Application.Storage;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Tests.Shared;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(PostgresEnd))]

namespace Navis.Personalize.Application.Tests.Stored;

/// <summary>The real rooms with a data folder of their own, and a database of their own where the class of the test is <see cref="IOnPostgres"/>.</summary>
internal sealed class StoredRooms : IAsyncDisposable
{
    public static readonly Actor Owner = new("owner", "Pat Owner", Role.Patient);
    public static readonly Actor OtherPatient = new("other", "Otto Other", Role.Patient);
    public static readonly Actor Helper = new("helper", "Hedda Helper", Role.Caregiver);
    public static readonly Actor EndedHelper = new("ended", "Emil Ended", Role.Caregiver);
    public static readonly Actor Navigator = new("navigator", "Nora Navigator", Role.Navigator);
    public static readonly Actor SecondNavigator = new("navigator-2", "Nils Navigator", Role.Navigator);
    public static readonly Actor Clinician = new("clinician", "Dr. Clara", Role.Clinician);
    public static readonly Actor Administrator = new("admin", "Ada Admin", Role.Administrator);

    public const string Surgery = "Patient: Ada Miller   DOB: 01/02/1950\nReport date: 03/12/2024\n\nSURGICAL PATHOLOGY\n\nDIAGNOSIS\nLung, right upper lobe, lobectomy: adenocarcinoma, 2.1 cm.\nLymph nodes: 0/9 positive.\nPathologic stage (AJCC 8th edition): pT1c pN0.\n";
    public const string Molecular = "Patient: Ada Miller   DOB: 01/02/1950\nReport date: 04/20/2024\n\nMOLECULAR PATHOLOGY\nSpecimen: lung, right upper lobe\nEGFR L858R mutation detected.\nALK rearrangement not detected.\n";

    // Migrated once; each test has a copy.
    private static readonly Lazy<Task<string>> Template = new(MigratedAsync);

    private readonly DirectoryInfo root;
    private ServiceProvider services;

    private StoredRooms(Action<IServiceCollection>? change, DatabasePlace place)
    {
        Place = place;
        root = new(place.Folder.FullPath);
        Folder.Create();
        services = Join(change);
    }

    public DataFolder Folder => Place.Folder;

    public DatabasePlace Place { get; }

    public IServiceProvider Services => services;

    public static bool OnPostgres => TestContext.Current.TestClass is IXunitTestClass { Class: { } type } && typeof(IOnPostgres).IsAssignableFrom(type);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<StoredRooms> CreateAsync(Action<IServiceCollection>? change = null)
    {
        string? postgres = null;
        if (OnPostgres)
        {
            PostgresServer.SkipWithout();
            postgres = await PostgresServer.CreateAsync(await Template.Value);
        }

        return await OpenAsync(new(new(Directory.CreateTempSubdirectory("navis-data-").FullName), postgres), change);
    }

    /// <summary>On data that are there. They go when this is disposed.</summary>
    public static async Task<StoredRooms> OpenAsync(DatabasePlace place, Action<IServiceCollection>? change = null)
    {
        var rooms = new StoredRooms(change, place);
        await rooms.services.PrepareStorageAsync(Stop);
        return rooms;
    }

    /// <summary>The program ends and starts again on the same data.</summary>
    public async Task RestartAsync()
    {
        await services.DisposeAsync();
        services = Join(null);
        await services.PrepareStorageAsync(Stop);
    }

    public async Task<T> As<T>(Actor? actor, Func<IMediator, ValueTask<T>> send)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = actor;
        return await send(scope.ServiceProvider.GetRequiredService<IMediator>());
    }

    public Task<T> As<T>(Actor? actor, IQuery<T> query) => As(actor, m => m.Send(query, Stop));

    public Task<T> As<T>(Actor? actor, ICommand<T> command) => As(actor, m => m.Send(command, Stop));

    public async Task<T> InDb<T>(Func<NavisDb, Task<T>> ask)
    {
        await using var scope = services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<NavisDb>());
    }

    public async Task ReadAllAsync()
    {
        while (await services.RunNextJobAsync(Stop))
        {
        }
    }

    /// <summary>A case of the owner, shared, with one caregiver in and one whose consent has ended; records are read when given.</summary>
    public async Task<Guid> CaseAsync(params (string Name, string Text)[] files)
    {
        var id = await As(Owner, new OpenCase("Trip to the lighthouse"));
        if (files.Length > 0)
        {
            await As(Owner, new AddRecords(id, [.. files.Select(f => File(f.Name, f.Text))]));
            await ReadAllAsync();
        }

        await As(Owner, new ShareCase(id, true));
        await As(Owner, new SetConsent(id, Helper.Id, true, null));
        await As(Owner, new SetConsent(id, EndedHelper.Id, true, null));
        await As(Owner, new SetConsent(id, EndedHelper.Id, false, null));
        return id;
    }

    public Task<Guid> ReadCaseAsync() => CaseAsync(("surgery.txt", Surgery), ("molecular.txt", Molecular));

    public static SourceFile File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Names of the files of data folder and database in which some bytes stand.</summary>
    public async Task<ImmutableArray<string>> FilesWithAsync(byte[] needle)
    {
        SqliteConnection.ClearAllPools();
        IEnumerable<FileInfo> files = root.GetFiles("*", SearchOption.AllDirectories);
        if (Place.Postgres is not null)
        {
            await PostgresServer.CheckpointAsync();
            var own = await InDb(db => db.Database.SqlQuery<long>($"SELECT oid::bigint AS \"Value\" FROM pg_database WHERE datname = current_database()").SingleAsync(Stop));
            files = files.Concat(new DirectoryInfo(Path.Combine(PostgresServer.Files, "base", own.ToString(CultureInfo.InvariantCulture))).GetFiles());
        }

        return [.. files.Where(f => ReadShared(f.FullName).AsSpan().IndexOf(needle) >= 0).Select(f => f.Name)];
    }

    public Task<ImmutableArray<string>> FilesWithAsync(string needle) => FilesWithAsync(Encoding.UTF8.GetBytes(needle));

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        root.Delete(recursive: true);
        if (Place.Postgres is { } postgres)
        {
            await PostgresServer.DropAsync(postgres);
        }
    }

    private static async Task<string> MigratedAsync()
    {
        var empty = await PostgresServer.CreateAsync();
        await using (var db = new PostgresNavisDb(new DbContextOptionsBuilder<PostgresNavisDb>().UseNpgsql(empty + ";Pooling=false", n => n.MigrationsHistoryTable(NavisDb.History)).Options))
        {
            await new DatabasePlace(new(Path.GetTempPath()), empty).MigrateAsync(db, CancellationToken.None);
        }

        return empty;
    }

    private static byte[] ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }

    private ServiceProvider Join(Action<IServiceCollection>? change)
    {
        var collection = new ServiceCollection();
        Rooms.Add(collection);
        collection.AddUseCases();
        collection.AddCaseStorage(Place);
        change?.Invoke(collection);
        return collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }
}
