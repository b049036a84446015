using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Navis.Personalize.Application.Storage;

/// <summary>For the tool that writes migrations, never at run time.</summary>
internal sealed class MigrationTools : IDesignTimeDbContextFactory<NavisDb>
{
    public NavisDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<NavisDb>().UseSqlite("Data Source=design.db").Options);
}

/// <summary>The same for PostgreSQL.</summary>
internal sealed class PostgresMigrationTools : IDesignTimeDbContextFactory<PostgresNavisDb>
{
    public PostgresNavisDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgresNavisDb>().UseNpgsql("Host=design").Options);
}
