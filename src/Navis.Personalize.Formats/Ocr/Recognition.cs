using System.Globalization;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Cloud;
using Navis.Personalize.Formats.Isolation;
using Navis.Personalize.Formats.Pdf;

namespace Navis.Personalize.Formats.Ocr;

/// <summary>Recognises the pages of one file side by side and tells of those that could not be read, by number.</summary>
/// <param name="file">File.</param>
/// <param name="sink">Takes the pages.</param>
/// <param name="limits">Limits.</param>
internal sealed class Recognition(SourceFile file, IPageSink sink, ReadingLimits limits)
{
    /// <summary>Code of the issue that says that nothing recognises text.</summary>
    public const string Missing = "OCR-MISSING";

    /// <summary>Code of the issue that says that nothing was confirmed by a second reader.</summary>
    public const string OneReader = "OCR-ONE-READER";

    /// <summary>Code of the issue that says that a page's picture is too poor.</summary>
    public const string Poor = "OCR-POOR";

    /// <summary>The next step where nothing recognises text.</summary>
    public const string HowToInstall = "Run './navis install-ocr' (or 'apt-get install tesseract-ocr poppler-utils') and then this again, or add the report as text.";

    /// <summary>Whether anything on this machine recognises text.</summary>
    public static bool IsPossible => Engine.IsThere;

    /// <summary>Recognises pages.</summary>
    /// <param name="numbers">Page numbers.</param>
    /// <param name="picture">Gives the picture of a page, or null where it can't be had.</param>
    /// <param name="stored">Gives what the file stores of a page as characters, if anything.</param>
    public void Pages(IEnumerable<int> numbers, Func<int, Picture?> picture, Func<int, DocumentPage>? stored = null)
    {
        if (!IsPossible)
        {
            Scans(numbers, picture);
            sink.Add(new DocumentIssue(Missing, IssueSeverity.Error, $"{file.Name}: This is a picture of a page, and no text recognition is installed on this machine. {HowToInstall}"));
            return;
        }

        if (Engine.IsAlone)
        {
            sink.Add(new DocumentIssue(OneReader, IssueSeverity.Warning, $"{file.Name}: tesseract is not installed on this machine, so its pictures were read by one reader only, and every word of them is marked to be checked. {HowToInstall}"));
        }

        // A page is one thread's work for a second or two: as many pages at a time as there are processors. The models alone need all the memory that a page may take, so one at a time.
        Parallel.ForEach(numbers.Where(sink.Wants), new ParallelOptions { MaxDegreeOfParallelism = sink.IsCareful || Engine.IsAlone ? 1 : Environment.ProcessorCount }, number =>
        {
            sink.Begin(number);
            var image = picture(number);
            Scan(number, image);
            Page(number, image, stored?.Invoke(number));
        });
    }

    /// <summary>Gives the pictures of pages that nothing here recognises to the outside reader, where it is wanted.</summary>
    /// <param name="numbers">Page numbers.</param>
    /// <param name="picture">Gives the picture of a page, or null.</param>
    public void Scans(IEnumerable<int> numbers, Func<int, Picture?> picture)
    {
        foreach (var number in sink.WantsScans ? numbers : [])
        {
            sink.Begin(number);
            Scan(number, picture(number));
        }
    }

    private void Scan(int number, Picture? picture)
    {
        if (sink.WantsScans && picture is not null)
        {
            sink.Add(PageScan.Of(number, picture));
        }
    }

    private void Page(int number, Picture? picture, DocumentPage? stored)
    {
        var result = picture is null ? null : PageRecogniser.Recognise(number, picture, limits.ToolSeconds);
        var page = result is null ? stored : stored is null ? result.Page : TextLayer.Better(stored, result.Page);
        if (page is not null)
        {
            sink.Add(page);
        }

        if (result is null)
        {
            sink.Add(new DocumentIssue("PAGE-UNREADABLE", page is null or { Words.IsEmpty: true } ? IssueSeverity.Error : IssueSeverity.Warning, string.Create(CultureInfo.InvariantCulture, $"{file.Name}: page {number} could not be recognised. Scan or photograph that page again, flat and in good light."), number));
            return;
        }

        if (page is null or { Words.IsEmpty: true })
        {
            sink.Add(new DocumentIssue("PAGE-NO-WORDS", IssueSeverity.Warning, string.Create(CultureInfo.InvariantCulture, $"{file.Name}: no words were found on page {number}. If it is not empty, scan or photograph that page again, flat and in good light."), number));
            return;
        }

        if (!ReferenceEquals(page, result.Page))
        {
            return;
        }

        sink.Recognised();
        if (result.IsPoor)
        {
            sink.Add(new DocumentIssue(Poor, IssueSeverity.Warning, string.Create(CultureInfo.InvariantCulture, $"{file.Name}: page {number} is too dark, small or blurred to be read with any trust. Words may be wrong or missing, and all of it is marked to be checked. Scan that page, or photograph it again: near, flat and in good light."), number));
        }
        else if (result.Doubtful > 0)
        {
            var why = Engine.Second is null ? "were read by one reader only, since the other is not installed" : "were read from the picture with doubt";
            sink.Add(new DocumentIssue("OCR-CHECK", IssueSeverity.Warning, string.Create(CultureInfo.InvariantCulture, $"{file.Name}: on page {number}, {result.Doubtful} numbers or codes {why}. Compare them with the page before they are used."), number));
        }
    }
}
