using System.Security.Cryptography;
using System.Text;

namespace Navis.Personalize.Web.Accounts;

/// <summary>The code of a link that works once: 160 random bits, of which only the hash is kept.</summary>
internal static class OneTimeCode
{
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    public static string HashOf(string? code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code ?? "")));
}
