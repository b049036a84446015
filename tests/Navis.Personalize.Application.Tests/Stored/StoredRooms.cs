using System.Collections.Immutable;
using System.Text;
using Mediator;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Application.Storage;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Application.Tests.Stored;

/// <summary>The real rooms with a data folder of their own.</summary>
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

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("navis-data-");
    private ServiceProvider services;

    private StoredRooms(Action<IServiceCollection>? change)
    {
        Folder = new(root.FullName);
        Folder.Create();
        services = Join(change);
    }

    public DataFolder Folder { get; }

    public IServiceProvider Services => services;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<StoredRooms> CreateAsync(Action<IServiceCollection>? change = null)
    {
        var rooms = new StoredRooms(change);
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

    /// <summary>Names of the data folder's files in which some bytes stand.</summary>
    public ImmutableArray<string> FilesWith(byte[] needle)
    {
        SqliteConnection.ClearAllPools();
        return [.. root.GetFiles("*", SearchOption.AllDirectories).Where(f => ReadShared(f.FullName).AsSpan().IndexOf(needle) >= 0).Select(f => f.Name)];
    }

    public ImmutableArray<string> FilesWith(string needle) => FilesWith(Encoding.UTF8.GetBytes(needle));

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        root.Delete(recursive: true);
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
        collection.AddCaseStorage(Folder);
        change?.Invoke(collection);
        return collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }
}
