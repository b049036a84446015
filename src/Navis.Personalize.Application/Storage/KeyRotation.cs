using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;

namespace Navis.Personalize.Application.Storage;

/// <summary>What a rotation came to.</summary>
/// <param name="Version">The version of the master key that is in use now.</param>
/// <param name="Keys">How many keys were wrapped anew.</param>
/// <param name="Resumed">True when an earlier rotation that was cut off has been finished.</param>
public sealed record Rotation(int Version, int Keys, bool Resumed);

/// <summary>A new master key in the place of the old: every case key and session key is wrapped anew, and what the old one wrapped can't be opened with anything that is left.</summary>
/// <remarks>
/// Three steps, each whole or not done, so that a program killed between them goes on where it was: the new key joins the old in the key file;
/// the database is changed in one transaction, with a line of the audit under the new key; the old key leaves the file, but for what checks the audit.
/// </remarks>
public static class KeyRotation
{
    /// <exception cref="IOException">A program is running on the data.</exception>
    /// <exception cref="InvalidDataException">There is no database, or no key.</exception>
    public static Task<Rotation> RunAsync(DatabasePlace place, CancellationToken cancellation) => RunAsync(place, TimeProvider.System, _ => { }, cancellation);

    internal static async Task<Rotation> RunAsync(DatabasePlace place, TimeProvider clock, Action<RotationStep> reached, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(place);
        var held = await place.HoldAsync(alone: true, cancellation).ConfigureAwait(false);
        await using (held.ConfigureAwait(false))
        {
            var db = place.OpenExisting();
            await using (db.ConfigureAwait(false))
            {
                await place.MigrateAsync(db, cancellation).ConfigureAwait(false);
                var file = place.Folder.KeyFile;
                var master = MasterKey.OpenFile(file);
                var resumed = master.Open.Length > 1;
                if (!resumed)
                {
                    master = master.WithNew();
                    KeyFile.Write(file, master.Text);
                }

                reached(RotationStep.NewKeyKept);
                var keys = await WrapAnewAsync(db, master, clock, reached, cancellation).ConfigureAwait(false);
                await db.SweepAsync(cancellation).ConfigureAwait(false);
                reached(RotationStep.Rewrapped);
                KeyFile.Write(file, master.WithoutOld().Text);
                return new(master.Current, keys, resumed);
            }
        }
    }

    private static async Task<int> WrapAnewAsync(NavisDb db, MasterKey master, TimeProvider clock, Action<RotationStep> reached, CancellationToken cancellation)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var cases = await db.CaseKeys.Where(k => k.KeyVersion != master.Current).ToListAsync(cancellation).ConfigureAwait(false);
            foreach (var row in cases)
            {
                row.Wrapped = master.Wrap(row.CaseId, master.Unwrap(row.CaseId, row.KeyVersion, row.Wrapped));
                row.KeyVersion = master.Current;
            }

            var sessions = await db.SessionKeys.Where(k => k.KeyVersion != master.Current).ToListAsync(cancellation).ConfigureAwait(false);
            foreach (var row in sessions)
            {
                row.Content = master.Seal(Purpose.SessionKey(row.Id), master.Unseal(Purpose.SessionKey(row.Id), row.KeyVersion, row.Content));
                row.KeyVersion = master.Current;
            }

            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
            reached(RotationStep.Rewrapping);
            await new AuditTrail(db, master, new CurrentActor(), clock).AppendAsync("RotateMasterKey", null, AuditOutcome.Done, cancellation).ConfigureAwait(false);
            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
            return cases.Count + sessions.Count;
        }
    }
}

/// <summary>Where a rotation is, for tests that cut it off.</summary>
internal enum RotationStep
{
    NewKeyKept,
    Rewrapping,
    Rewrapped,
}
