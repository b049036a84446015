using System.Security.Cryptography;
using System.Text;

namespace Navis.Personalize.Application.Storage;

/// <summary>The key that wraps the keys of cases and chains the audit: 32 random bytes in a file that only its owner may read.</summary>
public sealed class MasterKey
{
    private const int Size = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly byte[] wrapping;
    private readonly byte[] chaining;

    private MasterKey(byte[] secret)
    {
        // One secret, two uses, each with its own key (RFC 5869).
        wrapping = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Size, info: "navis/wrap/1"u8.ToArray());
        chaining = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Size, info: "navis/audit/1"u8.ToArray());
        CryptographicOperations.ZeroMemory(secret);
    }

    /// <summary>Opens the key file, or makes one where there is none.</summary>
    /// <exception cref="InvalidDataException">The file is no key, or others may read it; the message says what to do.</exception>
    public static MasterKey OpenOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnerOnly;
            }

            using var file = new FileStream(path, options);
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size)) + "\n"));
            file.Flush(flushToDisk: true);
        }

        return Open(path);
    }

    /// <summary>Opens the key file.</summary>
    /// <exception cref="InvalidDataException">The file is missing, is no key, or others may read it.</exception>
    public static MasterKey Open(string path)
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

        var bytes = new byte[Size];
        return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), bytes, out var read) && read == Size
            ? new(bytes)
            : throw new InvalidDataException($"The key file {name} is damaged. Restore it from your backup.");
    }

    internal byte[] Wrap(Guid caseId, byte[] caseKey) => Sealing.Seal(wrapping, $"key/{caseId:N}", caseKey);

    internal byte[] Unwrap(Guid caseId, byte[] wrapped) => Sealing.Open(wrapping, $"key/{caseId:N}", wrapped);

    internal string Chain(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(chaining, Encoding.UTF8.GetBytes(text)));
}
