using System.Text;

namespace Navis.Personalize.Application.Storage;

/// <summary>A file that only its owner may read, written whole or not at all.</summary>
internal static class KeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <exception cref="InvalidDataException">The file is missing, or others may read it.</exception>
    public static string Read(string path)
    {
        var name = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"The key file {name} is missing. Restore it from your backup; without it nothing that is stored can be read.");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != UnixFileMode.None)
        {
            throw new InvalidDataException($"Others may read the key file {name}. Run 'chmod 600' on it, then start again.");
        }

        return File.ReadAllText(path);
    }

    /// <summary>Replaces the file in one step; what stood in it before is written over as far as the disk lets us.</summary>
    public static void Write(string path, string text)
    {
        using var before = File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete) : null;
        var fresh = path + ".new";
        File.Delete(fresh);
        using (var file = Create(fresh))
        {
            file.Write(Encoding.ASCII.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
        if (before is not null)
        {
            before.Write(new byte[before.Length]);
            before.Flush(flushToDisk: true);
        }
    }

    /// <summary>A new file for its owner only.</summary>
    /// <exception cref="IOException">There is such a file.</exception>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new(path, options);
    }
}
