using System.Text;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.StoredCases;

/// <summary>Remembers named uploads for a day, in the transaction that does them. Keys and files are kept as keyed digests only.</summary>
internal sealed class UploadKeys(NavisDb db, CurrentActor actor, TimeProvider clock)
{
    private static readonly TimeSpan Lasting = TimeSpan.FromDays(1);

    /// <summary>What the same upload came to before, or null when it is new.</summary>
    /// <exception cref="NotAcceptedException">The key came with other files: <c>idempotency-key-reused</c>.</exception>
    public async Task<int?> EarlierAsync(AddRecords command, CaseSeal seal, CancellationToken cancellation)
    {
        if (KeyOf(command, seal) is not { } key)
        {
            return null;
        }

        var since = clock.GetUtcNow() - Lasting;
        await db.Uploads.Where(u => u.CaseId == command.CaseId && u.At <= since).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        var row = await db.Uploads.AsNoTracking().SingleOrDefaultAsync(u => u.CaseId == command.CaseId && u.Key == key, cancellation).ConfigureAwait(false);
        return row is null ? null : row.Files == FilesOf(command, seal) ? row.Added : throw new NotAcceptedException("idempotency-key-reused");
    }

    public void Note(AddRecords command, CaseSeal seal, int added)
    {
        if (KeyOf(command, seal) is { } key)
        {
            db.Uploads.Add(new() { CaseId = command.CaseId, Key = key, Files = FilesOf(command, seal), Added = added, At = clock.GetUtcNow() });
        }
    }

    private string? KeyOf(AddRecords command, CaseSeal seal) =>
        command.IdempotencyKey is { } key ? seal.Digest(Encoding.UTF8.GetBytes($"{actor.Known.Id}\n{key}")) : null;

    private static string FilesOf(AddRecords command, CaseSeal seal) =>
        seal.Digest(Encoding.UTF8.GetBytes(string.Join('\n', command.Files.Select(f => $"{seal.Digest(f.Content.Span)} {f.Name}"))));
}
