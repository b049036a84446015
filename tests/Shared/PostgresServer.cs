using System.Diagnostics;
using Npgsql;

namespace Navis.Personalize.Tests.Shared;

/// <summary>A real PostgreSQL of the system, on a socket in a temporary folder, for the tests of one assembly. It ends with the process of the tests, however that ends.</summary>
public sealed class PostgresServer : IDisposable
{
    private const string Owner = "postgres";
    private static readonly Lazy<PostgresServer?> Shared = new(Start);
    private static int databases;

    private readonly Process process;
    private readonly string folder;

    private PostgresServer(Process process, string folder) => (this.process, this.folder) = (process, folder);

    /// <summary>Where the server keeps its files.</summary>
    public static string Files => Path.Combine(Running.folder, "data");

    private static PostgresServer Running => Shared.Value ?? throw new InvalidOperationException("There is no PostgreSQL here.");

    /// <summary>Skips a test where there is none.</summary>
    public static void SkipWithout()
    {
        if (Shared.Value is null)
        {
            Assert.Skip("There is no PostgreSQL here, or it did not start: install the Debian package postgresql.");
        }
    }

    /// <summary>Makes an empty database, or a copy of one that nobody is connected to, and gives its connection string.</summary>
    public static async Task<string> CreateAsync(string? template = null)
    {
        var name = $"navis_{Interlocked.Increment(ref databases)}";
        await ExecuteAsync(template is null ? $"CREATE DATABASE {name}" : $"CREATE DATABASE {name} TEMPLATE {Database(template)}");
        return Connection(name);
    }

    public static async Task DropAsync(string connection)
    {
        await using (var closing = new NpgsqlConnection(connection))
        {
            NpgsqlConnection.ClearPool(closing);
        }

        await ExecuteAsync($"DROP DATABASE {Database(connection)} WITH (FORCE)");
    }

    /// <summary>Writes everything that is only in memory to the files.</summary>
    public static Task CheckpointAsync() => ExecuteAsync("CHECKPOINT");

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    internal static void Stop()
    {
        if (Shared.IsValueCreated)
        {
            Shared.Value?.Dispose();
        }
    }

    private static string Database(string connection) => new NpgsqlConnectionStringBuilder(connection).Database!;

    private static string Connection(string database) => $"Host={Running.folder};Username={Owner};Database={database};Maximum Pool Size=16;Timeout=30";

    private static async Task ExecuteAsync(string command)
    {
        await using var connection = new NpgsqlConnection(Connection("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var ask = connection.CreateCommand();
        ask.CommandText = command;
        await ask.ExecuteNonQueryAsync();
    }

    private static PostgresServer? Start()
    {
        var programs = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).LastOrDefault(d => File.Exists(Path.Combine(d, "initdb"))) : null;
        if (programs is null)
        {
            return null;
        }

        // It refuses to run as root; then the package's own user runs it. The outer shell ends it when our end of its input closes.
        var place = Directory.CreateTempSubdirectory("navis-pg-").FullName;
        var start = new ProcessStartInfo("sh") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = place };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(
            $$"""
            as=""
            if [ "$(id -u)" = 0 ]; then chown {{Owner}} . && as="setpriv --reuid={{Owner}} --regid={{Owner}} --clear-groups"; fi
            $as '{{programs}}/initdb' -D data -U {{Owner}} -A trust -E UTF8 --locale=C --no-sync >initdb.log 2>&1 || exit 1
            $as '{{programs}}/postgres' -D data -k '{{place}}' -c listen_addresses= -c fsync=off -c max_connections=300 </dev/null >server.log 2>&1 &
            server=$!
            for i in $(seq 300); do [ -S .s.PGSQL.5432 ] && break; sleep 0.1; done
            echo started
            cat >/dev/null
            kill -INT $server
            wait $server
            """);
        var shell = Process.Start(start)!;
        _ = shell.StandardError.ReadToEndAsync();
        var server = new PostgresServer(shell, place);
        if (shell.StandardOutput.ReadLine() == "started")
        {
            for (var i = 0; i < 100; i++)
            {
                try
                {
                    using var connection = new NpgsqlConnection($"Host={place};Username={Owner};Database=postgres;Pooling=false");
                    connection.Open();
                    return server;
                }
                catch (NpgsqlException)
                {
                    Thread.Sleep(100);
                }
            }
        }

        server.Dispose();
        return null;
    }
}

/// <summary>Stops the server after the last test of the assembly.</summary>
public sealed class PostgresEnd : IDisposable
{
    public void Dispose() => PostgresServer.Stop();
}

/// <summary>Marks a class whose tests run on PostgreSQL; its base holds the tests and runs them on SQLite.</summary>
public interface IOnPostgres;
