using System.Globalization;
using System.Text;

namespace Navis.Personalize.Formats.Zip;

/// <summary>Names of archive members: how they are decoded, shown, and what they tell.</summary>
internal static class MemberNames
{
    private const int MaximumShown = 300;

    /// <summary>For names that are not marked as UTF-8: UTF-8 where they are that all the same, else code page 437 as the format says (APPNOTE 6.3.10, appendix D).</summary>
    public static Encoding Encoding { get; } = new Utf8OrDos();

    /// <summary>A name fit for messages and terminals: no control or direction characters, forward slashes, not without end.</summary>
    /// <param name="name">Name in the archive.</param>
    public static string Shown(string name)
    {
        var plain = string.Create(Math.Min(name.Length, MaximumShown), name, static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = CharUnicodeInfo.GetUnicodeCategory(source[i]) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? '?'
                    : source[i] is '\\' ? '/' : source[i];
            }
        });
        return plain;
    }

    /// <summary>Whether unpacking by the name would write outside the archive's folder.</summary>
    /// <param name="name">Name in the archive.</param>
    public static bool LeadsOut(string name)
    {
        var path = name.Replace('\\', '/');
        return path.StartsWith('/') || path.Contains(':', StringComparison.Ordinal) || path.Split('/').Contains("..", StringComparer.Ordinal);
    }

    /// <summary>What operating systems leave behind.</summary>
    /// <param name="name">Name in the archive.</param>
    public static bool IsSystemFile(string name) => name.StartsWith("__MACOSX/", StringComparison.Ordinal) || Path.GetFileName(name) is ".DS_Store" or "Thumbs.db" or "desktop.ini";

    /// <summary>Whether a member is the start page, the instructions or the list of an XDM package (IHE ITI TF-2, 3.32.4.1.2).</summary>
    /// <param name="name">Name in the archive.</param>
    /// <param name="package">What stands before the package's own folder: empty, or a path with a slash at its end.</param>
    public static bool IsInstruction(string name, string package)
    {
        if (!name.StartsWith(package, StringComparison.Ordinal))
        {
            return false;
        }

        var own = name.AsSpan(package.Length);
        return own.Contains('/') ? own.EndsWith("/METADATA.XML", StringComparison.OrdinalIgnoreCase)
            : own.StartsWith("INDEX.HTM", StringComparison.OrdinalIgnoreCase) || own.StartsWith("README", StringComparison.OrdinalIgnoreCase);
    }

    private sealed class Utf8OrDos : Encoding
    {
        private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        private static readonly Encoding Dos = CodePagesEncodingProvider.Instance.GetEncoding(437)!;

        public override int GetCharCount(byte[] bytes, int index, int count) => Of(bytes.AsSpan(index, count)).GetCharCount(bytes, index, count);

        public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) => Of(bytes.AsSpan(byteIndex, byteCount)).GetChars(bytes, byteIndex, byteCount, chars, charIndex);

        public override int GetByteCount(char[] chars, int index, int count) => Strict.GetByteCount(chars, index, count);

        public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) => Strict.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

        public override int GetMaxByteCount(int charCount) => Strict.GetMaxByteCount(charCount);

        public override int GetMaxCharCount(int byteCount) => byteCount + 1;

        private static Encoding Of(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes) ? Strict : Dos;
    }
}
