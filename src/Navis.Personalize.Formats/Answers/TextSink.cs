using System.Text;

namespace Navis.Personalize.Formats.Answers;

/// <summary>Plain text, 96 columns wide.</summary>
internal sealed class TextSink : IAnswerSink
{
    private const int Width = 96;

    private readonly StringBuilder text = new();

    public void Begin(string title, string language, string subtitle)
    {
        text.Append(title).Append('\n').Append('=', title.Length).Append('\n');
        Paragraph(subtitle);
    }

    public void Section(string id, string text, bool urgent = false)
    {
        var heading = urgent ? $"!! {text}" : text;
        this.text.Append('\n').Append(heading).Append('\n').Append('-', heading.Length).Append('\n');
    }

    public void Paragraph(string text) => Wrap("", text);

    public void Item(string? mark, string text, Basis? basis = null)
    {
        Wrap("  - ", mark is null ? text : $"[{mark}] {text}");
        foreach (var (label, words) in basis?.Lines ?? [])
        {
            Wrap("      ", $"{label} {words}");
        }
    }

    public void Field(string name, string value, string? note, string? fact = null) => Wrap("  ", note is null ? $"{name}: {value}" : $"{name}: {value}  ({note})");

    public void End() => text.Append('\n');

    public override string ToString() => text.ToString();

    private void Wrap(string lead, string words)
    {
        var column = lead.Length;
        text.Append(lead);
        var first = true;
        foreach (var word in words.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!first && column + 1 + word.Length > Width)
            {
                text.Append('\n').Append(' ', lead.Length);
                column = lead.Length;
                first = true;
            }

            text.Append(first ? "" : " ").Append(word);
            column += word.Length + (first ? 0 : 1);
            first = false;
        }

        text.Append('\n');
    }
}
