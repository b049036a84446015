using System.Globalization;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Isolation;

namespace Navis.Personalize.Formats.Ocr;

/// <summary>Recognises the pages of one file side by side and tells of those that could not be read, by number.</summary>
/// <param name="file">File.</param>
/// <param name="sink">Takes the pages.</param>
/// <param name="limits">Limits.</param>
internal sealed class Recognition(SourceFile file, IPageSink sink, ReadingLimits limits)
{
    private int read;

    /// <summary>How many pages gave words.</summary>
    public int Read => read;

    /// <summary>Whether anything on this machine recognises text.</summary>
    public static bool IsPossible => Tesseract.IsInstalled;

    /// <summary>Recognises pages.</summary>
    /// <param name="numbers">Page numbers.</param>
    /// <param name="picture">Gives the picture of a page, or null where it can't be had.</param>
    public void Pages(IEnumerable<int> numbers, Func<int, Picture?> picture)
    {
        if (!IsPossible)
        {
            sink.Add(new DocumentIssue("OCR-MISSING", IssueSeverity.Error, $"{file.Name}: This is a picture of a page, and no text recognition is installed on this machine. Install it ('apt-get install tesseract-ocr poppler-utils'), then run this again, or add the report as text."));
            return;
        }

        // A page is one thread's work for a second or two: as many pages at a time as there are processors.
        Parallel.ForEach(numbers, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, number =>
        {
            sink.Begin(number);
            Page(number, picture(number));
        });
    }

    private void Page(int number, Picture? picture)
    {
        var result = picture is null ? null : PageRecogniser.Recognise(number, picture, limits.PageSeconds);
        if (result is null)
        {
            sink.Add(new DocumentIssue("PAGE-UNREADABLE", IssueSeverity.Error, string.Create(CultureInfo.InvariantCulture, $"{file.Name}: page {number} could not be recognised. Scan or photograph that page again, flat and in good light."), number));
            return;
        }

        sink.Recognised();
        sink.Add(result.Page);
        if (result.Page.Words.IsEmpty)
        {
            sink.Add(new DocumentIssue("PAGE-NO-WORDS", IssueSeverity.Warning, string.Create(CultureInfo.InvariantCulture, $"{file.Name}: no words were found on page {number}. If it is not empty, scan or photograph that page again, flat and in good light."), number));
            return;
        }

        Interlocked.Increment(ref read);
        if (result.Doubtful > 0)
        {
            sink.Add(new DocumentIssue("OCR-CHECK", IssueSeverity.Warning, string.Create(CultureInfo.InvariantCulture, $"{file.Name}: on page {number}, {result.Doubtful} numbers or codes {(SecondReader.Instance is null ? "were read by one reader only, since the second is not installed" : "were read from the picture with doubt")}. Compare them with the page before they are used."), number));
        }
    }
}
