using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Tests.Stored;

/// <summary>A change of the rows that no migration holds: run <c>src/new-migration.sh NAME</c>.</summary>
public sealed class MigrationTests
{
    [Fact]
    public void The_migrations_for_SQLite_hold_the_whole_model()
    {
        using var db = new NavisDb(new DbContextOptionsBuilder<NavisDb>().UseSqlite("Data Source=:memory:").Options);
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void The_migrations_for_PostgreSQL_hold_the_whole_model()
    {
        using var db = new PostgresNavisDb(new DbContextOptionsBuilder<PostgresNavisDb>().UseNpgsql("Host=nowhere").Options);
        Assert.False(db.Database.HasPendingModelChanges());
    }
}
