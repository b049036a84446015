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

    /// <summary>Writes the tables of keys anew with what is left in them. The server's log keeps a copy until it is recycled: see SECURITY.</summary>
    public override async Task SweepAsync(CancellationToken cancellation)
    {
        try
        {
            // Not VACUUM FULL, which keeps what any older transaction could still see. A computed value makes the server copy the rows that are there.
            var transaction = await Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                await Database.ExecuteSqlRawAsync(
                    """
                    SET LOCAL lock_timeout = '1s';
                    ALTER TABLE "CaseKeys" ALTER COLUMN "Wrapped" TYPE bytea USING substring("Wrapped" FROM 1);
                    ALTER TABLE "SessionKeys" ALTER COLUMN "Content" TYPE bytea USING substring("Content" FROM 1);
                    """,
                    cancellation).ConfigureAwait(false);
                await transaction.CommitAsync(cancellation).ConfigureAwait(false);
            }
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.LockNotAvailable)
        {
            // Somebody reads the tables for long, such as a backup. The rows are gone; the next deletion sweeps for this one too.
        }
    }
}
