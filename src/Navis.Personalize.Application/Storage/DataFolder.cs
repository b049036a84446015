namespace Navis.Personalize.Application.Storage;

/// <summary>The folder that holds everything, or everything but the database: cases, accounts, key file. Only its owner may enter it.</summary>
public sealed class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The environment variable that names the key file, where it is not in the folder.</summary>
    public const string KeyVariable = "NAVIS_MASTER_KEY_FILE";

    public DataFolder(string path, string? keyFile = null)
    {
        FullPath = Path.GetFullPath(path);
        KeyFile = string.IsNullOrEmpty(keyFile) ? Path.Combine(FullPath, "master.key") : Path.GetFullPath(keyFile);
    }

    public string FullPath { get; }

    /// <summary>Where data lies when nobody says where: the user's own folder for it.</summary>
    public static string Default(bool demo) => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        demo ? "navis-personalize-demo" : "navis-personalize");

    public string Database => Path.Combine(FullPath, "cases.db");

    public string Accounts => Path.Combine(FullPath, "accounts.db");

    /// <summary>When the next job is due; it can be made again from the database of cases.</summary>
    public string Jobs => Path.Combine(FullPath, "jobs.db");

    /// <summary>The master key: in the folder, or where a site keeps it for all its machines.</summary>
    public string KeyFile { get; }

    public void Create()
    {
        CreateOwnerOnly(FullPath);

        // Session keys lay open here once; they are sealed in the database now.
        var open = new DirectoryInfo(Path.Combine(FullPath, "session-keys"));
        if (open.Exists)
        {
            open.Delete(recursive: true);
        }
    }

    /// <summary>Makes a folder that only its owner may enter, where there is none.</summary>
    internal static string CreateOwnerOnly(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }

        return path;
    }

    /// <summary>Holds the folder for one program. Dispose to let go; the system lets go of it when the program dies.</summary>
    /// <exception cref="IOException">Another program holds it.</exception>
    public FileStream Hold() => new(Path.Combine(FullPath, "server.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
