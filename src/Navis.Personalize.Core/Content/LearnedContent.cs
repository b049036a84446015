using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Navis.Personalize.Core.Content;

/// <summary>The learned parts of the content, <c>rules/learned</c>: numbers that <c>navis train</c> wrote.</summary>
public static class LearnedContent
{
    private const string Folder = "rules/learned";

    /// <summary>Each learned part by its name, with the first 12 hex digits of the SHA-256 of its text.</summary>
    /// <param name="content">Content.</param>
    public static ImmutableSortedDictionary<string, string> Hashes(IContentSource content) => content.List(Folder)
        .Where(static p => p.LastIndexOf('/') == Folder.Length && !p.EndsWith(".md", StringComparison.Ordinal))
        .ToImmutableSortedDictionary(static p => p[(Folder.Length + 1)..p.LastIndexOf('.')], p => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.Read(p))))[..12], StringComparer.Ordinal);
}
