using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Formats.Answers;

namespace Navis.Personalize.Formats.Pdf.Writing;

/// <summary>Writes the answer for print: A4, tagged in reading order, every page with what it is and its number, the symptoms to report at once never on two pages.</summary>
/// <remarks>Same case and answer, same bytes. Our reader knows it by <see cref="Creator"/> and refuses it as a record.</remarks>
public static class AnswerPdfWriter
{
    /// <summary>The media type of the result.</summary>
    public const string MediaType = "application/pdf";

    /// <summary>The <c>Creator</c> of the document's information.</summary>
    public const string Creator = "Navis Personalize";

    /// <summary>Writes a case and its answer.</summary>
    /// <param name="source">Case.</param>
    /// <param name="answer">Answer.</param>
    /// <param name="labels">Labels in the answer's language.</param>
    /// <param name="asOf">The day of the result.</param>
    /// <returns>A PDF.</returns>
    public static byte[] Write(ReconciledCase source, TailoredAnswer answer, AnswerLabels labels, DateOnly asOf)
    {
        var view = AnswerWriter.View(source, answer, labels);
        PrintBlock[] blocks = [.. Blocks(view)];
        using var draft = Pages(0);
        draft.Add(blocks);
        using var pages = Pages(draft.Count);
        pages.Add(blocks);
        return pages.Save();

        PrintPages Pages(int total) => new(view.Title, view.Language, $"{Creator} – {view.Title} – {asOf:yyyy-MM-dd}", labels.Get("place.page", Audience.Patient), asOf, total);
    }

    private static IEnumerable<PrintBlock> Blocks(AnswerView view)
    {
        yield return new([new(PrintStyle.Title, view.Title), new(PrintStyle.Subtitle, view.Subtitle)]);
        foreach (var section in view.Sections)
        {
            if (section.Urgent)
            {
                yield return new([new(PrintStyle.UrgentHeading, section.Title), .. section.Blocks.SelectMany(Runs).Select(BesideBar)]) { IsUrgent = true };
                continue;
            }

            yield return new([new(PrintStyle.Heading, section.Title)]) { KeepsWithNext = true };
            foreach (var block in section.Blocks)
            {
                yield return new([.. Runs(block)]) { KeepsWithNext = block is ViewParagraph && block != section.Blocks[^1] };
            }
        }
    }

    private static PrintRun BesideBar(PrintRun run) => run with { Style = run.Style with { Indent = run.Style.Indent + 12 } };

    private static IEnumerable<PrintRun> Runs(AnswerViewBlock block)
    {
        switch (block)
        {
            case ViewParagraph paragraph:
                yield return new(PrintStyle.Body, paragraph.Text);
                break;
            case ViewItem item:
                if (item.Mark is not null)
                {
                    yield return new(PrintStyle.Mark, item.Mark);
                }

                yield return new(item.Mark is null ? PrintStyle.Item : PrintStyle.Item with { Before = 1 }, item.Text) { Bullet = item.Mark is null ? "•" : null };
                foreach (var (label, text) in item.Basis)
                {
                    yield return new(PrintStyle.Basis, text) { Lead = text.Length == 0 ? label : $"{label}:" };
                }

                break;
            case ViewField field:
                yield return new(PrintStyle.Item, field.Note is null ? field.Value : $"{field.Value} ({field.Note})") { Lead = $"{field.Name}:" };
                break;
        }
    }
}
