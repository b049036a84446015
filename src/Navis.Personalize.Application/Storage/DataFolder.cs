namespace Navis.Personalize.Application.Storage;

/// <summary>The one folder that holds everything: database, accounts, key file. Only its owner may enter it.</summary>
public sealed class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public DataFolder(string path) => FullPath = Path.GetFullPath(path);

    public string FullPath { get; }

    /// <summary>Where data lies when nobody says where: the user's own folder for it.</summary>
    public static string Default(bool demo) => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        demo ? "navis-personalize-demo" : "navis-personalize");

    public string Database => Path.Combine(FullPath, "cases.db");

    public string Accounts => Path.Combine(FullPath, "accounts.db");

    public string KeyFile => Path.Combine(FullPath, "master.key");

    /// <summary>Keys that protect cookies and forms.</summary>
    public string SessionKeys => Path.Combine(FullPath, "session-keys");

    public void Create()
    {
        foreach (var folder in (string[])[FullPath, SessionKeys])
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, OwnerOnly);
            }
        }
    }

    /// <summary>Holds the folder for one program. Dispose to let go; the system lets go of it when the program dies.</summary>
    /// <exception cref="IOException">Another program holds it.</exception>
    public FileStream Hold() => new(Path.Combine(FullPath, "server.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
