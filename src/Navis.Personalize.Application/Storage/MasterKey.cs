using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Navis.Personalize.Application.Storage;

/// <summary>The key that wraps the keys of cases and chains the audit, with what is left of the keys before it.</summary>
/// <remarks>
/// A line each: <c>2 key BASE64</c> is a secret of 32 bytes; <c>1 retired BASE64</c> is all that a retired one leaves: what it takes to check
/// the lines of the audit that were written under it. The newest is the one in use. A file with nothing but BASE64 is version 1.
/// </remarks>
public sealed class MasterKey
{
    private const int Size = 32;
    private const string Whole = "key";
    private const string Gone = "retired";

    private readonly ImmutableSortedDictionary<int, Entry> entries;

    private MasterKey(ImmutableSortedDictionary<int, Entry> entries) => this.entries = entries;

    /// <summary>The version in use: what is sealed from now on is sealed with it.</summary>
    public int Current => entries.Keys.Last();

    /// <summary>Versions that still open something, oldest first. More than one: a rotation has begun and is not finished.</summary>
    public ImmutableArray<int> Open => [.. entries.Where(e => e.Value.Secret is not null).Select(e => e.Key)];

    /// <summary>Opens the key file, or makes one where there is none.</summary>
    /// <exception cref="InvalidDataException">The file is no key, or others may read it; the message says what to do.</exception>
    public static MasterKey OpenOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            KeyFile.Write(path, With(ImmutableSortedDictionary<int, Entry>.Empty, 1).Text);
        }

        return OpenFile(path);
    }

    /// <summary>Opens the key file.</summary>
    /// <exception cref="InvalidDataException">The file is missing, is no key, or others may read it.</exception>
    public static MasterKey OpenFile(string path) =>
        Parse(KeyFile.Read(path)) ?? throw new InvalidDataException($"The key file {Path.GetFileName(path)} is damaged. Restore it from your backup.");

    /// <summary>The same keys and a new one, which is then in use.</summary>
    internal MasterKey WithNew() => With(entries, Current + 1);

    /// <summary>The newest key, and of the others only what checks the audit.</summary>
    internal MasterKey WithoutOld() => new(entries.ToImmutableSortedDictionary(e => e.Key, e => e.Key == Current ? e.Value : e.Value with { Secret = null }));

    /// <summary>The lines of the file.</summary>
    internal string Text => string.Concat(entries.Select(e => string.Create(
        CultureInfo.InvariantCulture, $"{e.Key} {(e.Value.Secret is null ? Gone : Whole)} {Convert.ToBase64String(e.Value.Secret ?? e.Value.Chaining)}\n")));

    /// <summary>Whether a version was retired: nothing can be sealed with it any more.</summary>
    internal bool IsRetired(int version) => entries.TryGetValue(version, out var entry) && entry.Secret is null;

    /// <summary>Wraps the key of a case with the key in use.</summary>
    internal byte[] Wrap(Guid caseId, byte[] caseKey) => Seal($"key/{caseId:N}", caseKey);

    internal byte[] Unwrap(Guid caseId, int version, byte[] wrapped) => Unseal($"key/{caseId:N}", version, wrapped);

    /// <summary>Seals with the key in use.</summary>
    internal byte[] Seal(string purpose, byte[] plain) => Sealing.Seal(WrappingOf(Current), purpose, plain);

    internal byte[] Unseal(string purpose, int version, byte[] sealedBytes) => Sealing.Open(WrappingOf(version), purpose, sealedBytes);

    internal string Chain(int version, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Find(version).Chaining, Encoding.UTF8.GetBytes(text)));

    private static MasterKey With(ImmutableSortedDictionary<int, Entry> before, int version) => new(before.Add(version, Entry.Of(RandomNumberGenerator.GetBytes(Size))));

    private static MasterKey? Parse(string text)
    {
        var found = ImmutableSortedDictionary.CreateBuilder<int, Entry>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (number, kind, code) = line.Split(' ') switch
            {
                [var only] => ("1", Whole, only),
                [var n, var k, var c] => (n, k, c),
                _ => ("", "", ""),
            };
            var bytes = new byte[Size];
            if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version) || found.ContainsKey(version)
                || !Convert.TryFromBase64String(code, bytes, out var read) || read != Size || kind is not (Whole or Gone))
            {
                return null;
            }

            found[version] = kind == Whole ? Entry.Of(bytes) : new(null, [], bytes);
        }

        return found.Count > 0 && found.Last().Value.Secret is not null ? new(found.ToImmutable()) : null;
    }

    private byte[] WrappingOf(int version) => Find(version) is { Secret: not null } entry
        ? entry.Wrapping
        : throw new InvalidDataException($"Version {version} of the master key was retired, and something is still sealed with it. Restore the key file from your backup.");

    private Entry Find(int version) => entries.TryGetValue(version, out var entry)
        ? entry
        : throw new InvalidDataException($"Version {version} of the master key is not in the key file. Take the newest key file, then start again.");

    // One secret, two uses, each with its own key (RFC 5869).
    private sealed record Entry(byte[]? Secret, byte[] Wrapping, byte[] Chaining)
    {
        public static Entry Of(byte[] secret) => new(
            secret,
            HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Size, info: "navis/wrap/1"u8.ToArray()),
            HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Size, info: "navis/audit/1"u8.ToArray()));
    }
}
