using System.Collections.Immutable;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Cloud;

namespace Navis.Personalize.Formats.Isolation;

/// <summary>Gathers what a page reader gives into one document. A reader that stops half-way leaves the pages before it.</summary>
/// <param name="wantsScans">Whether pictures of pages without good text are wanted.</param>
internal sealed class DocumentSink(bool wantsScans = false) : IPageSink
{
    /// <summary>Most pictures of one file that are kept for the outside reader, and their bytes together.</summary>
    private const int MaximumScans = 200;
    private const long MaximumScanBytes = 256L * 1024 * 1024;

    private readonly Lock adding = new();
    private readonly List<PageScan> scans = [];
    private long scanBytes;
    private readonly List<DocumentPage> pages = [];
    private readonly List<DocumentIssue> issues = [];
    private readonly List<SourceFile> files = [];
    private bool recognised;

    /// <summary>The page that is being read; 0 while the file is opened.</summary>
    public int Current { get; private set; }

    /// <summary>Whether a page is a picture, recognised or not.</summary>
    public bool NeedsRecognition => recognised || issues.Exists(static i => i.Code is Ocr.Recognition.Missing);

    /// <summary>Files inside the file.</summary>
    public IReadOnlyList<SourceFile> Files => files;

    /// <summary>Pictures for the outside reader.</summary>
    public IReadOnlyList<PageScan> Scans => scans;

    public bool WantsScans => wantsScans;

    /// <summary>The pages about which something is known: read, or said to be unreadable.</summary>
    public ImmutableHashSet<int> Done => [.. pages.Select(static p => p.Number), .. issues.Select(static i => i.Page ?? 0).Where(static p => p > 0)];

    public void Begin(int page) => Current = page;

    public void Add(DocumentPage page)
    {
        lock (adding)
        {
            pages.Add(page);
        }
    }

    /// <summary>A file that is read again says what is true of all of it a second time: it is kept once.</summary>
    public void Add(DocumentIssue issue)
    {
        lock (adding)
        {
            if (!issues.Contains(issue))
            {
                issues.Add(issue);
            }
        }
    }

    public void Add(PageScan scan)
    {
        lock (adding)
        {
            scanBytes += scan.Jpeg.Length;
            if (wantsScans && scans.Count < MaximumScans && scanBytes <= MaximumScanBytes)
            {
                scans.Add(scan);
            }
        }
    }

    /// <summary>A page as read so far, or null.</summary>
    /// <param name="number">1-based.</param>
    public DocumentPage? Page(int number) => pages.Find(p => p.Number == number);

    /// <summary>Puts a better reading of a page in the place of the one so far, with what is to be told of it.</summary>
    /// <param name="page">Page.</param>
    /// <param name="issue">Issue, or null.</param>
    public void Replace(DocumentPage page, DocumentIssue? issue)
    {
        pages.RemoveAll(p => p.Number == page.Number);
        pages.Add(page);
        issues.RemoveAll(i => i.Page == page.Number && i.Code is "OCR-CHECK" or Ocr.Recognition.Poor or "PAGE-UNREADABLE" or "PAGE-NO-WORDS" or Ocr.Recognition.Missing);
        if (scans.TrueForAll(s => pages.Exists(p => p.Number == s.Page && !p.Words.IsEmpty)))
        {
            issues.RemoveAll(static i => i.Code is Ocr.Recognition.Missing);
        }

        if (issue is not null)
        {
            issues.Add(issue);
        }

        recognised = true;
    }

    public void Add(SourceFile file)
    {
        if (!files.Exists(f => string.Equals(f.Name, file.Name, StringComparison.Ordinal) && f.Content.Span.SequenceEqual(file.Content.Span)))
        {
            files.Add(file);
        }
    }

    public void Recognised() => recognised = true;

    /// <summary>What was read, as one document. A file without a word is never taken for an empty one in silence.</summary>
    public SourceDocument Document(SourceFile file, string documentId)
    {
        var isSilent = files.Count == 0 && pages.TrueForAll(static p => string.IsNullOrWhiteSpace(p.Text)) && !issues.Exists(static i => i.Severity is IssueSeverity.Error);
        var nothing = new DocumentIssue("FILE-NO-WORDS", IssueSeverity.Error, $"{file.Name}: no words were found in it. Look at it by eye; if it is not empty, scan or download it again, or ask for the report as text.");
        return new()
        {
            Id = documentId,
            Name = file.Name,
            Reading = recognised ? ReadingMode.Ocr : ReadingMode.Text,
            Pages = [.. pages.OrderBy(static p => p.Number)],
            Issues = [.. isSilent ? [nothing] : ImmutableArray<DocumentIssue>.Empty, .. issues.OrderBy(static i => i.Page ?? 0)],
        };
    }

    /// <summary>Tells that reading stopped at the current page.</summary>
    /// <param name="file">File.</param>
    /// <param name="stop">Why.</param>
    /// <param name="goesOn">Whether the other pages are read nevertheless.</param>
    public void Stopped(SourceFile file, ReadingStop stop, bool goesOn = false)
    {
        var where = Current > 0 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"page {Current}") : "the file";
        var rest = goesOn ? " The other pages were read on." : pages.Count > 0 ? " The pages before it were read; the rest was not." : "";
        var (code, problem) = stop switch
        {
            ReadingStop.Slow => ("READ-TIMEOUT", $"reading {where} took too long and was stopped."),
            ReadingStop.Memory => ("READ-TOO-LARGE", $"reading {where} needed too much memory and was stopped."),
            ReadingStop.Crash => ("READ-FAILED", $"{where} is damaged in a way that stops the reader."),
        };
        issues.Add(new(code, IssueSeverity.Error, $"{file.Name}: {problem}{rest} Print it to a new PDF and add that, or ask for the report as text.", Current > 0 ? Current : null));
    }
}

/// <summary>Why a reading process stopped before its file was read.</summary>
internal enum ReadingStop
{
    /// <summary>A time limit was reached.</summary>
    Slow,

    /// <summary>A memory limit was reached.</summary>
    Memory,

    /// <summary>The process died.</summary>
    Crash,
}
