using System.Globalization;
using System.Text;
using Mediator;
using Microsoft.Extensions.DependencyInjection;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Audit;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Application.Storage;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Tests.Shared;
using Navis.Personalize.Web.Accounts;
using Navis.Personalize.Web.Hosting;
using Npgsql;

namespace Navis.Personalize.Web.Tests;

/// <summary>Several programs on one PostgreSQL, each with a folder of its own and the same key file.</summary>
public sealed class WorkerTests : IAsyncLifetime
{
    private const int Cases = 10;
    private static readonly Actor Owner = new("owner", "Pat Owner", Role.Patient);

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("navis-workers-");
    private string database = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string KeyFile => Path.Combine(root.FullName, "site.key");

    [Fact]
    public async Task Two_workers_and_a_kill_do_every_job_once()
    {
        var owner = NavisWeb.Build(new ServeOptions(false, Path.Combine(root.FullName, "a"), "http://127.0.0.1:0", database, KeyFile, Worker: true));
        await using (owner)
        {
            await NavisWeb.PrepareAsync(owner, _ => { });
            for (var i = 0; i < Cases; i++)
            {
                await AddCaseAsync(owner.Services, i);
            }
        }

        var starting = new[] { "b", "c" }.Select(StartWorkerAsync).ToList();
        using var first = await starting[0];
        using var second = await starting[1];

        // In the middle of a job of the first.
        while (await CountAsync($"SELECT count(*) FROM \"Jobs\" WHERE \"State\" = 'running' AND \"Worker\" LIKE '{first.Id}-%'") == 0)
        {
            Assert.NotEqual(Cases, await CountAsync("SELECT count(*) FROM \"Jobs\" WHERE \"State\" = 'done'"));
            await Task.Delay(5, Stop);
        }

        first.Kill();
        while (await CountAsync("SELECT count(*) FROM \"Jobs\" WHERE \"State\" IN ('queued', 'running')") > 0)
        {
            await Task.Delay(100, Stop);
        }

        Assert.Equal(Cases, await CountAsync("SELECT count(*) FROM \"Jobs\" WHERE \"State\" = 'done'"));
        Assert.Equal(Cases, await CountAsync("SELECT count(*) FROM \"Readings\""));
        Assert.Equal(Cases, await CountAsync("SELECT count(*) FROM \"Audit\" WHERE \"Action\" = 'ReadRecords'"));
        Assert.Equal(Cases, await CountAsync("SELECT count(DISTINCT \"CaseId\") FROM \"Audit\" WHERE \"Action\" = 'ReadRecords'"));
        Assert.InRange(await CountAsync($"SELECT count(*) FROM \"Jobs\" WHERE \"Attempts\" = 2 AND \"Worker\" LIKE '{second.Id}-%'"), 1, Cases);
        Assert.True((await AuditCheck.VerifyAsync(new DatabasePlace(new(root.FullName, KeyFile), database), null, Stop)).Sound);
    }

    [Fact]
    public async Task A_worker_has_health_and_no_pages()
    {
        using var worker = await StartWorkerAsync("w");
        using var client = new HttpClient { BaseAddress = worker.Root };
        Assert.Equal("alive", await client.GetStringAsync(new Uri("/health", UriKind.Relative), Stop));
        Assert.Equal("ready", await client.GetStringAsync(new Uri("/ready", UriKind.Relative), Stop));
        using var page = await client.GetAsync(new Uri("/sign-in", UriKind.Relative), Stop);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, page.StatusCode);
    }

    [Fact]
    public async Task A_session_of_one_machine_holds_on_the_other()
    {
        await using var one = new Machine(await StartPagesAsync("one", demo: true));
        await using var other = new Machine(await StartPagesAsync("other", demo: false));
        using var lee = await new Browser(one.Root).SignInAsync("lee@demo.example", DemoPeople.Password);
        var mine = lee.FindCase();
        using var there = new Browser(other.Root, lee.Cookies);
        await there.GoAsync($"/cases/{mine}");
        Assert.Equal(System.Net.HttpStatusCode.OK, there.Status);
        Assert.Equal($"/cases/{mine}", there.Path);
    }

    [Theory]
    [InlineData("--worker")]
    [InlineData("--worker --demo --database Host=x")]
    public void A_worker_needs_a_database_and_no_demo(string line) =>
        Assert.Contains("--worker", ServeOptions.Parse(line.Split(' '), _ => null).Problem, StringComparison.Ordinal);

    public async ValueTask InitializeAsync()
    {
        PostgresServer.SkipWithout();
        database = await PostgresServer.CreateAsync();
        MasterKey.OpenOrCreate(KeyFile);
    }

    public async ValueTask DisposeAsync()
    {
        if (database.Length > 0)
        {
            await PostgresServer.DropAsync(database);
        }

        root.Delete(recursive: true);
    }

    private static async Task AddCaseAsync(IServiceProvider services, int number)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Owner;
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        var id = await mediator.Send(new OpenCase("Mine"), Stop);

        // Long enough to be killed in the middle of it.
        var pages = string.Join('\f', Enumerable.Range(1, 60).Select(p => string.Create(
            CultureInfo.InvariantCulture, $"Patient: Pat Owner\nVisit {number}/{p}. Adenocarcinoma of the right upper lobe. EGFR L858R mutation detected. Osimertinib 80 mg daily, started 03/0{1 + (p % 9)}/2024.\n{string.Concat(Enumerable.Repeat("No new complaints today; appetite good, weight stable. ", 60))}\n")));
        await mediator.Send(new AddRecords(id, [new SourceFile("notes.txt", Encoding.UTF8.GetBytes(pages))]), Stop);
    }

    private async Task<Microsoft.AspNetCore.Builder.WebApplication> StartPagesAsync(string name, bool demo)
    {
        var app = NavisWeb.Build(new ServeOptions(demo, Path.Combine(root.FullName, name), "http://127.0.0.1:0", database, KeyFile));
        await NavisWeb.PrepareAsync(app, _ => { });
        await app.StartAsync(Stop);
        return app;
    }

    private Task<RunningProgram> StartWorkerAsync(string name) =>
        RunningProgram.StartAsync(["--worker", "--data", Path.Combine(root.FullName, name)], (DatabasePlace.Variable, database), (DataFolder.KeyVariable, KeyFile), ("NAVIS_JOB_LEASE", "3"));

    private async Task<long> CountAsync(string question)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Stop);
        await using var ask = connection.CreateCommand();
        ask.CommandText = question;
        return (long)(await ask.ExecuteScalarAsync(Stop))!;
    }

    private sealed class Machine(Microsoft.AspNetCore.Builder.WebApplication app) : IAsyncDisposable
    {
        public Uri Root => new(app.Urls.Single());

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}
