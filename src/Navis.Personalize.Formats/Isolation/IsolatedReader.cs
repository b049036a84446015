using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Cloud;

namespace Navis.Personalize.Formats.Isolation;

/// <summary>Puts a page reader behind the door: in a process of its own when there is a pool, else in this one. Files inside the file go back through the door.</summary>
/// <param name="reader">The format's reader.</param>
/// <param name="door">The door for attachments.</param>
/// <param name="pool">Reading processes, or null to read in this process.</param>
/// <param name="cloud">The outside reader for pages that are pictures, or null.</param>
internal sealed class IsolatedReader(IPageReader reader, IDocumentDoor door, WorkerPool? pool, CloudReader? cloud = null) : IDocumentReader
{
    /// <summary>Files inside files are opened to this depth.</summary>
    private const int MaximumNesting = 3;

    public bool CanRead(SourceFile file) => reader.CanRead(file);

    public ImmutableArray<SourceDocument> Read(SourceFile file, string documentId)
    {
        var sink = new DocumentSink(cloud?.IsOn ?? false);
        if (pool is not null)
        {
            pool.Read(reader.Format, file, sink);
            if (sink.NeedsRecognition && pool.PrepareRecognition())
            {
                sink = new DocumentSink(sink.WantsScans);
                pool.Read(reader.Format, file, sink);
            }

            if (sink.NeedsRecognition && pool.InstallProblem is { } problem)
            {
                sink.Add(new DocumentIssue("OCR-INSTALL", IssueSeverity.Warning, $"{file.Name}: what text recognition lacks could not all be installed. The installer says: {problem}"));
            }
        }
        else if (PageReaders.Run(reader, file, sink) is { } stop)
        {
            sink.Stopped(file, stop);
        }

        cloud?.Improve(file, sink);
        var documents = ImmutableArray.Create(sink.Document(file, documentId));
        if (documentId.Count(static c => c == '.') >= MaximumNesting)
        {
            return documents;
        }

        var number = 0;
        foreach (var inner in sink.Files)
        {
            documents = documents.AddRange(door.Read(inner with { Name = $"{file.Name}/{inner.Name}" }, string.Create(CultureInfo.InvariantCulture, $"{documentId}.{++number}")));
        }

        return documents;
    }
}
