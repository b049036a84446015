using Microsoft.EntityFrameworkCore;

namespace Navis.Personalize.Application.Storage;

/// <summary>Migrations for SQLite. The caller holds the lock of the data folder.</summary>
public static class SqliteMigration
{
    public static async Task ApplyAsync(DbContext db, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);

        // A program killed while it migrated leaves its lock row; the folder is ours, so nobody else can be at work.
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellation).ConfigureAwait(false);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellation).ConfigureAwait(false);
        await db.Database.MigrateAsync(cancellation).ConfigureAwait(false);
    }
}
