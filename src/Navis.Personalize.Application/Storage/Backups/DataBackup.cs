using System.Collections.Immutable;
using System.IO.Compression;
using Navis.Personalize.Application.Features.Audit;

namespace Navis.Personalize.Application.Storage.Backups;

/// <summary>What a backup holds.</summary>
public sealed record BackupReport(long Bytes, long AuditLines, string AuditHead, bool AuditSound, bool WithKey);

/// <summary>Writes a copy of cases and accounts as they are at one moment, while the program runs. The master key is not in it unless that is asked for.</summary>
public static class DataBackup
{
    /// <exception cref="InvalidDataException">There is no database or no key, or the tool of PostgreSQL is missing.</exception>
    /// <exception cref="IOException">The file is there already, or can't be written.</exception>
    public static async Task<BackupReport> WriteAsync(DatabasePlace place, string target, bool withKey, TimeProvider clock, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(clock);
        if (File.Exists(target))
        {
            throw new InvalidDataException($"There is a file {Path.GetFileName(target)} already; a backup writes over nothing. Name another with --out.");
        }

        if (place.Postgres is null && !File.Exists(place.Folder.Database))
        {
            throw new InvalidDataException("There is no case database in this folder. Name the folder with --data, or the database with --database.");
        }

        var master = MasterKey.OpenFile(place.Folder.KeyFile);
        var work = DataFolder.CreateOwnerOnly(target + ".making");
        try
        {
            var verdict = place.Postgres is null
                ? await CopyFilesAsync(place, master, work, cancellation).ConfigureAwait(false)
                : await PostgresDump.WriteAsync(place, master, Path.Combine(work, BackupManifest.Dump), cancellation).ConfigureAwait(false);
            if (withKey)
            {
                File.Copy(place.Folder.KeyFile, Path.Combine(work, BackupManifest.Key));
            }

            var files = ImmutableArray.CreateBuilder<BackupFile>();
            foreach (var path in Directory.GetFiles(work).Order(StringComparer.Ordinal))
            {
                files.Add(await BackupFile.OfAsync(path, Path.GetFileName(path), cancellation).ConfigureAwait(false));
            }

            var manifest = new BackupManifest(BackupManifest.CurrentFormat, clock.GetUtcNow(), files.ToImmutable(), verdict.Lines, verdict.Head, master.Current);
            var packed = Path.Combine(work, "packed");
            await PackAsync(manifest, work, packed, cancellation).ConfigureAwait(false);
            File.Move(packed, target, overwrite: false);
            return new(new FileInfo(target).Length, verdict.Lines, verdict.Head, verdict.Sound, withKey);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    // Cases first: then every owner of a case has an account in the copy. Each file is copied in one read of the database.
    private static async Task<AuditVerdict> CopyFilesAsync(DatabasePlace place, MasterKey master, string work, CancellationToken cancellation)
    {
        foreach (var (source, name) in (ReadOnlySpan<(string, string)>)[(place.Folder.Database, BackupManifest.Cases), (place.Folder.Accounts, BackupManifest.Accounts)])
        {
            CopyFile(source, Path.Combine(work, name));
        }

        var copy = new DatabasePlace(new(work)).OpenExisting();
        await using (copy.ConfigureAwait(false))
        {
            return await AuditCheck.VerifyAsync(copy, master, null, cancellation).ConfigureAwait(false);
        }
    }

    private static void CopyFile(string source, string target)
    {
        if (!File.Exists(source))
        {
            throw new InvalidDataException($"There is no {Path.GetFileName(source)} in this folder. Name the folder with --data.");
        }

        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"{DatabasePlace.ConnectionTo(source)};Pooling=False");
        connection.Open();
        using var copy = connection.CreateCommand();
        copy.CommandText = "VACUUM INTO $target";
        copy.Parameters.AddWithValue("$target", target);
        copy.ExecuteNonQuery();
    }

    private static async Task PackAsync(BackupManifest manifest, string work, string packed, CancellationToken cancellation)
    {
        var file = KeyFile.Create(packed);
        await using (file.ConfigureAwait(false))
        {
            using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            {
                await AddAsync(zip, BackupManifest.Entry, new MemoryStream(manifest.ToBytes()), CompressionLevel.NoCompression, cancellation).ConfigureAwait(false);
                foreach (var entry in manifest.Files)
                {
                    // What is sealed can't be made smaller.
                    await AddAsync(zip, entry.Name, File.OpenRead(Path.Combine(work, entry.Name)), CompressionLevel.Fastest, cancellation).ConfigureAwait(false);
                }
            }

            file.Flush(flushToDisk: true);
        }
    }

    private static async Task AddAsync(ZipArchive zip, string name, Stream content, CompressionLevel level, CancellationToken cancellation)
    {
        await using (content.ConfigureAwait(false))
        {
            var entry = zip.CreateEntry(name, level).Open();
            await using (entry.ConfigureAwait(false))
            {
                await content.CopyToAsync(entry, cancellation).ConfigureAwait(false);
            }
        }
    }
}
