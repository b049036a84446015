using System.Collections.Immutable;

namespace Navis.Personalize.Core.Documents;

/// <summary>A file as it came in: its name and all its bytes.</summary>
/// <param name="Name">File name for messages; never decides the format alone.</param>
/// <param name="Content">The bytes.</param>
public sealed record SourceFile(string Name, ReadOnlyMemory<byte> Content);

/// <summary>Reads one sort of file. Implementations are stateless, thread safe and never throw on bad content.</summary>
public interface IDocumentReader
{
    /// <summary>Whether the content (magic bytes and structure) is this reader's.</summary>
    /// <param name="file">The file.</param>
    bool CanRead(SourceFile file);

    /// <summary>Reads the file. The first document is the file itself; attachments and archive members follow it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="documentId">Id of the first document; members get <c>id.1</c>, <c>id.2</c> ….</param>
    ImmutableArray<SourceDocument> Read(SourceFile file, string documentId);
}

/// <summary>The one door: chooses the reader by content and always answers, with an issue where nothing could be read.</summary>
public interface IDocumentDoor
{
    /// <summary>Reads a file of any kind.</summary>
    /// <param name="file">The file.</param>
    /// <param name="documentId">Id of the first document.</param>
    ImmutableArray<SourceDocument> Read(SourceFile file, string documentId);
}

/// <summary>Tells what a document is: kind, date, language, whom it is about. Pure.</summary>
public interface IDocumentDescriber
{
    /// <summary>The document with kind, date, language, subjects and the issues that follow from them; coded documents keep what their reader set.</summary>
    /// <param name="document">Document as read.</param>
    SourceDocument Describe(SourceDocument document);
}
