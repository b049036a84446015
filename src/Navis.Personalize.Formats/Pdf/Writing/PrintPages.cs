using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace Navis.Personalize.Formats.Pdf.Writing;

/// <summary>Lays blocks out on A4 pages, tagged in reading order; header and page number are artifacts, which a screen reader passes over.</summary>
internal sealed class PrintPages : IDisposable
{
    private const double Left = 60, Right = 60, Top = 72, Bottom = 64;

    private readonly PdfDocument document = new();
    private readonly UAManager access;
    private readonly XGraphics measure = XGraphics.CreateMeasureContext(new XSize(595, 842), XGraphicsUnit.Point, XPageDirection.Downwards);
    private readonly string header;
    private readonly string pageWord;
    private readonly int total;
    private XGraphics? graphics;
    private double y;

    /// <summary>An empty document.</summary>
    /// <param name="title">Title.</param>
    /// <param name="language">BCP 47.</param>
    /// <param name="header">What stands on every page.</param>
    /// <param name="pageWord">The word for page.</param>
    /// <param name="on">The day of the result, the document's date.</param>
    /// <param name="total">How many pages it has, as an earlier pass counted; 0 in that pass. A page's tags are closed when the next begins, so it can't be numbered afterwards.</param>
    public PrintPages(string title, string language, string header, string pageWord, DateOnly on, int total)
    {
        (this.header, this.pageWord, this.total) = (header, pageWord, total);
        document.Info.Title = title;
        document.Info.Creator = AnswerPdfWriter.Creator;
        document.Info.CreationDate = document.Info.ModificationDate = on.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        access = UAManager.ForDocument(document);
        access.SetDocumentLanguage(language);
    }

    private static double Room => 842 - Top - Bottom;

    /// <summary>Pages so far.</summary>
    public int Count => document.PageCount;

    /// <summary>Adds blocks in order.</summary>
    /// <param name="blocks">Blocks.</param>
    public void Add(IReadOnlyList<PrintBlock> blocks)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            var together = 0.0;
            for (var j = i; j < blocks.Count; j++)
            {
                together += Height(blocks[j]);
                if (!blocks[j].KeepsWithNext)
                {
                    break;
                }
            }

            // What belongs together begins a page rather than ends one, where a page can hold it.
            if (graphics is null || (y + together > Top + Room && together <= Room && y > Top))
            {
                NewPage();
            }

            Draw(blocks[i]);
        }
    }

    /// <summary>Writes the document.</summary>
    public byte[] Save()
    {
        graphics?.Dispose();
        graphics = null;
        using var stream = new MemoryStream();
        document.Save(stream);
        return StablePdf.Of(stream.ToArray());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        graphics?.Dispose();
        measure.Dispose();
        document.Dispose();
    }

    private void NewPage()
    {
        graphics?.Dispose();
        var page = document.AddPage();
        page.Size = PageSize.A4;
        graphics = XGraphics.FromPdfPage(page);
        y = Top;
        var small = PrintFonts.Of(8.5);
        access.StructureBuilder.BeginArtifact();
        graphics.DrawString(PrintFonts.Printable(header, small), small, XBrushes.DimGray, Left, 40);
        graphics.DrawString($"{pageWord} {Count} / {total}", small, XBrushes.DimGray, new XRect(Left, 800, 595 - Left - Right, 12), XStringFormats.TopRight);
        access.StructureBuilder.End();
    }

    private double Height(PrintBlock block) => block.Runs.Sum(r => r.Style.Before + (Lines(r).Count * r.Style.LineHeight));

    private void Draw(PrintBlock block)
    {
        var begin = y;
        foreach (var run in block.Runs)
        {
            Draw(run);
        }

        if (block.IsUrgent)
        {
            access.StructureBuilder.BeginArtifact();
            graphics!.DrawLine(new XPen(PrintStyle.UrgentHeading.Color, 3), Left + 2, Math.Min(begin, y) + 6, Left + 2, y + 2);
            access.StructureBuilder.End();
        }
    }

    private void Draw(PrintRun run)
    {
        var style = run.Style;
        var (font, bold, brush) = (PrintFonts.Of(style.Size, style.IsBold), PrintFonts.Of(style.Size, true), new XSolidBrush(style.Color));
        y += y > Top ? style.Before : 0;
        var lines = Lines(run);
        if (run.Bullet is not null)
        {
            Fit(style);
            access.StructureBuilder.BeginArtifact();
            graphics!.DrawString(run.Bullet, font, brush, Left + style.Indent - 10, y + style.Size);
            access.StructureBuilder.End();
        }

        var open = false;
        foreach (var line in lines)
        {
            // A page ends inside a run only where the run is longer than a page; its element then goes on as a second one.
            if (y + style.LineHeight > Top + Room)
            {
                End();
                NewPage();
            }

            if (!open)
            {
                access.StructureBuilder.BeginElement(style.Tag);
                open = true;
            }

            var x = Left + style.Indent;
            foreach (var (text, isLead) in line)
            {
                graphics!.DrawString(text, isLead ? bold : font, brush, x, y + style.Size);
                x += measure.MeasureString(text, isLead ? bold : font).Width;
            }

            y += style.LineHeight;
        }

        End();

        void End()
        {
            if (open)
            {
                access.StructureBuilder.End();
                open = false;
            }
        }
    }

    private void Fit(PrintStyle style)
    {
        if (y + style.LineHeight > Top + Room)
        {
            NewPage();
        }
    }

    /// <summary>The lines of a run, each as pieces that are bold or not. Every piece but the last of a run ends with its space, so that words stay apart when the text is taken out again.</summary>
    private List<List<(string Text, bool IsLead)>> Lines(PrintRun run)
    {
        var style = run.Style;
        var (font, bold) = (PrintFonts.Of(style.Size, style.IsBold), PrintFonts.Of(style.Size, true));
        var room = 595 - Left - Right - style.Indent;
        var lines = new List<List<(string, bool)>> { new() };
        var used = 0.0;
        foreach (var (word, isLead) in Words(run.Lead, true, bold).Concat(Words(run.Text, false, font)))
        {
            foreach (var piece in Pieces(word, isLead ? bold : font, room))
            {
                var width = measure.MeasureString(piece, isLead ? bold : font).Width;
                if (used > 0 && used + width > room)
                {
                    lines.Add([]);
                    used = 0;
                }

                var spaced = piece + " ";
                if (lines[^1] is [.., var (last, lead)] && lead == isLead)
                {
                    lines[^1][^1] = (last + spaced, isLead);
                }
                else
                {
                    lines[^1].Add((spaced, isLead));
                }

                used += measure.MeasureString(spaced, isLead ? bold : font).Width;
            }
        }

        return lines;
    }

    private static IEnumerable<(string Word, bool IsLead)> Words(string? text, bool isLead, XFont font) =>
        text is null ? [] : PrintFonts.Printable(text, font).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => (w, isLead));

    // An address or an identifier longer than a line is cut.
    private IEnumerable<string> Pieces(string word, XFont font, double room)
    {
        while (word.Length > 20 && measure.MeasureString(word, font).Width > room)
        {
            var length = word.Length - 1;
            while (length > 10 && measure.MeasureString(word[..length], font).Width > room)
            {
                length -= Math.Max(1, length / 10);
            }

            yield return word[..length];
            word = word[length..];
        }

        yield return word;
    }
}
