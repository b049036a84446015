using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Navis.Personalize.Application.Access;

namespace Navis.Personalize.Web.Accounts;

/// <summary>An account.</summary>
internal sealed class Person : IdentityUser
{
    public required string DisplayName { get; set; }

    public Role Role { get; set; }

    public DateTime CreatedAt { get; set; }
}

/// <summary>An invitation to become a navigator, clinician or administrator. Only the hash of its code is kept.</summary>
internal sealed class Invitation
{
    public required string CodeHash { get; init; }

    public Role Role { get; init; }

    public required string Name { get; init; }

    public DateTime ExpiresAt { get; init; }

    public DateTime? UsedAt { get; set; }
}

/// <summary>Accounts and invitations, in SQLite; <see cref="PostgresAccountsDb"/> keeps the same in PostgreSQL.</summary>
internal class AccountsDb : IdentityUserContext<Person>
{
    public AccountsDb(DbContextOptions<AccountsDb> options)
        : base(options)
    {
    }

    protected AccountsDb(DbContextOptions options)
        : base(options)
    {
    }

    public DbSet<Invitation> Invitations => Set<Invitation>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Person>().Property(p => p.Role).HasConversion<string>();
        builder.Entity<Invitation>().HasKey(i => i.CodeHash);
        builder.Entity<Invitation>().Property(i => i.Role).HasConversion<string>();
    }
}

/// <summary>The same tables in PostgreSQL.</summary>
internal sealed class PostgresAccountsDb(DbContextOptions<PostgresAccountsDb> options) : AccountsDb(options);

/// <summary>For the tool that writes migrations, never at run time.</summary>
internal sealed class MigrationTools : IDesignTimeDbContextFactory<AccountsDb>
{
    public AccountsDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<AccountsDb>().UseSqlite("Data Source=design.db").Options);
}

/// <summary>The same for PostgreSQL.</summary>
internal sealed class PostgresMigrationTools : IDesignTimeDbContextFactory<PostgresAccountsDb>
{
    public PostgresAccountsDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgresAccountsDb>().UseNpgsql("Host=design").Options);
}
