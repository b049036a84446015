using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Web.Accounts;

namespace Navis.Personalize.Web.Tests;

/// <summary>A change of the accounts that no migration holds: run <c>src/new-migration.sh NAME</c>.</summary>
public sealed class MigrationTests
{
    [Fact]
    public void The_migrations_for_SQLite_hold_the_whole_model()
    {
        using var db = new MigrationTools().CreateDbContext([]);
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void The_migrations_for_PostgreSQL_hold_the_whole_model()
    {
        using var db = new PostgresMigrationTools().CreateDbContext([]);
        Assert.False(db.Database.HasPendingModelChanges());
    }
}
