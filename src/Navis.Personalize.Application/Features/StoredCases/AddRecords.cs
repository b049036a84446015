using System.Collections.Immutable;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Jobs;
using Navis.Personalize.Application.Storage;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Application.Features.StoredCases;

/// <summary>Adds files to a case and has them read. A file that the case already has is not added again, so that a second try does no harm.</summary>
[Requires(Permission.AddRecords)]
public sealed record AddRecords(Guid CaseId, ImmutableArray<SourceFile> Files) : ICommand<int>, ICaseMessage, IChecked
{
    public const int MaximumFiles = 100;
    public const long MaximumBytes = 64L << 20;
    private const int MaximumName = 200;

    /// <summary>Names this upload: sent again within a day with the same files, it gets the same answer; with others, it is refused. Null: every upload is its own.</summary>
    public string? IdempotencyKey { get; init; }

    public string? Problem() =>
        Files.IsDefaultOrEmpty || Files.All(f => f.Content.IsEmpty) ? "no-files"
        : Files.Length > MaximumFiles ? "too-many-files"
        : Files.Sum(f => (long)f.Content.Length) > MaximumBytes ? "too-large"
        : Files.Any(f => f.Name.Length > MaximumName) ? "name-too-long"
        : IdempotencyKey is { } key && (key.Length is 0 or > 100 || key.Any(c => c is < '!' or > '~')) ? "idempotency-key"
        : null;
}

internal sealed class AddRecordsHandler(NavisDb db, CaseVault vault, CaseBook book, UploadKeys uploads, CurrentActor actor, TimeProvider clock) : ICommandHandler<AddRecords, int>
{
    public async ValueTask<int> Handle(AddRecords command, CancellationToken cancellationToken)
    {
        var row = await book.RowAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        var seal = await vault.OpenAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        if (await uploads.EarlierAsync(command, seal, cancellationToken).ConfigureAwait(false) is { } earlier)
        {
            return earlier;
        }

        var present = await db.Files.Where(f => f.CaseId == command.CaseId).Select(f => new { f.Digest, f.Number }).ToListAsync(cancellationToken).ConfigureAwait(false);
        if (present.Count + command.Files.Length > AddRecords.MaximumFiles * 5)
        {
            throw new NotAcceptedException("too-many-files");
        }

        var known = present.Select(p => p.Digest).ToHashSet(StringComparer.Ordinal);
        var number = present.Count == 0 ? 0 : present.Max(p => p.Number);
        var added = 0;
        foreach (var file in command.Files.Where(f => !f.Content.IsEmpty))
        {
            var digest = seal.Digest(file.Content.Span);
            if (!known.Add(digest))
            {
                continue;
            }

            var id = Guid.NewGuid();
            db.Files.Add(new()
            {
                Id = id,
                CaseId = command.CaseId,
                Number = ++number,
                Name = seal.Seal(Purpose.FileName(id), BareName(file.Name)),
                Content = seal.Seal(Purpose.FileContent(id), file.Content.Span),
                Size = file.Content.Length,
                Digest = digest,
                AddedAt = clock.GetUtcNow(),
                AddedBy = actor.Known.Id,
            });
            added++;
        }

        if (added > 0)
        {
            row.RecordVersion++;
            db.Jobs.Add(ReadingJobs.New(row.Id, row.RecordVersion, clock.GetUtcNow()));
        }

        uploads.Note(command, seal, added);
        return added;
    }

    // Some browsers send a path.
    private static string BareName(string name)
    {
        var bare = name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        return bare.Length == 0 ? "record" : bare;
    }
}
