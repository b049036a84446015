using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Navis.Personalize.Application.Storage;

/// <summary>Where the rows are: in files of the data folder, or in a PostgreSQL database.</summary>
/// <param name="Folder">The data folder: database files, key file.</param>
/// <param name="Postgres">A connection string of Npgsql (<c>Host=…;Database=…;Username=…</c>), or null for files.</param>
public sealed record DatabasePlace(DataFolder Folder, string? Postgres = null)
{
    /// <summary>The environment variable that holds the connection string.</summary>
    public const string Variable = "NAVIS_DATABASE";

    // One writer at a time over both kinds of tables: nobody migrates while another does.
    private const long MigrationLock = 0x6e61_7669_7300;
    private const long RunningLock = 0x6e61_7669_7301;

    /// <summary>The place that a command line names; <see cref="Variable"/> and the user's own folder stand in for what it does not.</summary>
    public static DatabasePlace Of(string? folder, string? postgres)
    {
        postgres ??= Environment.GetEnvironmentVariable(Variable);
        return new(new(folder ?? DataFolder.Default(demo: false), Environment.GetEnvironmentVariable(DataFolder.KeyVariable)), string.IsNullOrEmpty(postgres) ? null : postgres);
    }

    /// <summary>Adds a context: <typeparamref name="TDb"/> on a file of the folder, or <typeparamref name="TPostgres"/> in its stead.</summary>
    /// <param name="services">Where it is added.</param>
    /// <param name="file">The file for SQLite.</param>
    /// <param name="history">The table in which PostgreSQL keeps the migrations of this context.</param>
    public void Add<TDb, TPostgres>(IServiceCollection services, string file, string history)
        where TDb : DbContext
        where TPostgres : TDb
    {
        if (Postgres is { } connection)
        {
            services.AddDbContext<TDb, TPostgres>(o => o.UseNpgsql(connection, n => n.MigrationsHistoryTable(history)));
        }
        else
        {
            services.AddDbContext<TDb>(o => o.UseSqlite(ConnectionTo(file)).AddInterceptors(new CareForWrites()));
        }
    }

    /// <summary>Brings the tables of a context up to date, one program at a time. The caller holds the data folder when the rows are there.</summary>
    public async Task MigrateAsync(DbContext db, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (Postgres is null)
        {
            // A program killed while it migrated leaves its lock row; the folder is ours, so nobody else can be at work.
            await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellation).ConfigureAwait(false);
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellation).ConfigureAwait(false);
            await db.Database.MigrateAsync(cancellation).ConfigureAwait(false);
            return;
        }

        // The lock is the connection's: a program that dies lets go of it.
        await db.Database.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        try
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({MigrationLock})", cancellation).ConfigureAwait(false);
            await db.Database.MigrateAsync(cancellation).ConfigureAwait(false);
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({MigrationLock})", cancellation).ConfigureAwait(false);
        }
        finally
        {
            await db.Database.CloseConnectionAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Says that a program works on the data, until it is disposed or the program dies. Files take one program; a database takes many, unless one asks to be alone.</summary>
    /// <exception cref="IOException">Another program is at work.</exception>
    public async Task<IAsyncDisposable> HoldAsync(bool alone, CancellationToken cancellation)
    {
        if (Postgres is null)
        {
            if (!Directory.Exists(Folder.FullPath))
            {
                throw new InvalidDataException("There is no such data folder. Name the folder with --data.");
            }

            try
            {
                return Folder.Hold();
            }
            catch (IOException e)
            {
                throw new IOException("Another program is at work in this data folder.", e);
            }
        }

        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Postgres) { Pooling = false, KeepAlive = 30 }.ToString());
        try
        {
            await connection.OpenAsync(cancellation).ConfigureAwait(false);
            var ask = connection.CreateCommand();
            await using (ask.ConfigureAwait(false))
            {
                ask.CommandText = alone ? "SELECT pg_try_advisory_lock($1)" : "SELECT pg_try_advisory_lock_shared($1)";
                ask.Parameters.Add(new() { Value = RunningLock });
                if (await ask.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is true)
                {
                    return connection;
                }
            }

            throw new IOException(alone ? "Programs are running on this database." : "Somebody is looking after this database.");
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The rows as they are, for a tool beside the program. Makes nothing.</summary>
    /// <exception cref="InvalidDataException">There is no case database in the folder.</exception>
    internal NavisDb OpenExisting()
    {
        if (Postgres is { } connection)
        {
            return new PostgresNavisDb(new DbContextOptionsBuilder<PostgresNavisDb>().UseNpgsql(connection, n => n.MigrationsHistoryTable(NavisDb.History)).Options);
        }

        if (!File.Exists(Folder.Database))
        {
            throw new InvalidDataException("There is no case database in this folder. Name the folder with --data, or the database with --database.");
        }

        var file = new SqliteConnectionStringBuilder(ConnectionTo(Folder.Database)) { Mode = SqliteOpenMode.ReadWrite, Pooling = false };
        return new(new DbContextOptionsBuilder<NavisDb>().UseSqlite(file.ToString()).AddInterceptors(new CareForWrites()).Options);
    }

    internal static string ConnectionTo(string file) => $"Data Source={file};Default Timeout=30;Foreign Keys=False";
}
