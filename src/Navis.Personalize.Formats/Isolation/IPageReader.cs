using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Cloud;

namespace Navis.Personalize.Formats.Isolation;

/// <summary>Reads a format whose parsing can hang, crash or eat memory: page by page, so that what was read before stays. Stateless and thread safe.</summary>
internal interface IPageReader
{
    /// <summary>Short name of the format on the wire: <c>pdf</c>.</summary>
    string Format { get; }

    /// <summary>Whether the content is this reader's; looks at few bytes and never fails.</summary>
    /// <param name="file">The file.</param>
    bool CanRead(SourceFile file);

    /// <summary>Reads the file into the sink. Expected damage is an issue; any exception means that the file could not be read on from there.</summary>
    /// <param name="file">The file.</param>
    /// <param name="sink">Takes what is read.</param>
    void Read(SourceFile file, IPageSink sink);
}

/// <summary>Takes what a page reader reads, in order.</summary>
internal interface IPageSink
{
    /// <summary>Whether the pictures of pages that have no good text are wanted, for the outside reader.</summary>
    bool WantsScans { get; }

    /// <summary>Whether a page is still to be read: a file that stopped its reader is read again without what is there already.</summary>
    /// <param name="page">1-based.</param>
    bool Wants(int page) => true;

    /// <summary>Whether pages are to be read one after the other, so that it is known which of them stops the reader.</summary>
    bool IsCareful => false;

    /// <summary>Work on a page begins, or goes on: a sign of life.</summary>
    /// <param name="page">1-based page; 0 while the file is opened.</param>
    void Begin(int page);

    /// <summary>A page is read.</summary>
    /// <param name="page">Page.</param>
    void Add(DocumentPage page);

    /// <summary>Something must be told.</summary>
    /// <param name="issue">Issue.</param>
    void Add(DocumentIssue issue);

    /// <summary>A file inside the file, for the door.</summary>
    /// <param name="file">File.</param>
    void Add(SourceFile file);

    /// <summary>The picture of a page that has no good text; only where it is wanted.</summary>
    /// <param name="scan">Picture.</param>
    void Add(PageScan scan);

    /// <summary>At least one page was recognised from a picture.</summary>
    void Recognised();
}
