namespace Navis.Personalize.Formats.Answers;

/// <summary>A form in which an answer is written: text, Markdown or HTML. Called in reading order.</summary>
internal interface IAnswerSink
{
    /// <summary>Begins the page.</summary>
    void Begin(string title, string language, string subtitle);

    /// <summary>A section's heading.</summary>
    /// <param name="id">Anchor.</param>
    /// <param name="text">Words.</param>
    /// <param name="urgent">Set apart from the rest.</param>
    void Section(string id, string text, bool urgent = false);

    /// <summary>A paragraph.</summary>
    void Paragraph(string text);

    /// <summary>A list item; mark is a short word before it (<c>about you</c>) or null.</summary>
    void Item(string? mark, string text, Basis? basis = null);

    /// <summary>A named value; fact is the id of the fact that says it, or null.</summary>
    void Field(string name, string value, string? note, string? fact = null);

    /// <summary>Ends the page.</summary>
    void End();
}

/// <summary>Why a statement stands there.</summary>
/// <param name="Title">Heading.</param>
/// <param name="Lines">Label and words, in order.</param>
internal sealed record Basis(string Title, IReadOnlyList<(string Label, string Text)> Lines);
