using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.Audit;

/// <summary>What the check of an audit came to.</summary>
/// <param name="Lines">Lines that follow one another rightly.</param>
/// <param name="Head">Hash of the last of them: note it down, and a later check can tell that no line was cut off.</param>
/// <param name="BrokenAt">Number of the first line that does not follow, or null.</param>
/// <param name="ExpectedFound">Whether the head that was expected stands in the chain; true when none was.</param>
public sealed record AuditVerdict(long Lines, string Head, long? BrokenAt, bool ExpectedFound)
{
    public bool Sound => BrokenAt is null && ExpectedFound;
}

/// <summary>Checks the audit where it is kept, also while programs run on it. Reads only.</summary>
public static class AuditCheck
{
    /// <exception cref="InvalidDataException">There is no case database, or its key file is missing or open to others.</exception>
    public static async Task<AuditVerdict> VerifyAsync(DatabasePlace place, string? expected, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(place);
        var master = MasterKey.OpenFile(place.Folder.KeyFile);
        var db = place.OpenExisting();
        await using (db.ConfigureAwait(false))
        {
            return await VerifyAsync(db, master, expected, cancellation).ConfigureAwait(false);
        }
    }

    internal static async Task<AuditVerdict> VerifyAsync(NavisDb db, MasterKey master, string? expected, CancellationToken cancellation)
    {
        var (lines, head, version, found) = (0L, "", 0, expected is null);
        await foreach (var row in db.Audit.AsNoTracking().OrderBy(a => a.Number).AsAsyncEnumerable().WithCancellation(cancellation).ConfigureAwait(false))
        {
            // Under a retired key nothing is written any more: a line that says so is a forgery by whoever had that key.
            if (row.Number != lines + 1 || row.KeyVersion < version || row.Hash != AuditTrail.HashOf(master, row, head))
            {
                return new(lines, head, lines + 1, found);
            }

            (lines, head, version, found) = (row.Number, row.Hash, row.KeyVersion, found || row.Hash == expected);
        }

        // A rotation ends with a line under the new key, before the old one is retired.
        return new(lines, head, lines > 0 && master.IsRetired(version) ? lines + 1 : null, found);
    }
}
