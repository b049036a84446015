using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;

namespace Navis.Personalize.Application.Storage;

/// <summary>Writes the audit: each line carries a keyed hash over itself and the line before, so that no line can be changed, added or taken out unseen.</summary>
internal sealed class AuditTrail(NavisDb db, MasterKey master, CurrentActor actor, TimeProvider clock)
{
    public const string Nobody = "-";

    public Task AppendAsync(IGuarded message, string outcome, CancellationToken cancellation) =>
        AppendAsync(message.GetType().Name, (message as ICaseMessage)?.CaseId, outcome, cancellation);

    public async Task AppendAsync(string action, Guid? caseId, string outcome, CancellationToken cancellation)
    {
        // The lock is taken before the last line is read: two writers never follow the same line.
        var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false) : null;
        try
        {
            await db.LockAuditAsync(cancellation).ConfigureAwait(false);
            var last = await db.Audit.AsNoTracking().OrderByDescending(a => a.Number).Select(a => new { a.Number, a.Hash, a.KeyVersion }).FirstOrDefaultAsync(cancellation).ConfigureAwait(false);
            if (last?.KeyVersion > master.Current)
            {
                // The key was rotated elsewhere: nothing that this program seals now could be opened again.
                throw new InvalidDataException("The master key was rotated. Start again with the newest key file.");
            }

            var row = new AuditRow
            {
                Number = (last?.Number ?? 0) + 1,
                At = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds()),
                ActorId = actor.Value?.Id ?? Nobody,
                Role = actor.Value?.Role.ToString() ?? Nobody,
                Action = action,
                CaseId = caseId,
                Outcome = outcome,
                KeyVersion = master.Current,
                Hash = "",
            };
            db.Audit.Add(row);
            db.Entry(row).Property(r => r.Hash).CurrentValue = HashOf(master, row, last?.Hash ?? "");
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
            db.Entry(row).State = EntityState.Detached;
            if (own is not null)
            {
                await own.CommitAsync(cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            if (own is not null)
            {
                await own.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    public static string HashOf(MasterKey master, AuditRow row, string previous) => master.Chain(row.KeyVersion, string.Create(
        CultureInfo.InvariantCulture, $"{previous}\n{row.Number}\n{row.At.ToUnixTimeMilliseconds()}\n{row.ActorId}\n{row.Role}\n{row.Action}\n{row.CaseId:N}\n{row.Outcome}"));
}

/// <summary>Words of <see cref="AuditRow.Outcome"/>.</summary>
internal static class AuditOutcome
{
    public const string Done = "done";
    public const string Invalid = "invalid";
    public const string Failed = "failed";

    /// <summary>Done to the account of a person.</summary>
    public static string DoneTo(string personId) => $"{Done}: person {personId}";

    public static string Refused(Refusal reason) => reason switch
    {
        Refusal.NotSignedIn => "refused: not signed in",
        Refusal.Role => "refused: role",
        Refusal.OutsideCase => "refused: outside the case",
        Refusal.NoSuchCase => "refused: no such case",
    };
}
