using System.Text;

namespace Navis.Personalize.Formats.Answers;

/// <summary>CommonMark. Signs that Markdown would take for markup are escaped.</summary>
internal sealed class MarkdownSink : IAnswerSink
{
    private readonly StringBuilder text = new();

    public void Begin(string title, string language, string subtitle) => text.Append("# ").Append(Escape(title)).Append("\n\n").Append(Escape(subtitle)).Append('\n');

    public void Section(string id, string text, bool urgent = false) => this.text.Append("\n## ").Append(Escape(text)).Append("\n\n");

    public void Paragraph(string text) => this.text.Append(Escape(text)).Append("\n\n");

    public void Item(string? mark, string text, Basis? basis = null)
    {
        this.text.Append("- ").Append(mark is null ? "" : $"**{Escape(mark)}:** ").Append(Escape(text)).Append('\n');
        foreach (var (label, words) in basis?.Lines ?? [])
        {
            this.text.Append("  - *").Append(Escape(label)).Append("* ").Append(Escape(words)).Append('\n');
        }
    }

    public void Field(string name, string value, string? note, string? fact = null) =>
        text.Append("- **").Append(Escape(name)).Append(":** ").Append(Escape(value)).Append(note is null ? "" : $" ({Escape(note)})").Append('\n');

    public void End()
    {
    }

    public override string ToString() => text.ToString();

    private static string Escape(string words)
    {
        var escaped = new StringBuilder(words.Length + 8);
        foreach (var c in words)
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '|' or '~')
            {
                escaped.Append('\\');
            }

            escaped.Append(c is '\n' or '\r' ? ' ' : c);
        }

        return escaped.ToString();
    }
}
