using System.IO.Compression;
using System.Security.Cryptography;
using Navis.Personalize.Application.Features.Audit;

namespace Navis.Personalize.Application.Storage.Backups;

/// <summary>What was restored.</summary>
/// <param name="KeyVersion">Version of the master key that opens it.</param>
/// <param name="Audit">The check of the restored audit, or null where there is no key to check it with.</param>
public sealed record RestoreReport(int KeyVersion, AuditVerdict? Audit);

/// <summary>Brings a backup back into a folder, and a database, in which nothing is yet. All of it, or nothing.</summary>
public static class DataRestore
{
    /// <param name="source">The backup.</param>
    /// <param name="place">Where to; the folder and the database must be empty.</param>
    /// <param name="keyFile">The master key, where it is not in the backup; null to put it there later.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InvalidDataException">The backup is damaged, the place is not empty, or the audit does not verify: the message names which.</exception>
    public static async Task<RestoreReport> RunAsync(string source, DatabasePlace place, string? keyFile, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(place);
        var folder = place.Folder.FullPath;
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new InvalidDataException("The folder is not empty; a restore writes over nothing. Name an empty or new folder with --data.");
        }

        if (!File.Exists(source))
        {
            throw new InvalidDataException($"There is no backup {Path.GetFileName(source)}.");
        }

        var work = DataFolder.CreateOwnerOnly(Path.TrimEndingDirectorySeparator(folder) + ".restoring");
        try
        {
            var manifest = await UnpackAsync(source, work, cancellation).ConfigureAwait(false);
            if (manifest.IsOfPostgres != place.Postgres is not null)
            {
                throw new InvalidDataException(manifest.IsOfPostgres ? "This is a backup of a PostgreSQL database. Name an empty one with --database." : "This is a backup of files. Leave --database out.");
            }

            var key = Path.Combine(work, BackupManifest.Key);
            if (keyFile is not null)
            {
                MasterKey.OpenFile(keyFile);
                File.Copy(keyFile, key, overwrite: true);
            }

            var verdict = await CheckAsync(manifest, place, work, File.Exists(key) ? MasterKey.OpenFile(key) : null, cancellation).ConfigureAwait(false);
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder);
            }

            Directory.Move(work, folder);
            return new(manifest.KeyVersion, verdict);
        }
        finally
        {
            if (Directory.Exists(work))
            {
                Directory.Delete(work, recursive: true);
            }
        }
    }

    private static async Task<BackupManifest> UnpackAsync(string source, string work, CancellationToken cancellation)
    {
        using var zip = Open(source);
        using var description = (zip.GetEntry(BackupManifest.Entry) ?? throw BackupManifest.Damaged(BackupManifest.Entry)).Open();
        var manifest = BackupManifest.Read(description);
        foreach (var file in manifest.Files)
        {
            await UnpackAsync(zip, file, Path.Combine(work, file.Name), cancellation).ConfigureAwait(false);
        }

        return manifest;
    }

    private static ZipArchive Open(string source)
    {
        try
        {
            return ZipFile.OpenRead(source);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{Path.GetFileName(source)} is no backup, or was cut off. Nothing was restored. Take another backup.", e);
        }
    }

    private static async Task UnpackAsync(ZipArchive zip, BackupFile file, string path, CancellationToken cancellation)
    {
        var entry = zip.GetEntry(file.Name);
        if (entry is null || entry.Length != file.Size)
        {
            throw BackupManifest.Damaged(file.Name);
        }

        try
        {
            var target = KeyFile.Create(path);
            await using (target.ConfigureAwait(false))
            {
                var content = entry.Open();
                await using (content.ConfigureAwait(false))
                {
                    await content.CopyToAsync(target, cancellation).ConfigureAwait(false);
                }

                target.Flush(flushToDisk: true);
                target.Position = 0;
                if (Convert.ToHexStringLower(await SHA256.HashDataAsync(target, cancellation).ConfigureAwait(false)) != file.Sha256)
                {
                    throw BackupManifest.Damaged(file.Name);
                }
            }
        }
        catch (InvalidDataException e)
        {
            // The archive's own check may say it before ours, in words of its own.
            throw BackupManifest.Damaged(file.Name, e);
        }
    }

    private static async Task<AuditVerdict?> CheckAsync(BackupManifest manifest, DatabasePlace place, string work, MasterKey? master, CancellationToken cancellation)
    {
        if (place.Postgres is { } connection)
        {
            var dump = Path.Combine(work, BackupManifest.Dump);
            await PostgresDump.RestoreAsync(connection, dump, cancellation).ConfigureAwait(false);
            File.Delete(dump);
        }

        if (master is null)
        {
            return null;
        }

        var db = (place with { Folder = new(work) }).OpenExisting();
        await using (db.ConfigureAwait(false))
        {
            var verdict = await AuditCheck.VerifyAsync(db, master, manifest.AuditLines > 0 ? manifest.AuditHead : null, cancellation).ConfigureAwait(false);
            return verdict.Sound ? verdict : throw new InvalidDataException(
                place.Postgres is null ? "The audit in the backup does not verify with this key. Nothing was restored. Take the key file of that time, or another backup." : "The audit in the backup does not verify with this key. Empty the database, then take the key file of that time, or another backup.");
        }
    }
}
