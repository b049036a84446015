using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace Navis.Personalize.Application.Storage.Backups;

/// <summary>What a backup says of itself: a zip file with this as <see cref="Entry"/>, and the files that it lists.</summary>
/// <param name="Format">Version of this form.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="Files">The other files, each with size and SHA-256.</param>
/// <param name="AuditLines">Lines of the audit in it.</param>
/// <param name="AuditHead">Hash of the last of them.</param>
/// <param name="KeyVersion">Version of the master key that opens it.</param>
internal sealed record BackupManifest(int Format, DateTimeOffset MadeAt, ImmutableArray<BackupFile> Files, long AuditLines, string AuditHead, int KeyVersion)
{
    public const int CurrentFormat = 1;
    public const string Entry = "manifest.json";
    public const string Cases = "cases.db";
    public const string Accounts = "accounts.db";
    public const string Dump = "database.dump";
    public const string Key = "master.key";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public bool IsOfPostgres => Files.Any(f => f.Name == Dump);

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <exception cref="InvalidDataException">It is none of ours.</exception>
    public static BackupManifest Read(Stream stream)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<BackupManifest>(stream, Options);
            return manifest is { Format: CurrentFormat, Files.IsDefaultOrEmpty: false } && manifest.Files.All(f => f.Name is Cases or Accounts or Dump or Key)
                ? manifest
                : throw new InvalidDataException("The backup is of a version that this program does not know. Restore it with the program that made it.");
        }
        catch (JsonException e)
        {
            throw Damaged(Entry, e);
        }
    }

    public static InvalidDataException Damaged(string entry, Exception? cause = null) => new($"The backup is damaged: {entry} in it is not what was backed up. Nothing was restored. Take another backup.", cause);
}

/// <summary>A file of a backup.</summary>
internal sealed record BackupFile(string Name, long Size, string Sha256)
{
    public static async Task<BackupFile> OfAsync(string path, string name, CancellationToken cancellation)
    {
        var file = File.OpenRead(path);
        await using (file.ConfigureAwait(false))
        {
            return new(name, file.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation).ConfigureAwait(false)));
        }
    }
}
