using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Navis.Personalize.Application.Storage;

/// <summary>Everything that is kept about cases, in SQLite; <see cref="PostgresNavisDb"/> keeps the same in PostgreSQL.</summary>
internal class NavisDb : DbContext
{
    /// <summary>Where PostgreSQL keeps the migrations of these tables.</summary>
    public const string History = "__NavisMigrations";

    public NavisDb(DbContextOptions<NavisDb> options)
        : base(options)
    {
    }

    protected NavisDb(DbContextOptions options)
        : base(options)
    {
    }

    public DbSet<CaseRow> Cases => Set<CaseRow>();
    public DbSet<CaseKeyRow> CaseKeys => Set<CaseKeyRow>();
    public DbSet<SessionKeyRow> SessionKeys => Set<SessionKeyRow>();
    public DbSet<FileRow> Files => Set<FileRow>();
    public DbSet<UploadRow> Uploads => Set<UploadRow>();
    public DbSet<ReadingRow> Readings => Set<ReadingRow>();
    public DbSet<JobRow> Jobs => Set<JobRow>();
    public DbSet<DecisionRow> Decisions => Set<DecisionRow>();
    public DbSet<WorkTimeRow> WorkTimes => Set<WorkTimeRow>();
    public DbSet<SignatureRow> Signatures => Set<SignatureRow>();
    public DbSet<ConsentRow> Consents => Set<ConsentRow>();
    public DbSet<ReportRow> Reports => Set<ReportRow>();
    public DbSet<NoteRow> Notes => Set<NoteRow>();
    public DbSet<SettingRow> Settings => Set<SettingRow>();
    public DbSet<AnswerMarkRow> AnswerMarks => Set<AnswerMarkRow>();
    public DbSet<NoticeRow> Notices => Set<NoticeRow>();
    public DbSet<AuditRow> Audit => Set<AuditRow>();

    /// <summary>Inside a transaction: whoever changes the same case, or no case, waits until this one has ended. A SQLite transaction that writes is alone anyway.</summary>
    public virtual Task LockAsync(Guid? caseId, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Inside a transaction: nobody else appends to the audit until this one has ended, so that the chain never forks.</summary>
    public virtual Task LockAuditAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>After a deletion: what the database still holds of it beside its tables is written over, as far as the database lets us.</summary>
    public virtual Task SweepAsync(CancellationToken cancellation) => Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancellation);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixTime>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<CaseRow>().HasIndex(c => c.OwnerId);
        modelBuilder.Entity<CaseKeyRow>().HasKey(k => k.CaseId);
        modelBuilder.Entity<FileRow>().HasIndex(f => new { f.CaseId, f.Number }).IsUnique();
        modelBuilder.Entity<UploadRow>().HasKey(u => new { u.CaseId, u.Key });
        modelBuilder.Entity<ReadingRow>().HasKey(r => r.CaseId);
        modelBuilder.Entity<JobRow>().HasIndex(j => new { j.State, j.NotBefore });
        modelBuilder.Entity<DecisionRow>().HasKey(d => new { d.CaseId, d.Number });
        modelBuilder.Entity<WorkTimeRow>().HasKey(t => new { t.CaseId, t.PersonId });
        modelBuilder.Entity<SignatureRow>().HasKey(s => new { s.CaseId, s.Number });
        modelBuilder.Entity<ConsentRow>().HasKey(c => new { c.CaseId, c.PersonId });
        modelBuilder.Entity<ConsentRow>().HasIndex(c => c.PersonId);
        modelBuilder.Entity<ReportRow>().HasIndex(r => r.CaseId);
        modelBuilder.Entity<NoteRow>().HasKey(n => new { n.CaseId, n.Name });
        modelBuilder.Entity<SettingRow>().HasKey(s => new { s.Key, s.Number });
        modelBuilder.Entity<AnswerMarkRow>().HasKey(m => m.CaseId);
        modelBuilder.Entity<NoticeRow>().HasIndex(n => n.CaseId);
        modelBuilder.Entity<AuditRow>().HasIndex(a => a.CaseId);
        modelBuilder.Entity<AuditRow>().HasKey(a => a.Number);
        modelBuilder.Entity<AuditRow>().Property(a => a.Number).ValueGeneratedNever();
    }

    // Milliseconds sort and compare the same in every database.
    private sealed class UnixTime() : ValueConverter<DateTimeOffset, long>(t => t.ToUnixTimeMilliseconds(), v => DateTimeOffset.FromUnixTimeMilliseconds(v));
}
