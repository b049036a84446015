using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Isolation;
using UglyToad.PdfPig;
using UglyToad.PdfPig.AcroForms;
using UglyToad.PdfPig.AcroForms.Fields;
using UglyToad.PdfPig.Annotations;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;

namespace Navis.Personalize.Formats.Pdf;

/// <summary>What a PDF holds beside the content of its pages: the answers of a form, notes on a page, files inside.</summary>
/// <param name="pdf">Document.</param>
internal sealed class PdfExtras(PdfDocument pdf)
{
    private const int MaximumFiles = 50;
    private const long MaximumBytes = 100L * 1024 * 1024;

    private readonly AcroForm? form = Try(() => pdf.TryGetForm(out var found) ? found : null);

    /// <summary>Form answers and notes of a page as words at their place; they are drawn outside the page's content.</summary>
    /// <param name="page">Page.</param>
    public IEnumerable<LayoutWord> Words(Page page)
    {
        foreach (var field in Try(() => form?.GetFieldsForPage(page.Number).ToList()) ?? [])
        {
            if (field.Bounds is { } bounds && Answer(field) is { Length: > 0 } answer)
            {
                foreach (var word in Spread(answer, bounds, page.Height))
                {
                    yield return word;
                }
            }
        }

        foreach (var note in Try(() => page.GetAnnotations().Where(static a => a.Type is AnnotationType.FreeText or AnnotationType.Text or AnnotationType.Stamp).ToList()) ?? [])
        {
            foreach (var word in Spread(note.Content ?? "", note.Rectangle, page.Height))
            {
                yield return word;
            }
        }
    }

    /// <summary>Gives the files inside to the sink.</summary>
    /// <param name="sink">Sink.</param>
    public void Files(IPageSink sink)
    {
        long total = 0;
        foreach (var file in (Try(() => pdf.Advanced.TryGetEmbeddedFiles(out var found) ? found : null) ?? []).Take(MaximumFiles))
        {
            total += file.Memory.Length;
            if (total > MaximumBytes)
            {
                return;
            }

            sink.Add(new SourceFile(string.IsNullOrWhiteSpace(file.Name) ? "attachment" : Path.GetFileName(file.Name.Replace('\\', '/')), file.Memory.ToArray()));
        }
    }

    private static string? Answer(AcroFieldBase field) => field switch
    {
        AcroTextField text => text.Value,
        AcroCheckboxField box => box.IsChecked ? "[x]" : "[ ]",
        AcroRadioButtonField button => button.IsSelected ? "(x)" : "( )",
        AcroComboBoxField combo => string.Join(", ", combo.SelectedOptions),
        AcroListBoxField list => string.Join(", ", list.SelectedOptions),
        _ => null,
    };

    /// <summary>Words in the box of a field, line under line: their exact place is the viewer's choice.</summary>
    private static IEnumerable<LayoutWord> Spread(string text, PdfRectangle box, double pageHeight)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        double left = Math.Min(box.Left, box.Right), top = pageHeight - Math.Max(box.Top, box.Bottom), width = Math.Abs(box.Width);
        var height = Math.Min(Math.Abs(box.Height) / Math.Max(1, lines.Length), 14);
        for (var i = 0; i < lines.Length; i++)
        {
            var sign = Math.Min(height * 0.5, width / Math.Max(1, lines[i].Length));
            var x = left;

            // "[ ]" is one word.
            foreach (var word in lines[i] is "[ ]" or "( )" ? [lines[i]] : lines[i].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                yield return new(word, new(x, top + (i * height), word.Length * sign, height));
                x += (word.Length + 1) * sign;
            }
        }
    }

    /// <summary>These parts are extra: damage to them must not cost the page.</summary>
    private static T? Try<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }
}
