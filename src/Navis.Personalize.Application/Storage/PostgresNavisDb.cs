using System.Buffers.Binary;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Navis.Personalize.Application.Storage;

/// <summary>The same tables in PostgreSQL, for a site with several machines.</summary>
internal sealed class PostgresNavisDb(DbContextOptions<PostgresNavisDb> options) : NavisDb(options)
{
    // Numbers of advisory locks; 0 stands for "no case", and nothing else in this database takes any.
    private const int CaseSpace = 0x6e61;
    private const int AuditSpace = 0x6e62;

    public override Task LockAsync(Guid? caseId, CancellationToken cancellation)
    {
        // Two cases that share a number only wait for each other.
        var number = caseId is { } id ? BinaryPrimitives.ReadInt32LittleEndian(id.ToByteArray()) : 0;
        return Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({CaseSpace}, {number})", cancellation);
    }

    public override Task LockAuditAsync(CancellationToken cancellation) =>
        Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AuditSpace}, 0)", cancellation);

    /// <summary>Writes the table of keys anew without what was deleted. The server's log keeps a copy until it is recycled: see SECURITY.</summary>
    public override async Task SweepAsync(CancellationToken cancellation)
    {
        await Database.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        try
        {
            await Database.ExecuteSqlRawAsync("SET lock_timeout = '1s'", cancellation).ConfigureAwait(false);
            await Database.ExecuteSqlRawAsync("VACUUM (FULL) \"CaseKeys\"", cancellation).ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.LockNotAvailable)
        {
            // Somebody reads the table for long, such as a backup. The rows are gone; the next deletion sweeps for this one too.
        }
        finally
        {
            await Database.ExecuteSqlRawAsync("RESET lock_timeout", CancellationToken.None).ConfigureAwait(false);
            await Database.CloseConnectionAsync().ConfigureAwait(false);
        }
    }
}
