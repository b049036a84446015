using Microsoft.EntityFrameworkCore;

namespace Navis.Personalize.Web.Api;

/// <summary>What a token may be used for. Whatever it says, its person's role and place in a case decide first.</summary>
[Flags]
internal enum ApiScope
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Every reading request.</summary>
    Read = 1,

    /// <summary>What patients and caregivers change: cases, records, reports, sharing.</summary>
    Write = 2,

    /// <summary>What the team changes: claims, decisions, checks, returns.</summary>
    Review = 4,
}

/// <summary>A token for a machine that acts as one person. Only the hash of its secret is kept.</summary>
internal sealed class ApiToken
{
    public Guid Id { get; init; }

    public required string PersonId { get; init; }

    /// <summary>What its person calls it.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the secret, in hexadecimal digits. The secret is 32 random bytes: a slow hash would protect nothing more.</summary>
    public required string Hash { get; init; }

    public ApiScope Scope { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime ExpiresAt { get; init; }

    /// <summary>To the minute.</summary>
    public DateTime? LastUsedAt { get; set; }

    public DateTime? RevokedAt { get; set; }

    public static void Configure(ModelBuilder builder)
    {
        var token = builder.Entity<ApiToken>();
        token.Property(t => t.Scope).HasConversion<int>();
        token.HasIndex(t => t.Hash).IsUnique();
        token.HasIndex(t => t.PersonId);
    }
}
