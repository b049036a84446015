using System.Collections.Immutable;
using System.Text;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Door;

namespace Navis.Personalize.Formats.Text;

/// <summary>Reads plain text: UTF-8, UTF-16 and UTF-32 with or without mark, else Windows-1252. A form feed starts a new page; nothing else is changed,
/// so that offsets are those of the decoded file.</summary>
public sealed class PlainTextReader : IDocumentReader
{
    /// <summary>How much of the file is looked at to tell text from other content.</summary>
    private const int SampleBytes = 64 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <inheritdoc/>
    public bool CanRead(SourceFile file) => Decode(file.Content.Span[..Math.Min(SampleBytes, file.Content.Length)]) is { } sample && LooksLikeText(sample);

    /// <inheritdoc/>
    public ImmutableArray<SourceDocument> Read(SourceFile file, string documentId)
    {
        if (Decode(file.Content.Span) is not { } text || !LooksLikeText(text))
        {
            return [DocumentDoor.Unread(file, documentId, "TEXT-BINARY", "The file begins like text but is not. Export the report again as text or PDF.")];
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return [DocumentDoor.Unread(file, documentId, "FILE-EMPTY", "The file holds no words. Download or copy it again, then add it once more.")];
        }

        var pages = text.Split('\f');
        return [new SourceDocument
        {
            Id = documentId,
            Name = file.Name,
            Pages = [.. pages.Select((page, index) => new DocumentPage(index + 1, page))],
        }];
    }

    /// <summary>The text of bytes, or null when no encoding fits.</summary>
    /// <param name="bytes">Bytes; a cut multi-byte character at the end is forgiven.</param>
    internal static string? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
        {
            return Utf8(bytes[3..]);
        }

        if (bytes.StartsWith<byte>([0xFF, 0xFE, 0, 0]))
        {
            return Encoding.UTF32.GetString(bytes[4..]);
        }

        if (bytes.StartsWith<byte>([0xFF, 0xFE]))
        {
            return Encoding.Unicode.GetString(bytes[2..]);
        }

        if (bytes.StartsWith<byte>([0xFE, 0xFF]))
        {
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        }

        if (bytes.Contains((byte)0))
        {
            return WideWithoutMark(bytes);
        }

        return Utf8(bytes) ?? Encoding.Latin1.GetString(bytes).Replace('\u0096', '–').Replace('\u0097', '—')
            .Replace('\u0091', '‘').Replace('\u0092', '’').Replace('\u0093', '“').Replace('\u0094', '”').Replace('\u0095', '•').Replace('\u0080', '€');
    }

    private static string? Utf8(ReadOnlySpan<byte> bytes)
    {
        // A sample may end inside a character: at most three bytes are forgiven.
        for (var cut = 0; cut < 4 && cut < bytes.Length; cut++)
        {
            try
            {
                return StrictUtf8.GetString(bytes[..^cut]);
            }
            catch (DecoderFallbackException)
            {
                // tried again with a shorter end
            }
        }

        return null;
    }

    private static string? WideWithoutMark(ReadOnlySpan<byte> bytes)
    {
        int even = 0, odd = 0;
        for (var i = 0; i + 1 < bytes.Length; i += 2)
        {
            even += bytes[i] == 0 ? 1 : 0;
            odd += bytes[i + 1] == 0 ? 1 : 0;
        }

        var pairs = bytes.Length / 2;
        return odd > pairs / 2 && even == 0 ? Encoding.Unicode.GetString(bytes)
            : even > pairs / 2 && odd == 0 ? Encoding.BigEndianUnicode.GetString(bytes)
            : null;
    }

    private static bool LooksLikeText(string text)
    {
        int control = 0, letters = 0;
        foreach (var c in text)
        {
            if (c is '\uFFFD' || (char.IsControl(c) && c is not ('\n' or '\r' or '\t' or '\f' or '\u0085' or '\v')))
            {
                control++;
            }
            else if (char.IsLetterOrDigit(c) || char.IsWhiteSpace(c))
            {
                letters++;
            }
        }

        return control * 100 <= text.Length && (letters * 2 >= text.Length || string.IsNullOrWhiteSpace(text));
    }
}
