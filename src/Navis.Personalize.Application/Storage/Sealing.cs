using System.Security.Cryptography;
using System.Text;

namespace Navis.Personalize.Application.Storage;

/// <summary>AES-256-GCM: <c>version | nonce 12 | tag 16 | ciphertext</c>. The purpose is authenticated, so that a sealed value can't be moved to another place.</summary>
internal static class Sealing
{
    private const byte Version = 1;
    private const int Nonce = 12;
    private const int Tag = 16;
    private const int Head = 1 + Nonce + Tag;

    public static byte[] Seal(byte[] key, string purpose, ReadOnlySpan<byte> plain)
    {
        var sealedBytes = new byte[Head + plain.Length];
        sealedBytes[0] = Version;
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(1, Nonce));
        using var cipher = new AesGcm(key, Tag);
        cipher.Encrypt(sealedBytes.AsSpan(1, Nonce), plain, sealedBytes.AsSpan(Head), sealedBytes.AsSpan(1 + Nonce, Tag), Encoding.UTF8.GetBytes(purpose));
        return sealedBytes;
    }

    /// <exception cref="CryptographicException">Another key, another purpose, or changed bytes.</exception>
    public static byte[] Open(byte[] key, string purpose, ReadOnlySpan<byte> sealedBytes)
    {
        if (sealedBytes.Length < Head || sealedBytes[0] != Version)
        {
            throw new CryptographicException("This is not a sealed value of a version that is known here.");
        }

        var plain = new byte[sealedBytes.Length - Head];
        using var cipher = new AesGcm(key, Tag);
        cipher.Decrypt(sealedBytes.Slice(1, Nonce), sealedBytes[Head..], sealedBytes.Slice(1 + Nonce, Tag), plain, Encoding.UTF8.GetBytes(purpose));
        return plain;
    }
}

/// <summary>The open key of one case.</summary>
internal sealed class CaseSeal(byte[] key)
{
    public byte[] Seal(string purpose, string words) => Sealing.Seal(key, purpose, Encoding.UTF8.GetBytes(words));

    public byte[] Seal(string purpose, ReadOnlySpan<byte> plain) => Sealing.Seal(key, purpose, plain);

    public byte[] Open(string purpose, byte[] sealedBytes) => Sealing.Open(key, purpose, sealedBytes);

    public string OpenWords(string purpose, byte[] sealedBytes) => Encoding.UTF8.GetString(Open(purpose, sealedBytes));

    /// <summary>Keyed digest, hex.</summary>
    public string Digest(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(HMACSHA256.HashData(key, content));
}

/// <summary>What a sealed value is for: the associated data of its seal.</summary>
internal static class Purpose
{
    public const string Title = "title";
    public const string Reading = "reading";
    public const string AnswerMark = "answer-mark";

    public static string SessionKey(Guid key) => $"session-key/{key:N}";

    public static string FileName(Guid file) => $"file-name/{file:N}";

    public static string FileContent(Guid file) => $"file-content/{file:N}";

    public static string Decision(int number) => $"decision/{number}";

    public static string Signature(int number) => $"signature/{number}";

    public static string Notice(Guid notice) => $"notice/{notice:N}";

    public static string Report(Guid report) => $"report/{report:N}";

    public static string Note(string name) => $"note/{name}";

    public static string ReportAnswer(Guid report) => $"report-answer/{report:N}";
}
