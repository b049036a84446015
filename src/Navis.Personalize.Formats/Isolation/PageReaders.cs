using System.Collections.Immutable;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Docx;
using Navis.Personalize.Formats.Email;
using Navis.Personalize.Formats.Html;
using Navis.Personalize.Formats.Ocr;
using Navis.Personalize.Formats.Pdf;
using Navis.Personalize.Formats.Rtf;

namespace Navis.Personalize.Formats.Isolation;

/// <summary>The readers that run in a process of their own.</summary>
internal static class PageReaders
{
    /// <summary>All of them.</summary>
    /// <param name="limits">Limits.</param>
    public static ImmutableArray<IPageReader> All(ReadingLimits limits) => [.. Told(limits), .. Guessed];

    /// <summary>Those whose files are told by a mark at their beginning, most specific first.</summary>
    /// <param name="limits">Limits.</param>
    public static ImmutableArray<IPageReader> Told(ReadingLimits limits) => [new PdfReader(limits), new PictureReader(limits), new DocxReader(), new RtfReader()];

    /// <summary>Those whose files look like other text, to be asked after every reader that knows its own.</summary>
    public static ImmutableArray<IPageReader> Guessed => [new HtmlReader(), new EmailReader()];

    /// <summary>Runs a reader over a file that may do anything to it.</summary>
    /// <returns>Null when the file was read, else why it was not.</returns>
    public static ReadingStop? Run(IPageReader reader, SourceFile file, IPageSink sink)
    {
        try
        {
            reader.Read(file, sink);
            return null;
        }
        catch (OutOfMemoryException)
        {
            return ReadingStop.Memory;
        }
#pragma warning disable CA1031 // The edge of a reading process: parsers meet hostile files with every kind of exception, and each means the same to the user.
        catch (Exception)
#pragma warning restore CA1031
        {
            return ReadingStop.Crash;
        }
    }
}
