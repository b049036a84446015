using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;

namespace Navis.Personalize.Application.Storage;

/// <summary>Makes, opens and destroys the keys of cases.</summary>
internal sealed class CaseVault(NavisDb db, MasterKey master)
{
    private readonly Dictionary<Guid, CaseSeal> open = [];

    public CaseSeal Create(Guid caseId)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        db.CaseKeys.Add(new() { CaseId = caseId, KeyVersion = master.Current, Wrapped = master.Wrap(caseId, key) });
        return open[caseId] = new(key);
    }

    public async Task<CaseSeal> OpenAsync(Guid caseId, CancellationToken cancellation)
    {
        if (open.TryGetValue(caseId, out var seal))
        {
            return seal;
        }

        var row = await db.CaseKeys.AsNoTracking().SingleOrDefaultAsync(k => k.CaseId == caseId, cancellation).ConfigureAwait(false)
            ?? throw new RefusedException(Refusal.NoSuchCase);
        return open[caseId] = new(master.Unwrap(caseId, row.KeyVersion, row.Wrapped));
    }

    /// <summary>Destroys the key and every row of a case.</summary>
    public async Task DestroyAsync(Guid caseId, CancellationToken cancellation)
    {
        open.Remove(caseId);
        await db.CaseKeys.Where(r => r.CaseId == caseId).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        await db.Files.Where(r => r.CaseId == caseId).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        await db.Uploads.Where(r => r.CaseId == caseId).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        await db.Readings.Where(r => r.CaseId == caseId).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        await db.Jobs.Where(r => r.CaseId == caseId).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        await db.Decisions.Where(r => r.CaseId == caseId).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        await db.WorkTimes.Where(r => r.CaseId == caseId).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        await db.Signatures.Where(r => r.CaseId == caseId).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        await db.Consents.Where(r => r.CaseId == caseId).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        await db.Reports.Where(r => r.CaseId == caseId).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        await db.Notes.Where(r => r.CaseId == caseId).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        await db.AnswerMarks.Where(r => r.CaseId == caseId).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        await db.Notices.Where(r => r.CaseId == caseId).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        await db.Cases.Where(r => r.Id == caseId).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
    }
}
