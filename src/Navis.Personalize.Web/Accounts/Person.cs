using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Web.Api;

namespace Navis.Personalize.Web.Accounts;

/// <summary>An account.</summary>
internal sealed class Person : IdentityUser
{
    public required string DisplayName { get; set; }

    public Role Role { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>Set while an administrator has switched the account off: no way in is open, whatever the person proves.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>True when the role follows the groups of the site's directory at every sign-in.</summary>
    public bool RoleFromDirectory { get; set; }
}

/// <summary>An invitation to become a navigator, clinician or administrator. Only the hash of its code is kept.</summary>
internal sealed class Invitation
{
    public required string CodeHash { get; init; }

    public Role Role { get; init; }

    public required string Name { get; init; }

    /// <summary>For whom, upper case, or null: whoever has the code. With it, a directory account whose verified e-mail this is may take the invitation without the code.</summary>
    public string? Email { get; init; }

    public DateTime ExpiresAt { get; init; }

    public DateTime? UsedAt { get; set; }
}

/// <summary>A link by which a person sets a new password, issued by an administrator or at the start of the program. Only the hash of its code is kept.</summary>
internal sealed class ResetLink
{
    public required string CodeHash { get; init; }

    public required string PersonId { get; init; }

    /// <summary>True when the second step, recovery codes and passkeys are cleared too.</summary>
    public bool ClearsSecondStep { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>One signed-in browser. Without this row its cookie is worth nothing.</summary>
internal sealed class Session
{
    public Guid Id { get; init; }

    public required string PersonId { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset SeenAt { get; set; }

    /// <summary>When the person last proved who they are.</summary>
    public DateTimeOffset ProvenAt { get; set; }

    /// <summary>How they signed in: <c>password</c>, <c>code</c>, <c>recovery-code</c>, <c>passkey</c>, <c>directory</c>.</summary>
    public required string How { get; init; }

    /// <summary>Browser and system in two words.</summary>
    public required string Device { get; init; }
}

/// <summary>Accounts, invitations and sessions, in SQLite; <see cref="PostgresAccountsDb"/> keeps the same in PostgreSQL.</summary>
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

    public DbSet<ResetLink> ResetLinks => Set<ResetLink>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Person>().Property(p => p.Role).HasConversion<string>();
        builder.Entity<Invitation>().HasKey(i => i.CodeHash);
        builder.Entity<Invitation>().Property(i => i.Role).HasConversion<string>();
        builder.Entity<ResetLink>().HasKey(r => r.CodeHash);
        builder.Entity<ResetLink>().HasIndex(r => r.PersonId);
        builder.Entity<Session>().HasIndex(s => s.PersonId);

        // Milliseconds sort and compare the same in every database.
        foreach (var property in builder.Model.GetEntityTypes().Where(t => t.ClrType == typeof(ResetLink) || t.ClrType == typeof(Session)).SelectMany(t => t.GetProperties())
            .Append(builder.Model.FindEntityType(typeof(Person))!.FindProperty(nameof(Person.DisabledAt))!)
            .Where(p => p.ClrType == typeof(DateTimeOffset) || p.ClrType == typeof(DateTimeOffset?)).ToList())
        {
            property.SetValueConverter(new ValueConverter<DateTimeOffset, long>(t => t.ToUnixTimeMilliseconds(), v => DateTimeOffset.FromUnixTimeMilliseconds(v)));
        }

        ApiToken.Configure(builder);
    }
}

/// <summary>The same tables in PostgreSQL.</summary>
internal sealed class PostgresAccountsDb(DbContextOptions<PostgresAccountsDb> options) : AccountsDb(options);

/// <summary>For the tool that writes migrations, never at run time.</summary>
internal sealed class MigrationTools : IDesignTimeDbContextFactory<AccountsDb>
{
    /// <summary>Identity asks its options, by the services of the program, which tables there are.</summary>
    public static IServiceProvider Services => new ServiceCollection().Configure<IdentityOptions>(AccountServices.Tables).BuildServiceProvider();

    public AccountsDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<AccountsDb>().UseSqlite("Data Source=design.db").UseApplicationServiceProvider(Services).Options);
}

/// <summary>The same for PostgreSQL.</summary>
internal sealed class PostgresMigrationTools : IDesignTimeDbContextFactory<PostgresAccountsDb>
{
    public PostgresAccountsDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgresAccountsDb>().UseNpgsql("Host=design").UseApplicationServiceProvider(MigrationTools.Services).Options);
}
