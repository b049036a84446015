using System.Diagnostics;
using System.Formats.Tar;
using System.Text;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Application.Content;

/// <summary>The content folders as they were at a revision of the repository that holds them.</summary>
public sealed class GitContentSource : IContentSource
{
    private readonly SortedDictionary<string, string> files;

    private GitContentSource(SortedDictionary<string, string> files) => this.files = files;

    /// <summary>Reads a revision.</summary>
    /// <param name="root">Content root, inside the repository.</param>
    /// <param name="revision">Revision such as <c>HEAD~1</c> or a tag.</param>
    /// <returns>The content, or null when there is no such revision, or no git.</returns>
    public static GitContentSource? Read(string root, string revision)
    {
        if (revision.StartsWith('-'))
        {
            return null;
        }

        var start = new ProcessStartInfo("git", ["-C", root, "archive", "--format=tar", revision, "rules", "seeds"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
            using var copy = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(copy);
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                return null;
            }

            copy.Position = 0;
            using var tar = new TarReader(copy);
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry is { DataStream: { } data, EntryType: TarEntryType.RegularFile or TarEntryType.V7RegularFile })
                {
                    using var reader = new StreamReader(data, Encoding.UTF8);
                    found[entry.Name] = reader.ReadToEnd();
                }
            }

            return new(found);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string folder) => [.. files.Keys.Where(f => f.StartsWith(folder + "/", StringComparison.Ordinal))];

    /// <inheritdoc/>
    public string Read(string path) => files.GetValueOrDefault(path) ?? throw new ContentException(path, 1, "This content file is not part of that revision.");
}
