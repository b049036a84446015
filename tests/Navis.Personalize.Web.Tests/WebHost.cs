using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Navis.Personalize.Application.Storage;
using Navis.Personalize.Tests.Shared;
using Navis.Personalize.Web.Accounts;
using Navis.Personalize.Web.Api;
using Navis.Personalize.Web.Hosting;

[assembly: AssemblyFixture(typeof(Navis.Personalize.Tests.Shared.PostgresEnd))]
[assembly: AssemblyFixture(typeof(Navis.Personalize.Web.Tests.DemoHost))]

namespace Navis.Personalize.Web.Tests;

/// <summary>The program itself on a free port of loopback, with a data folder of its own.</summary>
public class WebHost(bool demo, int tries = 10_000) : IAsyncLifetime
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("navis-web-");
    private readonly ConcurrentQueue<string> log = new();
    private readonly ConcurrentQueue<string> messages = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<CookieContainer>>> sessions = new(StringComparer.Ordinal);
    private string? database;
    private WebApplication? app;
    private IAsyncDisposable? held;

    public Uri Root { get; private set; } = null!;

    /// <summary>Everything that the program has logged, as it would stand on the console.</summary>
    public IReadOnlyCollection<string> Log => log;

    /// <summary>What the program said at its start.</summary>
    public IReadOnlyCollection<string> Messages => messages;

    public IServiceProvider Services => app!.Services;

    public string Data => data.FullName;

    public virtual async ValueTask InitializeAsync()
    {
        if (this is IOnPostgres)
        {
            PostgresServer.SkipWithout();
            database = await PostgresServer.CreateAsync();
        }

        app = NavisWeb.Build(Options(new ServeOptions(demo, data.FullName, "http://127.0.0.1:0", database)), builder =>
        {
            builder.Logging.ClearProviders().AddProvider(new Keeper(log));
            builder.Services.Configure<SignInLimit>(l => l.TriesPerMinute = tries);
            builder.Services.Configure<ApiLimit>(l => l.ReadsPerMinute = l.WritesPerMinute = l.UploadsPerMinute = l.StrangersPerMinute = 10_000);
            builder.Services.AddSingleton<TimeProvider>(Clock);
            Change(builder);
        });
        held = await app.Services.GetRequiredService<DatabasePlace>().HoldAsync(alone: false, CancellationToken.None);
        await NavisWeb.PrepareAsync(app, messages.Enqueue);
        await app.StartAsync();
        Root = new Uri(app.Urls.Single());
    }

    /// <summary>The clock of the program; a test moves it on instead of waiting.</summary>
    public MovableClock Clock { get; } = new();

    public Browser Open() => new(Root);

    /// <summary>The cookies of a demo person, who signs in once for all tests.</summary>
    public Task<CookieContainer> SessionAsync(string name) => sessions.GetOrAdd(name, n => new(async () =>
    {
        using var browser = Open();
        await browser.SignInAsync($"{n}@demo.example", DemoPeople.Password);
        Assert.DoesNotContain("/sign-in", browser.Path, StringComparison.Ordinal);
        return browser.Cookies;
    })).Value;

    public virtual async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        if (held is not null)
        {
            await held.DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        data.Delete(recursive: true);
        if (database is not null)
        {
            await PostgresServer.DropAsync(database);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>How a test wants it started.</summary>
    private protected virtual ServeOptions Options(ServeOptions options) => options;

    /// <summary>What a test wants otherwise.</summary>
    protected virtual void Change(WebApplicationBuilder builder)
    {
    }

    private sealed class Keeper(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}

/// <summary>The time of the machine, moved on by whoever tests what time does.</summary>
public sealed class MovableClock : TimeProvider
{
    private TimeSpan ahead;

    public void Pass(TimeSpan time) => ahead += time;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}

/// <summary>With the demo people; one for all tests that leave these as they are.</summary>
public class DemoHost() : WebHost(demo: true);

/// <summary>The same with its rows in PostgreSQL.</summary>
public sealed class DemoOnPostgresHost : DemoHost, IOnPostgres;

/// <summary>As a site starts it first: nobody has an account.</summary>
public class EmptyHost() : WebHost(demo: false);

/// <summary>The same with its rows in PostgreSQL.</summary>
public sealed class EmptyOnPostgresHost : EmptyHost, IOnPostgres;

/// <summary>Where few tries are allowed.</summary>
public sealed class StrictHost() : WebHost(demo: false, tries: 3);
