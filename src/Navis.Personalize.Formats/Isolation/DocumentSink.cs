using System.Collections.Immutable;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Isolation;

/// <summary>Gathers what a page reader gives into one document. A reader that stops half-way leaves the pages before it.</summary>
internal sealed class DocumentSink : IPageSink
{
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

    public void Begin(int page) => Current = page;

    public void Add(DocumentPage page) => pages.Add(page);

    public void Add(DocumentIssue issue) => issues.Add(issue);

    public void Add(SourceFile file) => files.Add(file);

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
    public void Stopped(SourceFile file, ReadingStop stop)
    {
        var where = Current > 0 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"page {Current}") : "the file";
        var rest = pages.Count > 0 ? " The pages before it were read; the rest was not." : "";
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
