using System.IO.Compression;
using System.Text;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Application.Content;

/// <summary>The content folders out of an archive that somebody hands in; read into memory, within limits, and nothing but text.</summary>
public sealed class ZipContentSource : IContentSource
{
    private const int MostFiles = 20_000;
    private const int LongestFile = 8 << 20;
    private const long LongestOfAll = 64L << 20;

    private readonly SortedDictionary<string, string> files;

    private ZipContentSource(SortedDictionary<string, string> files) => this.files = files;

    /// <summary>Reads an archive that holds <c>rules/</c> and <c>seeds/</c>, alone or in one folder.</summary>
    /// <exception cref="InvalidDataException">It is no archive, too large, or holds no rules.</exception>
    public static ZipContentSource Read(Stream archive)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var left = LongestOfAll;
        using var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.Entries.Count > MostFiles)
        {
            throw new InvalidDataException("The archive holds too many files.");
        }

        foreach (var entry in zip.Entries)
        {
            if (PathOf(entry.FullName) is not { } path)
            {
                continue;
            }

            // What an archive says of its sizes may be wrong: the bytes are counted as they come.
            using var stream = entry.Open();
            using var copy = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                left -= read;
                if (left < 0 || copy.Length + read > LongestFile)
                {
                    throw new InvalidDataException("The archive is too large.");
                }

                copy.Write(buffer, 0, read);
            }

            found[path] = Encoding.UTF8.GetString(copy.GetBuffer(), 0, (int)copy.Length);
        }

        return found.Keys.Any(k => k.StartsWith("rules/", StringComparison.Ordinal)) ? new(found) : throw new InvalidDataException("The archive holds no folder 'rules'.");
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string folder) => [.. files.Keys.Where(f => f.StartsWith(folder + "/", StringComparison.Ordinal))];

    /// <inheritdoc/>
    public string Read(string path) => files.GetValueOrDefault(path) ?? throw new ContentException(path, 1, "This content file is not part of the archive.");

    // rules/x.yaml, or the same in one folder: navis-2026.12/rules/x.yaml
    private static string? PathOf(string name)
    {
        var parts = name.Replace('\\', '/').Split('/');
        var at = Array.FindIndex(parts, p => p is "rules" or "seeds");
        return at is 0 or 1 && parts.Length > at + 1 && parts[^1].Length > 0 && !parts.Contains("..") ? string.Join('/', parts[at..]) : null;
    }
}
