using System.Collections.Immutable;

namespace Navis.Personalize.Formats.Answers;

/// <summary>An answer in reading order, for a page that lays it out itself.</summary>
/// <param name="Title">Title.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Subtitle">What it is and is not, in two sentences.</param>
/// <param name="Sections">Sections in order.</param>
public sealed record AnswerView(string Title, string Language, string Subtitle, ImmutableArray<AnswerViewSection> Sections)
{
    /// <summary>A section by its id (<c>found</c>, <c>missing</c>, <c>safety</c> …), or null.</summary>
    /// <param name="id">Id.</param>
    public AnswerViewSection? Find(string id) => Sections.FirstOrDefault(s => s.Id == id);
}

/// <summary>One section.</summary>
/// <param name="Id">Anchor.</param>
/// <param name="Title">Heading.</param>
/// <param name="Urgent">Set apart from the rest.</param>
/// <param name="Blocks">What stands in it.</param>
public sealed record AnswerViewSection(string Id, string Title, bool Urgent, ImmutableArray<AnswerViewBlock> Blocks);

/// <summary>One thing in a section.</summary>
public abstract record AnswerViewBlock
{
    private protected AnswerViewBlock()
    {
    }
}

/// <summary>A paragraph.</summary>
/// <param name="Text">Words.</param>
public sealed record ViewParagraph(string Text) : AnswerViewBlock;

/// <summary>A list item.</summary>
/// <param name="Mark">Short word before it, or null.</param>
/// <param name="Text">Words.</param>
/// <param name="BasisTitle">Heading of its basis, or null when it has none.</param>
/// <param name="Basis">Label and words, in order.</param>
public sealed record ViewItem(string? Mark, string Text, string? BasisTitle, ImmutableArray<(string Label, string Text)> Basis) : AnswerViewBlock;

/// <summary>A named value.</summary>
/// <param name="Name">Name.</param>
/// <param name="Value">Value in words.</param>
/// <param name="Note">Its words in the record and their place, or null.</param>
/// <param name="Fact">Id of the fact that says it, or null.</param>
public sealed record ViewField(string Name, string Value, string? Note, string? Fact) : AnswerViewBlock;

/// <summary>Collects an <see cref="AnswerView"/>.</summary>
internal sealed class ViewSink : IAnswerSink
{
    private readonly ImmutableArray<AnswerViewSection>.Builder sections = ImmutableArray.CreateBuilder<AnswerViewSection>();
    private readonly ImmutableArray<AnswerViewBlock>.Builder blocks = ImmutableArray.CreateBuilder<AnswerViewBlock>();
    private (string Title, string Language, string Subtitle) head = ("", "", "");
    private (string Id, string Title, bool Urgent)? open;

    public void Begin(string title, string language, string subtitle) => head = (title, language, subtitle);

    public void Section(string id, string text, bool urgent = false)
    {
        End();
        open = (id, text, urgent);
    }

    public void Paragraph(string text) => blocks.Add(new ViewParagraph(text));

    public void Item(string? mark, string text, Basis? basis = null) => blocks.Add(new ViewItem(mark, text, basis?.Title, [.. basis?.Lines ?? []]));

    public void Field(string name, string value, string? note, string? fact = null) => blocks.Add(new ViewField(name, value, note, fact));

    public void End()
    {
        if (open is { } section)
        {
            sections.Add(new(section.Id, section.Title, section.Urgent, blocks.ToImmutable()));
            blocks.Clear();
            open = null;
        }
    }

    public AnswerView View() => new(head.Title, head.Language, head.Subtitle, sections.ToImmutable());
}
