using System.Data;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Features.Audit;
using Npgsql;

namespace Navis.Personalize.Application.Storage.Backups;

/// <summary>Dumps and restores a database with PostgreSQL's own tools.</summary>
internal static class PostgresDump
{
    /// <summary>Dumps everything but the triggers of the jobs, which are made again from the jobs.</summary>
    /// <returns>The check of the audit as it is in the dump.</returns>
    public static async Task<AuditVerdict> WriteAsync(DatabasePlace place, MasterKey master, string target, CancellationToken cancellation)
    {
        var db = place.OpenExisting();
        await using (db.ConfigureAwait(false))
        {
            // Dump and check see the same moment.
            var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                var snapshot = await db.Database.SqlQuery<string>($"SELECT pg_export_snapshot() AS \"Value\"").SingleAsync(cancellation).ConfigureAwait(false);
                await RunAsync("pg_dump", place.Postgres!, ["--format=custom", "--no-owner", "--no-privileges", "--exclude-table=qrtz_*", $"--snapshot={snapshot}", $"--file={target}"], cancellation).ConfigureAwait(false);
                return await AuditCheck.VerifyAsync(db, master, null, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <exception cref="InvalidDataException">The database is not empty.</exception>
    public static async Task RestoreAsync(string connection, string dump, CancellationToken cancellation)
    {
        var asking = new NpgsqlConnection(connection);
        await using (asking.ConfigureAwait(false))
        {
            await asking.OpenAsync(cancellation).ConfigureAwait(false);
            var command = asking.CreateCommand();
            await using (command.ConfigureAwait(false))
            {
                command.CommandText = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'";
                if (await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is not 0L)
                {
                    throw new InvalidDataException("The database is not empty; a restore writes over nothing. Name an empty one with --database.");
                }
            }
        }

        await RunAsync("pg_restore", connection, ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", $"--dbname={new NpgsqlConnectionStringBuilder(connection).Database}", dump], cancellation).ConfigureAwait(false);
    }

    private static async Task RunAsync(string tool, string connection, string[] arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Find(tool)) { UseShellExecute = false, RedirectStandardError = true };
        var place = new NpgsqlConnectionStringBuilder(connection);
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)
        [
            ("PGHOST", place.Host), ("PGPORT", place.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("PGDATABASE", place.Database), ("PGUSER", place.Username),
            ("PGPASSWORD", place.Password), ("PGSSLMODE", place.SslMode switch { SslMode.Disable => "disable", SslMode.Allow => "allow", SslMode.Prefer => "prefer", SslMode.Require => "require", SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", _ => null }),
        ])
        {
            if (!string.IsNullOrEmpty(value))
            {
                start.Environment[name] = value;
            }
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new IOException($"{tool} did not start.");
        var said = await process.StandardError.ReadToEndAsync(cancellation).ConfigureAwait(false);
        await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            throw new InvalidDataException($"{tool} failed: {said.Split('\n')[0].Trim()} Mend that, then run this again.");
        }
    }

    private static string Find(string tool)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).AsEnumerable();
        if (Directory.Exists("/usr/lib/postgresql"))
        {
            // The newest first: a tool reads the databases of older servers.
            folders = Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin")).Concat(folders);
        }

        return folders.Where(f => f.Length > 0).Select(f => Path.Combine(f, tool)).FirstOrDefault(File.Exists)
            ?? throw new InvalidDataException($"The program {tool} is missing here. Install the client of PostgreSQL (Debian: postgresql-client).");
    }
}
