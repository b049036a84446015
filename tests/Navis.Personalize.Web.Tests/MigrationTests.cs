using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Web.Accounts;

namespace Navis.Personalize.Web.Tests;

/// <summary>A change of the accounts that no migration holds: run <c>src/new-migration.sh NAME</c>.</summary>
public sealed class MigrationTests
{
    [Fact]
    public void The_migrations_for_SQLite_hold_the_whole_model()
    {
        using var db = new AccountsDb(new DbContextOptionsBuilder<AccountsDb>().UseSqlite("Data Source=:memory:").Options);
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void The_migrations_for_PostgreSQL_hold_the_whole_model()
    {
        using var db = new PostgresAccountsDb(new DbContextOptionsBuilder<PostgresAccountsDb>().UseNpgsql("Host=nowhere").Options);
        Assert.False(db.Database.HasPendingModelChanges());
    }
}
