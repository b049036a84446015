using System.Xml;

namespace Navis.Personalize.Formats.Xml;

/// <summary>XML from strangers: no DTD, no entities, nothing fetched, and a limit on size. A document type declaration is an error.</summary>
internal static class SafeXml
{
    /// <summary>Deeper nesting than any clinical document has.</summary>
    public const int MaximumDepth = 128;

    private const long MaximumCharacters = 512L * 1024 * 1024;

    /// <summary>A reader that skips comments, processing instructions and white space between elements.</summary>
    /// <param name="content">Bytes; the encoding is found by mark and declaration.</param>
    public static XmlReader Open(ReadOnlyMemory<byte> content) => XmlReader.Create(Stream(content), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaximumCharacters,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    });

    /// <summary>Refuses nesting without end before a tree is built of it, which would take time by its square.</summary>
    /// <param name="content">Bytes.</param>
    /// <exception cref="XmlException">Nested too deeply. Any other damage is left for the reading itself to meet.</exception>
    public static void RefuseDepth(ReadOnlyMemory<byte> content)
    {
        if (IsTooDeep(content))
        {
            throw new XmlException("Nested too deeply.");
        }
    }

    private static bool IsTooDeep(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var reader = Open(content);
            while (reader.Read())
            {
                if (reader.Depth > MaximumDepth)
                {
                    return true;
                }
            }
        }
        catch (XmlException)
        {
            // Cut off or broken before it was too deep.
        }

        return false;
    }

    /// <summary>Name and namespace of the root element; null when the content does not begin like XML.</summary>
    /// <param name="content">Bytes.</param>
    public static XmlRoot? RootOf(ReadOnlyMemory<byte> content)
    {
        if (!BeginsLikeXml(content.Span))
        {
            return null;
        }

        try
        {
            using var reader = Open(content[..Math.Min(content.Length, 256 * 1024)]);
            return reader.MoveToContent() == XmlNodeType.Element ? new(reader.LocalName, reader.NamespaceURI) : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>Whether a document type declaration stands in the head of the content.</summary>
    /// <param name="content">Bytes.</param>
    public static bool HasDoctype(ReadOnlySpan<byte> content) => content[..Math.Min(content.Length, 4096)].IndexOf("<!DOCTYPE"u8) >= 0;

    private static bool BeginsLikeXml(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith<byte>([0xFF, 0xFE]) || content.StartsWith<byte>([0xFE, 0xFF]))
        {
            return content.Length > 4 && (content[2] == '<' || content[3] == '<');
        }

        var text = content.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? content[3..] : content;
        return text.TrimStart(" \t\r\n"u8) is [(byte)'<', ..];
    }

    private static MemoryStream Stream(ReadOnlyMemory<byte> content) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(content, out var array) ? new(array.Array!, array.Offset, array.Count, writable: false) : new(content.ToArray(), writable: false);
}

/// <summary>The root element of an XML document.</summary>
/// <param name="Name">Local name.</param>
/// <param name="Namespace">Namespace, empty for none.</param>
internal readonly record struct XmlRoot(string Name, string Namespace);
