namespace Navis.Personalize.Core.Documents;

/// <summary>Draws a page of a stored file as it looks. Implementations are thread safe and never throw on bad content.</summary>
public interface IPagePainter
{
    /// <summary>Draws a page whole, with the proportions of <see cref="DocumentPage.Width"/> and <see cref="DocumentPage.Height"/>, so that boxes in points fit over it.
    /// Where it can't be drawn (nothing here draws it, or a limit was reached) its words are drawn in their places.</summary>
    /// <param name="file">The stored file.</param>
    /// <param name="fileId">The id under which the file was read: <c>d2</c>.</param>
    /// <param name="documentId">The document: <c>d2</c> for the file itself, <c>d2.1</c> for a file inside it.</param>
    /// <param name="page">The page as read.</param>
    PagePicture Paint(SourceFile file, string fileId, string documentId, DocumentPage page);
}

/// <summary>A picture for a screen.</summary>
/// <param name="Type">Media type: <c>image/png</c>, <c>image/jpeg</c>, <c>image/svg+xml</c>.</param>
/// <param name="Content">The bytes; of a photo newly encoded, so that nothing but the picture is in them.</param>
public sealed record PagePicture(string Type, ReadOnlyMemory<byte> Content);
